import { type ChildProcess, spawn } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createToyRepository, nodeArguments, type ToyRepository } from "../testing/toy-repository.ts";

const limit = 300_000; // For a busy machine: each case waits for the output itself.

describe("npm run dev", { timeout: limit }, () => {
  let toy: ToyRepository;
  let dev: ChildProcess;
  let output = "";
  let onOutput: (() => void) | undefined;

  /** Waits until the output from a place on fits, and returns it. */
  function outputOf(pattern: RegExp, from = 0): Promise<string> {
    return new Promise((resolve) => {
      onOutput = () => {
        if (pattern.test(output.slice(from))) resolve(output.slice(from));
      };
      onOutput();
    });
  }

  /** Saves files at once, and returns the report that names the first of them. */
  async function save(files: Record<string, string>): Promise<string> {
    const from = output.length;
    await Promise.all(Object.entries(files).map(([path, text]) => writeFile(join(toy.folder, path), text)));
    const [first = ""] = Object.keys(files).sort();
    const report = new RegExp(`\\n${first}\\n[\\s\\S]*?findings?\\. \\d+\\.\\d s\\n`);
    return (await outputOf(report, from)).match(report)?.[0] ?? "";
  }

  const read = (path: string) => readFile(join(toy.folder, path), "utf8");

  beforeAll(async () => {
    toy = await createToyRepository();
    dev = spawn(process.execPath, nodeArguments("dev"), { cwd: toy.folder, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [dev.stdout, dev.stderr])
      stream?.on("data", (text) => {
        output += text;
        onOutput?.();
      });
  }, limit);

  afterAll(async () => {
    const ended = new Promise((resolve) => dev.once("exit", resolve));
    dev.kill();
    await ended;
    await toy.remove();
  });

  it("checks and generates once at the start, and misses no save before it watches", async () => {
    await outputOf(/Checking the specs/);
    await writeFile(join(toy.folder, "specs/toy/SOURCES.md"), "TODO\n");
    // The first check reads the file, or it is saved during the check and makes one more.
    const printed = await outputOf(/Watching specs\/[\s\S]*1 finding\. |1 finding\. [\s\S]*Watching specs\//);
    expect(printed).toContain("toy generated");
    expect(printed).toContain("packages/toy-types/src/generated/index.ts");
    expect(printed).toMatch(/Replace the placeholder in SOURCES\.md, line 1\. .*\n1 finding\. \d+\.\d s\n/);
    // The report of a file saved last follows all others.
    await writeFile(join(toy.folder, "specs/toy/SOURCES.md"), "Done\n");
    expect(await save({ "specs/toy/NOTES.md": "Last\n" })).toMatch(/\nNo findings\. \d+\.\d s\n$/);
  });

  it("prints what follows from a save, and the findings last, with paths that exist", async () => {
    const path = "specs/toy/schemas/Created.yaml";
    const before = await read(path);
    const printed = await save({ [path]: before.replace("type: string", "type: boolean") });
    expect(printed).toContain(`\n${path}\n`);
    expect(printed).toContain("packages/toy-types/src/generated/index.ts");
    expect(printed).toContain("1 breaking, 0 additions, 0 others");
    expect(printed).toMatch(/major {2}Type of `id` .*\(Created\.id\.type\)/);
    const [finding, last] = printed.trimEnd().split("\n").slice(-2);
    expect(finding).toMatch(/^specs\/toy\/examples\/createThing\.response\.yaml:1:\d+ +error +Example value must/);
    expect(last).toMatch(/^1 finding\. /);
    expect(await save({ [path]: before })).toMatch(/against HEAD +no changes\nNo findings\./);
  });

  it("has one report for files that are saved together", async () => {
    const names = ["Created", "OpenPart", "ClosedPart", "Part", "Thing", "RoomChange", "WebhookType"];
    const paths = names.map((name) => `specs/toy/schemas/${name}.yaml`);
    const texts = await Promise.all(paths.map(read));
    const printed = await save(Object.fromEntries(paths.map((path, i) => [path, `${texts[i]}# Saved.\n`])));
    for (const path of paths) expect(printed).toContain(path);
  });

  it("survives a file that can't be parsed", async () => {
    const path = "specs/toy/schemas/Created.yaml";
    const before = await read(path);
    const printed = await save({ [path]: `${before}broken: [\n` });
    expect(printed).toMatch(/toy generated +not generated: fix the findings first\n/);
    expect(printed).toMatch(/toy against HEAD +not compared\n/);
    expect(printed).toMatch(/specs\/toy\/schemas\/Created\.yaml:\d+:\d+ +error +Failed to parse: .*\n1 finding\. /);
    expect(await save({ [path]: before })).toMatch(/\nNo findings\./);
  });

  it("survives a spec that the generators reject", async () => {
    const path = "specs/toy/paths/things.yaml";
    const before = await read(path);
    const printed = await save({ [path]: before.replaceAll("schemas/Created.yaml", "schemas/Thing.yaml") });
    expect(printed).toMatch(/schema \w+: is part of a request and of a response: .*\(generate\)\n\d+ findings?\. /);
    expect(await save({ [path]: before })).toMatch(/\nNo findings\./);
  });

  it("follows a save of Redocly's settings, in the root or next to the spec", async () => {
    const own = "specs/toy/redocly.yaml";
    const rule = (code: string) => `
rules:
  rule/created-response:
    subject: { type: Responses }
    where: [{ subject: { type: Paths }, assertions: { defined: true } }]
    message: "An operation needs a ${code} response."
    assertions: { required: ["${code}"] }
`;
    expect(await save({ [own]: `extends: [../../redocly.yaml]\n${rule("201")}` })).toContain("needs a 201 response");
    expect(await save({ [own]: `extends: [../../redocly.yaml]\n${rule("202")}` })).toContain("needs a 202 response");
    expect(await save({ [own]: "extends: [../../redocly.yaml]\n" })).toMatch(/\nNo findings\./);
    const before = await read("redocly.yaml");
    expect(await save({ "redocly.yaml": `${before}${rule("203")}` })).toContain("needs a 203 response");
    expect(await save({ "redocly.yaml": before })).toMatch(/\nNo findings\./);
  });

  it("renders the reference after the findings", async () => {
    await expect.poll(() => read("specs/toy/dist/openapi.json").catch(() => ""), { timeout: limit }).toContain("Small");
    expect(await read("specs/toy/dist/reference.html")).toContain("<title>");
  });
});
