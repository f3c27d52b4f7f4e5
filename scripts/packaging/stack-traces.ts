import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const program = `import { createWebexWebhooks } from "comms-webhooks/webex";
await createWebexWebhooks({ auth: "token" }).create({}).catch((error) => console.log(error.stack));`;

/**
 * Has an installed package throw, as `node --enable-source-maps` shows it. Returns the frames that don't lead to a source
 * in an archive, and the first one if that isn't where the error is created.
 */
export async function misleadingFrames(folder: string): Promise<string[]> {
  writeFileSync(join(folder, "throw.mjs"), program);
  const { stdout } = await promisify(execFile)(process.execPath, ["--enable-source-maps", "throw.mjs"], {
    cwd: folder,
  });
  const frames = stdout.split("\n").filter((line) => /^ +at .*node_modules/.test(line));
  if (frames.length === 0) return [`A stack trace shows nothing of the packages:\n${stdout}`];
  return frames.flatMap((frame, i) => {
    const [, file = "", line = ""] = /\(?(?:file:\/\/)?(\/[^()]*\/src\/[^()]*\.ts):(\d+):\d+\)?$/.exec(frame) ?? [];
    const text = file && readFileSync(file, "utf8").split("\n")[Number(line) - 1];
    const isRight = i === 0 ? text?.includes("Error(") : text;
    return isRight ? [] : [`A stack trace shows no source:\n${frame}\n${text ?? ""}`];
  });
}
