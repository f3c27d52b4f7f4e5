import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findBase } from "./base-commit.ts";
import { git } from "./repository.ts";

describe("findBase", () => {
  let folder: string;
  let origin: string;
  let hour: number;

  /** Commits nothing, an hour after the commit before, and returns the commit. */
  const commit = async (message: string) => {
    await run("commit", "--allow-empty", "--quiet", "--message", message);
    return run("rev-parse", "HEAD");
  };
  const run = (...args: string[]) => {
    hour += 1;
    const time = new Date(Date.UTC(2026, 0, 1, hour)).toISOString();
    const author = ["-c", "user.name=toy", "-c", "user.email=toy@example.com"];
    process.env["GIT_AUTHOR_DATE"] = process.env["GIT_COMMITTER_DATE"] = time;
    return git(origin, ...author, ...args);
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "base-"));
    origin = join(folder, "origin");
    hour = 0;
    await git(folder, "init", "--quiet", "--initial-branch=main", "origin");
  });

  afterEach(async () => {
    delete process.env["GIT_AUTHOR_DATE"];
    delete process.env["GIT_COMMITTER_DATE"];
    await rm(folder, { recursive: true });
  });

  const clone = async (...args: string[]) => {
    await git(folder, "clone", "--quiet", ...args, pathToFileURL(origin).href, "clone");
    return join(folder, "clone");
  };

  /** Creates two commits on `main` and then two on `work`, which leaves from the first. */
  const fork = async () => {
    const first = await commit("first");
    const before = await commit("before");
    await run("checkout", "--quiet", "-b", "work", first);
    await commit("work");
    const tip = await commit("more work");
    return { first, before, tip };
  };

  test("returns none for a first commit", async () => {
    await commit("first");
    expect(await findBase(origin)).toBeUndefined();
    expect(await findBase(await clone())).toBeUndefined();
  });

  test("returns on main the commit before", async () => {
    const first = await commit("first");
    await commit("second");
    expect(await findBase(origin)).toBe(first);
    expect(await findBase(await clone())).toBe(first);
  });

  test("returns where a branch left main, with and without a remote", async () => {
    const { first } = await fork();
    expect(await findBase(origin)).toBe(first);
    expect(await findBase(await clone("--branch", "work"))).toBe(first);
  });

  test("returns main's tip for commits on main that aren't pushed", async () => {
    const first = await commit("first");
    const local = await clone();
    origin = local;
    await commit("second");
    await commit("third");
    expect(await findBase(local)).toBe(first);
  });

  test("returns the first parent of a merge, although the merged branch is younger", async () => {
    const { before } = await fork();
    await run("checkout", "--quiet", "main");
    await run("merge", "--quiet", "--no-ff", "--no-edit", "work");
    expect(await findBase(origin)).toBe(before);
    expect(await findBase(await clone())).toBe(before);
  });

  test("returns main for a branch that main was merged into", async () => {
    const { before } = await fork();
    await run("merge", "--quiet", "--no-edit", "main");
    expect(await findBase(origin)).toBe(before);
  });

  test("returns the commit before a squash", async () => {
    const { before } = await fork();
    await run("checkout", "--quiet", "main");
    await run("merge", "--quiet", "--squash", "work");
    await commit("squashed");
    expect(await findBase(origin)).toBe(before);
  });

  test("reports a shallow clone that lacks the commit, and uses one that has it", async () => {
    const { before } = await fork();
    await run("checkout", "--quiet", "main");
    await run("merge", "--quiet", "--no-ff", "--no-edit", "work");
    await expect(findBase(await clone("--depth=1"))).rejects.toThrow(
      /^this clone is shallow and lacks the commit to compare with\. To fix: git fetch --unshallow/,
    );
    await rm(join(folder, "clone"), { recursive: true });
    expect(await findBase(await clone("--depth=2"))).toBe(before);
  });

  test("reports a shallow clone of a branch whose fork is cut off", async () => {
    await fork();
    const shallow = await clone("--depth=1", "--no-single-branch", "--branch", "work");
    await expect(findBase(shallow)).rejects.toThrow("this clone is shallow");
  });
});
