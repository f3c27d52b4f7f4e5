import { git } from "./repository.ts";

/**
 * Returns the commit to compare the present one with: where the branch left `main`, or on `main` itself the commit
 * before, which after a merge is the first parent. Returns undefined for a first commit. Throws in a shallow clone that
 * lacks the commit.
 */
export async function findBase(repository: string): Promise<string | undefined> {
  const commit = (name: string) =>
    git(repository, "rev-parse", "--verify", "--quiet", `${name}^{commit}`).catch(() => undefined);
  const head = await commit("HEAD");
  const main = (await commit("origin/main")) ?? (await commit("main")); // A clone can lack the remote.
  const fork = main && (await git(repository, "merge-base", "HEAD", main).catch(() => undefined));
  if (fork !== undefined && fork !== head) return fork;
  const parent = main === undefined || fork === head ? await commit("HEAD^1") : undefined;
  if (parent === undefined && (await git(repository, "rev-parse", "--is-shallow-repository")) === "true")
    throw new Error(
      "this clone is shallow and lacks the commit to compare with. To fix: git fetch --unshallow (in a CI job: fetch the whole history)",
    );
  return parent;
}
