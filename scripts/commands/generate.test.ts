import { appendFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createToyRepository, type ToyRepository } from "../testing/toy-repository.ts";

// Each case starts a process; the limit is for a busy machine.
describe("the commands of a build", { timeout: 300_000 }, () => {
  let toy: ToyRepository;

  beforeAll(async () => {
    toy = await createToyRepository();
  }, 300_000);

  afterAll(() => toy.remove());

  test("bundle no document that lint rejects", async () => {
    const sources = join(toy.folder, "specs/toy/SOURCES.md");
    await writeFile(sources, "TODO\n");
    const { code, complaint } = await toy.run("bundle", "toy");
    expect(code).toBe(1);
    expect(complaint).toContain("Replace the placeholder in SOURCES.md, line 1. (house/no-placeholders)");
    await rm(sources);
  });

  test("generate from the bundled document the packages of an API that has nothing but a folder in specs/", async () => {
    expect(await toy.run("bundle", "toy")).toEqual({ code: 0, lines: [], complaint: "" });
    const { code, lines, complaint } = await toy.run("generate", "--in-build");
    expect({ code, complaint }).toEqual({ code: 0, complaint: "" });
    expect(lines).toContain("packages/toy-types/src/generated/index.ts");
    expect(lines).toContain("packages/toy-client/src/generated/validators/index.ts");
  });

  test("with --check name stale files of the chosen package, and the fix", async () => {
    const path = "packages/toy-types/src/generated/index.ts";
    await appendFile(join(toy.folder, path), "\n");
    await appendFile(join(toy.folder, "packages/toy-client/src/generated/data.ts"), "\n");
    expect(await toy.run("generate", "--check", "toy", "types")).toEqual({
      code: 1,
      lines: [`stale: ${path}`],
      complaint: "Generated files differ from what the specs yield. To fix: npm run generate",
    });
  });

  test("reject an unknown argument", async () => {
    const { code, complaint } = await toy.run("generate", "teams");
    expect(code).toBe(1);
    expect(complaint).toMatch(/^Unknown argument "teams"\. Use: .* \[toy\] \[types\|client\]$/);
  });
});
