import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { git } from "../lib/repository.ts";
import { createToyRepository, type ToyRepository } from "../testing/toy-repository.ts";

let toy: ToyRepository;

beforeAll(async () => {
  toy = await createToyRepository();
});

afterAll(() => toy.remove());

test("names what a merged branch breaks, and demands a higher version", async () => {
  const spec = join(toy.folder, "specs/toy/openapi.yaml");
  const text = await readFile(spec, "utf8");
  const run = (...args: string[]) =>
    git(toy.folder, "-c", "user.name=toy", "-c", "user.email=toy@example.com", ...args);
  await run("checkout", "--quiet", "-b", "work");
  await writeFile(spec, text.replace("x-name: one", "x-name: first"));
  await run("commit", "--quiet", "--all", "--message", "Rename the server");
  await run("checkout", "--quiet", "-");
  await run("merge", "--quiet", "--no-ff", "--no-edit", "work");
  const before = (await git(toy.folder, "rev-parse", "HEAD^1")).slice(0, 8);
  const failed = await toy.run("check-breaking");
  expect(failed.code).toBe(1);
  expect(failed.lines).toEqual([`specs/toy/openapi.yaml against ${before}: 1 breaking, 1 additions, 0 others`]);
  expect(failed.complaint).toMatch(
    /^removed server one \(.*\)\nTo fix: raise info\.version in specs\/toy\/openapi\.yaml/,
  );
  await writeFile(spec, text.replace("x-name: one", "x-name: first").replace("version: 1.0.0", "version: 2.0.0"));
  expect(await toy.run("check-breaking")).toMatchObject({ code: 0, complaint: "" });
});
