import { execFile } from "node:child_process";
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeEach, describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const tsx = createRequire(import.meta.url).resolve("tsx/cli");
const copy = mkdtempSync(join(tmpdir(), "generate-"));
const generated = ["webex-types", "webex-client", "8x8-types", "8x8-client"].map(
  (name) => `packages/${name}/src/generated`,
);
const fix = "Generated files differ from what the specs give. To fix: npm run generate";

// A run bundles both documents, which takes seconds.
const patience = { timeout: 120_000 };

interface Outcome {
  code: number | null;
  lines: string[];
  complaint: string;
}

/** Runs the command in the copy. */
function generate(...args: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [tsx, "scripts/commands/generate.ts", ...args],
      { cwd: copy },
      (_, out, complaint) => {
        resolve({ code: child.exitCode, lines: out.split("\n").filter(Boolean).sort(), complaint: complaint.trim() });
      },
    );
  });
}

beforeEach(() => {
  rmSync(copy, { recursive: true });
  const own = (path: string) => !/(^|[/\\])(node_modules|dist)([/\\]|$)/.test(relative(root, path));
  for (const path of ["redocly.yaml", "package.json", "scripts", "specs", ...generated]) {
    cpSync(join(root, path), join(copy, path), { recursive: true, filter: own });
  }
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"), "dir");
});

afterAll(() => rmSync(copy, { recursive: true }));

describe("generate --check", patience, () => {
  test("exits 0 and says nothing while the files are what the specs give", async () => {
    expect(await generate("--check")).toEqual({ code: 0, lines: [], complaint: "" });
  });

  test("exits 1 on a hand edit, a missing and an extra file of each package", async () => {
    const edited = generated.map((folder) => `${folder}/${folder.includes("types") ? "index" : "client"}.ts`);
    const missing = ["webex-client", "8x8-client"].map(
      (name) => `packages/${name}/src/generated/validators/webhook.ts`,
    );
    const extra = generated.map((folder) => `${folder}/old/module.ts`);
    for (const path of edited) appendFileSync(join(copy, path), "\n");
    for (const path of missing) rmSync(join(copy, path));
    for (const path of extra) cpSync(join(copy, edited[0] ?? ""), join(copy, path));
    const stale = [...edited, ...missing, ...extra].map((path) => `stale: ${path}`).sort();
    expect(await generate("--check")).toEqual({ code: 1, lines: stale, complaint: fix });
  });

  test("exits 1 on a spec that was changed without generating", async () => {
    const path = join(copy, "specs/8x8/schemas/WebhookType.yaml");
    writeFileSync(path, readFileSync(path, "utf8").replace("CABM]", "CABM, NEWS]"));
    const { code, lines } = await generate("--check");
    expect(code).toBe(1);
    expect(lines).toContain("stale: packages/8x8-types/src/generated/index.ts");
    expect(lines.filter((line) => line.includes("webex"))).toEqual([]);
  });

  test("exits 1 on one changed character, and changes nothing", async () => {
    const path = "packages/8x8-client/src/generated/data.ts";
    const edited = readFileSync(join(copy, path), "utf8").replace("Don't edit", "Don't  edit");
    writeFileSync(join(copy, path), edited);
    expect(await generate("--check", "8x8")).toEqual({ code: 1, lines: [`stale: ${path}`], complaint: fix });
    expect(readFileSync(join(copy, path), "utf8")).toBe(edited);
  });

  test("looks at what it is asked for alone", async () => {
    appendFileSync(join(copy, "packages/8x8-types/src/generated/index.ts"), "\n");
    const [types, client] = await Promise.all([
      generate("--check", "8x8", "types"),
      generate("--check", "8x8", "client"),
    ]);
    expect([types.code, client.code]).toEqual([1, 0]);
  });
});

describe("generate", patience, () => {
  test("repairs what the check names, and then has nothing to do", async () => {
    appendFileSync(join(copy, "packages/webex-types/src/generated/index.ts"), "\n");
    rmSync(join(copy, "packages/8x8-client/src/generated"), { recursive: true });
    cpSync(join(copy, "package.json"), join(copy, "packages/webex-client/src/generated/old.ts"));
    const repaired = await generate();
    expect(repaired).toMatchObject({ code: 0, complaint: "" });
    expect(repaired.lines).toContain("packages/8x8-client/src/generated/validators/index.ts");
    expect(await generate()).toEqual({ code: 0, lines: [], complaint: "" });
    for (const path of ["webex-types/src/generated/index.ts", "8x8-client/src/generated/data.ts"]) {
      expect(readFileSync(join(copy, "packages", path))).toEqual(readFileSync(join(root, "packages", path)));
    }
  });

  test("with --keep-edits writes what a spec gives, but over no file that somebody has edited", async () => {
    const spec = join(copy, "specs/8x8/schemas/WebhookType.yaml");
    writeFileSync(spec, readFileSync(spec, "utf8").replace("CABM]", "CABM, NEWS]"));
    const written = await generate("--keep-edits", "8x8");
    expect(written).toMatchObject({ code: 0, complaint: "" });
    expect(written.lines).toContain("packages/8x8-types/src/generated/index.ts");
    const path = "packages/8x8-client/src/generated/data.ts";
    appendFileSync(join(copy, path), "export const mine = 1;\n");
    const { code, complaint } = await generate("--keep-edits", "8x8");
    expect([code, complaint]).toEqual([
      1,
      `Edited by hand: ${path}. Generated files are made from the specs. To fix: npm run generate`,
    ]);
    expect(readFileSync(join(copy, path), "utf8")).toContain("mine");
  });

  test("refuses an argument that it does not know", async () => {
    const { code, complaint } = await generate("teams");
    expect([code, complaint]).toEqual([
      1,
      'Unknown argument "teams". Use: tsx scripts/commands/generate.ts [--check | --keep-edits] [webex|8x8] [types|client]',
    ]);
  });

  test("names a spec that can't be bundled, and writes nothing", async () => {
    rmSync(join(copy, "specs/webex/schemas/Event.yaml"));
    const { code, lines, complaint } = await generate("webex");
    expect([code, lines]).toEqual([1, []]);
    expect(complaint).toContain("The document of webex can't be bundled");
  });
});
