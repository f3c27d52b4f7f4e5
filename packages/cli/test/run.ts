import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { type Io, runCli } from "../src/index.js";

/** What a command wrote, and its exit code. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A stream that keeps what is written. */
export function collector(isTTY = false) {
  const texts: string[] = [];
  return { isTTY, write: (text: string) => texts.push(text), text: () => texts.join("") };
}

/** Runs a command in this process. Its streams are pipes unless `terminal` is set. */
export async function run(
  args: readonly string[],
  { terminal = false, stdin = [], ...io }: Partial<Omit<Io, "stdin">> & { terminal?: boolean; stdin?: string[] } = {},
): Promise<Ran> {
  const [stdout, stderr] = [collector(terminal), collector(false)];
  async function* input() {
    yield* stdin;
  }
  const code = await runCli(args, {
    env: {},
    once: () => undefined,
    ...io,
    stdout,
    stderr,
    stdin: Object.assign(input(), { isTTY: terminal }),
  });
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

/** A folder that is deleted when the test file has ended. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "comms-webhooks-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes a file of webhooks. JSON is YAML. */
export function writeWebhooks(folder: string, content: unknown, name = "webhooks.yaml"): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(content, null, 2));
  return path;
}
