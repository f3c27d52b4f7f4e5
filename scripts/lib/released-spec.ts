import { readFile } from "node:fs/promises";
import { join } from "node:path";
import read from "@changesets/read";
import type { Change } from "./changes.ts";
import { git, root } from "./repository.ts";

/** How much a release raises a version. */
export type Bump = Change["impact"];

/** A released version of a package, and its tag in Git. */
export interface Release {
  version: string;
  tag: string;
}

const order: readonly Bump[] = ["patch", "minor", "major"];

/** Returns the name of the package that an API's specification is published as. */
export function specPackage(api: string): string {
  return `@comms-webhooks/${api}-spec`;
}

/** Returns the last release of a package before the present commit, by the tags that `changeset tag` writes. */
export async function lastRelease(name: string): Promise<Release | undefined> {
  const tags = await git(root, "tag", "--list", `${name}@*`, "--merged", "HEAD", "--sort=-version:refname");
  const tag = tags.split("\n").find((line) => /@\d+\.\d+\.\d+$/.test(line));
  return tag === undefined ? undefined : { tag, version: tag.slice(name.length + 1) };
}

/** Returns what changes demand of the next version. Before 1.0.0 a minor version may break, so that each counts one less. */
export function requiredBump(changes: readonly Change[], released: string): Bump | undefined {
  if (changes.length === 0) return undefined;
  const most = Math.max(...changes.map(({ impact }) => order.indexOf(impact)));
  return order[released.startsWith("0.") ? Math.max(0, most - 1) : most];
}

/** Returns what is planned for the next version of an API's specification: by its changesets, or by its version if that is raised. */
export async function plannedBump(api: string, released: string): Promise<Bump | undefined> {
  const { version } = JSON.parse(await readFile(join(root, "specs", api, "package.json"), "utf8")) as Release;
  const changesets = await read(root);
  const types = changesets.flatMap(({ releases }) => releases).filter(({ name }) => name === specPackage(api));
  const bumps = [raised(released, version), ...types.map(({ type }) => type)];
  return order.findLast((bump) => bumps.includes(bump));
}

/** Returns whether a planned bump is enough for the required one. */
export function isEnough(planned: Bump | undefined, required: Bump): boolean {
  return planned !== undefined && order.indexOf(planned) >= order.indexOf(required);
}

function raised(from: string, to: string): Bump | undefined {
  const [before, after] = [from, to].map((version) => version.split(".").map(Number));
  const index = after?.findIndex((part, i) => part !== before?.[i]) ?? -1;
  return (["major", "minor", "patch"] as const)[index];
}

/** Returns the file of a changeset for an API's specification. */
export function changesetText(api: string, bump: Bump, changes: readonly Change[]): string {
  const texts = changes.slice(0, 10).map(({ text }) => `- ${text}`);
  return ["---", `"${specPackage(api)}": ${bump}`, "---", "", ...texts].join("\n");
}
