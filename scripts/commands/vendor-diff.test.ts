import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { documentPath } from "../lib/apis.ts";
import { root } from "../lib/repository.ts";
import { bundleSpec } from "../lib/spec.ts";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "vendor-diff-"));
});

afterAll(() => rmSync(folder, { recursive: true }));

function run(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const command = ["--import", "tsx", "scripts/commands/vendor-diff.ts", ...args];
  return spawnSync(process.execPath, command, { cwd: root, encoding: "utf8" });
}

describe("npm run vendor-diff", () => {
  it("exits with 0 if nothing is new, and names what is explained and gone", async () => {
    const file = join(folder, "same.json");
    writeFileSync(file, JSON.stringify(await bundleSpec(documentPath("8x8"))));
    const { status, stdout, stderr } = run("8x8", file);
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^Explained in specs\/8x8\/vendor-differences\.yaml, but not different any more:\n/);
    expect(stdout).toMatch(/\n0 new differences, 0 explained, \d+ gone\n$/);
  });

  it("exits with 2 and prints what is new", async () => {
    const file = join(folder, "new.json");
    const text = JSON.stringify(await bundleSpec(documentPath("8x8")));
    writeFileSync(file, text.replaceAll('"MSG"', '"MSGS"'));
    const { status, stdout } = run("8x8", file);
    expect(status).toBe(2);
    expect(stdout).toMatch(/requestBody\/items\/properties\/type\/enum\/MSGS +ours: none +theirs: listed\n/);
  });

  it.each([
    [["8x8"], /^Use: npm run vendor-diff <8x8\|webex> <file or URL/],
    [["8x8", "none.json"], /^none\.json can't be read: there is no such file\.\n$/],
  ])("exits with 1 and says why for %j", (args, message) => {
    const { status, stdout, stderr } = run(...args);
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(message);
  });
});
