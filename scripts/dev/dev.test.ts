import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { root } from "../lib/redocly.ts";

const tsx = createRequire(import.meta.url).resolve("tsx/cli");
const skipped = ["node_modules", "dist", ".turbo"];
const schema = "specs/8x8/schemas/Webhook.yaml";

describe("npm run dev", () => {
  let folder: string;
  let dev: ChildProcess;
  let output = "";

  /** Saves a file and gives what is printed until all that follows from it is done. */
  async function save(path: string, text: string): Promise<string> {
    const from = output.length;
    await writeFile(join(folder, path), text);
    await vi.waitFor(() => expect(output.slice(from)).toMatch(/\d\.\d s\n/), { timeout: 20_000 });
    return output.slice(from);
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "dev-"));
    for (const path of ["specs", "scripts", "redocly.yaml", "packages/8x8-types", "packages/8x8-client"]) {
      const filter = (source: string) => !skipped.includes(basename(source));
      await cp(join(root, path), join(folder, path), { recursive: true, filter });
    }
    await symlink(join(root, "node_modules"), join(folder, "node_modules"), "junction");
    const git = (...args: string[]) => execFileSync("git", args, { cwd: folder });
    git("init", "--quiet");
    git("add", "specs", "scripts", "packages");
    git("-c", "user.name=dev", "-c", "user.email=dev@example.com", "commit", "--quiet", "--message", "Before");

    dev = spawn(process.execPath, [tsx, "scripts/commands/dev.ts"], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [dev.stdout, dev.stderr]) stream?.on("data", (text) => (output += text));
    await vi.waitFor(() => expect(output).toContain("Ctrl+C stops."), { timeout: 20_000 });
  }, 60_000);

  afterAll(async () => {
    const ended = new Promise((resolve) => dev.once("exit", resolve));
    dev.kill();
    await ended;
    await rm(folder, { recursive: true, force: true });
  });

  it("tells what follows from a save: findings, files, docs, and what it means for users", async () => {
    const before = await readFile(join(folder, schema), "utf8");
    const printed = await save(schema, before.replace("type: boolean", "type: string"));
    expect(printed).toContain(schema);
    expect(printed).toMatch(/lint .*specs\/8x8\/schemas\/Webhook\.yaml:\n.* error {4}no-invalid-schema-examples/);
    expect(printed).toContain("packages/8x8-types/src/generated/index.ts");
    expect(printed).toMatch(/✖ major .*· type\n/);
    expect(printed).toContain("1 major, 0 minor, 0 patch.");
    expect(printed).toContain("specs/8x8/dist/reference.html");
    expect(printed).not.toContain("specs/webex");
    expect(await readFile(join(folder, "specs/8x8/dist/openapi.json"), "utf8")).toContain('"openapi": "3.1.0"');

    const after = await save(schema, before);
    expect(after).toContain("lint         no findings");
    expect(after).toContain("0 major, 0 minor, 0 patch.");
  }, 60_000);

  it("outlives a file that can't be parsed", async () => {
    const before = await readFile(join(folder, schema), "utf8");
    const printed = await save(schema, `${before}broken: [\n`);
    expect(printed).toContain("Failed to parse");
    expect(printed).toContain("docs         left out, as the document can't be bundled: see lint");
    expect(await save(schema, before)).toContain("lint         no findings");
  }, 60_000);
});
