import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const bin = fileURLToPath(new URL("../bin/comms-webhooks.js", import.meta.url));
const run = promisify(execFile);

/** What the shells' scripts ask for: the words after the command, the last one as far as it is typed. */
async function complete(...words: string[]): Promise<string[]> {
  const { stdout } = await run(process.execPath, [bin, "complete", "--", ...words]);
  return stdout.split("\n").flatMap((line) => (/^(?::|$)/.test(line) ? [] : [line.split("\t")[0] ?? ""]));
}

describe("completion", () => {
  it("offers commands, their options and the names of deliveries", async () => {
    expect(await complete("")).toEqual(
      expect.arrayContaining(["plan", "apply", "import", "status", "reactivate", "listen", "simulate", "sandbox"]),
    );
    expect(await complete("plan", "--p")).toEqual(["--prune"]);
    expect(await complete("listen", "")).toEqual(["webex", "8x8"]);
    expect(await complete("simulate", "messages.")).toEqual(["messages.created", "messages.deleted"]);
    expect(await complete("simulate", "inbound")).toEqual(["inbound_message_received"]);
  });

  it.each([
    ["bash", "complete -F __comms_webhooks_complete comms-webhooks"],
    ["zsh", "#compdef comms-webhooks"],
    ["fish", "complete -c comms-webhooks"],
  ])("prints a script for %s", async (shell, line) => {
    const { stdout } = await run(process.execPath, [bin, "completion", shell]);
    expect(stdout).toContain(line);
  });

  it("names the shells for another one", async () => {
    const failure = run(process.execPath, [bin, "completion", "tcsh"]);
    await expect(failure).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining("zsh, bash, fish") });
  });
});
