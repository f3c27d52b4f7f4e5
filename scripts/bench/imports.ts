import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { apis } from "../lib/apis.ts";
import { root } from "../lib/repository.ts";
import { atMost, medianTimes, type Row } from "./measure.ts";

/** Measures what the first import of a package adds to the start of Node, beside another package for webhooks. */
export async function imports(): Promise<Row[]> {
  const peer = "@octokit/webhooks";
  const specifiers = apis.map((api) => `comms-webhooks/${api}`);
  const starts = Object.fromEntries(
    [undefined, peer, ...specifiers].map((specifier) => [specifier ?? "nothing", () => start(specifier)]),
  );
  const { nothing = 0, [peer]: octokit = 0, ...times } = await medianTimes(starts, { rounds: 31, warmUp: 3 });
  return specifiers.map((specifier) => {
    const added = (times[specifier] ?? Number.NaN) - nothing;
    const figures = `${added.toFixed(1)} ms to ${(octokit - nothing).toFixed(1)} ms`;
    return atMost(`import ${specifier} / ${peer}, over an empty start (${figures})`, added / (octokit - nothing), 1.2);
  });
}

function start(specifier: string | undefined): void {
  const code = specifier === undefined ? "" : `import "${specifier}";`;
  const { status, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", code], {
    cwd: join(root, "scripts"),
    env: {},
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${specifier} can't be imported:\n${stderr}`);
}
