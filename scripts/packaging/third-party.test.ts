import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../lib/repository.ts";
import { publishedPackages } from "./npm-pack.ts";

interface Entry {
  version: string;
  license?: string;
  link?: boolean;
  dependencies?: Record<string, string>;
}

/** Redoc, which the command line of Redocly brings, is part of the reference pages without being a dependency of theirs. */
const included = { "@redocly/cli": ["@comms-webhooks/8x8-spec", "@comms-webhooks/webex-spec"] };

const header = `# Third-party software

What is installed with the packages, or is part of them, by \`package-lock.json\`. To update this list: \`npx vitest run scripts/packaging/third-party.test.ts -u\`

| Package | Version | License | Comes with |
| --- | --- | --- | --- |
`;

describe("THIRD-PARTY.md", async () => {
  const lock = JSON.parse(await readFile(join(root, "package-lock.json"), "utf8")) as {
    packages: Record<string, Entry>;
  };
  const users = new Map<string, Set<string>>(
    Object.entries(included).map(([name, list]) => [find("", name), new Set(list)]),
  );
  for (const { name, location } of await publishedPackages()) collect(name, location);
  const found = [...users.keys()].sort().map((path) => ({ path, ...entryOf(path) }));

  function entryOf(path: string): Entry {
    return lock.packages[path] ?? { version: "" };
  }

  /** Returns the place where Node finds a dependency of a package. */
  function find(from: string, name: string): string {
    const path = `${from && `${from}/`}node_modules/${name}`;
    if (lock.packages[path] || from === "") return path;
    return find(from.replace(/(^|\/)node_modules\/(@[^/]+\/)?[^/]+$|^[^/]+\/[^/]+$/, ""), name);
  }

  function collect(user: string, path: string): void {
    for (const name of Object.keys(entryOf(path).dependencies ?? {})) {
      const place = find(path, name);
      if (entryOf(place).link || users.get(place)?.has(user)) continue;
      users.set(place, (users.get(place) ?? new Set()).add(user));
      collect(user, place);
    }
  }

  it("lists everything that ships, with its license", async () => {
    const rows = found.map(({ path, version, license }) => {
      const name = path.replace(/^.*node_modules\//, "");
      return `| ${name} | ${version} | ${license} | ${[...(users.get(path) ?? [])].sort().join(", ")} |\n`;
    });
    await expect(header + rows.join("")).toMatchFileSnapshot(join(root, "THIRD-PARTY.md"));
  });

  it("has only licenses that let the packages stay under theirs", () => {
    const free = ["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT"];
    expect(found.filter(({ license = "none" }) => !free.includes(license))).toEqual([]);
  });
});
