import { execFileSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createToyRepository, type ToyRepository } from "../testing/toy-repository.ts";

describe("the changelog of a spec", { timeout: 240_000 }, () => {
  let toy: ToyRepository;

  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=toy", "-c", "user.email=toy@example.com", ...args], { cwd: toy.folder });

  async function edit(file: string, from: string, to: string) {
    const path = join(toy.folder, "specs/toy", file);
    const text = await readFile(path, "utf8");
    if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
    await writeFile(path, text.replace(from, to));
  }

  beforeAll(async () => {
    toy = await createToyRepository();
  });

  afterAll(() => toy?.remove());

  it("says that nothing is released where nothing is", async () => {
    expect(await toy.run("changelog", "toy")).toEqual({ code: 0, lines: ["Not released yet: 1.0.0."], complaint: "" });
  });

  it("has what changed between released versions and since, by what it means for users", async () => {
    git("tag", "toy-spec@1.0.0");
    git("tag", "other-spec@9.0.0");
    await edit("schemas/Created.yaml", "  id: { type: string }", "  id: { type: string }\n  name: { type: string }");
    await edit("paths/things.yaml", "description: Done.", "description: It is done.");
    await edit("openapi.yaml", "version: 1.0.0", "version: 1.1.0");
    git("commit", "--quiet", "--all", "--message", "More");
    git("tag", "v1.1.0");
    await edit("schemas/Created.yaml", "  id: { type: string }", "  id: { type: integer }");
    const { code, lines } = await toy.run("changelog", "toy");
    expect(code).toBe(0);
    expect(lines).toEqual(
      expect.arrayContaining([
        ...["## Not released yet", "**Breaking**", "## 1.1.0 {#v1.1.0}", "**Added**", "- added Created.name"],
        ...["## 1.0.0 {#v1.0.0}", expect.stringMatching(/^Released on \d{4}-\d\d-\d\d\. The first release\.$/)],
        expect.stringMatching(/^Texts and examples changed in \d+ places\.$/),
      ]),
    );
    expect(lines.filter((line) => line.startsWith("## ")).length).toBe(3);
    expect(lines.find((line) => /^- .*Created\.id/.test(line))).toBeDefined();
  });
});
