import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { git } from "../lib/repository.ts";
import { createToyRepository, type ToyRepository } from "../testing/toy-repository.ts";

let toy: ToyRepository;

beforeEach(async () => {
  toy = await createToyRepository();
});

afterEach(() => toy.remove());

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

test("demands a changeset that raises the version of a released spec far enough, and writes it", async () => {
  const spec = join(toy.folder, "specs/toy/openapi.yaml");
  const text = await readFile(spec, "utf8");
  await mkdir(join(toy.folder, ".changeset"));
  const setVersion = (version: string) =>
    writeFile(join(toy.folder, "specs/toy/package.json"), `{"version":"${version}"}`);
  const write = (bump: string) =>
    writeFile(join(toy.folder, ".changeset/toy.md"), `---\n"@comms-webhooks/toy-spec": ${bump}\n---\n\nServers.\n`);
  await setVersion("0.4.2");
  await git(toy.folder, "tag", "@comms-webhooks/toy-spec@0.4.2");
  await writeFile(spec, text.replace("x-name: one", "x-name: other"));
  const failed = await toy.run("check-breaking");
  expect(failed.lines).toContain("specs/toy/openapi.yaml against release 0.4.2: 1 breaking, 1 additions, 0 others");
  expect(failed.complaint).toContain(
    '.changeset/toy-spec.md, and describe what users have to do:\n---\n"@comms-webhooks/toy-spec": minor\n---\n\n- removed server ',
  );
  await write("patch");
  expect((await toy.run("check-breaking")).complaint).toContain('"@comms-webhooks/toy-spec": minor');
  await write("minor");
  expect((await toy.run("check-breaking")).complaint).not.toContain("changeset");
  await rm(join(toy.folder, ".changeset/toy.md"));
  await setVersion("0.5.0"); // As `changeset version` leaves it.
  expect((await toy.run("check-breaking")).complaint).not.toContain("changeset");
});
