import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { root } from "../lib/repository.ts";
import { repositoryAddress } from "../packaging/repository-address.ts";

const folder = join(root, ".github/workflows");
const read = (name: string) => readFileSync(join(folder, name), "utf8");

describe("the workflows", () => {
  it.each(readdirSync(folder))(
    "%s uses actions by a commit, with the version beside it, and few permissions",
    (name) => {
      const uses = read(name).match(/uses:.*/g) ?? [];
      const pinned = /^uses: [\w.-]+\/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;
      expect(uses.filter((line) => !pinned.test(line))).toEqual([]);
      expect(["{}", '{"contents":"read"}']).toContain(JSON.stringify(parse(read(name)).permissions));
    },
  );

  it("publish with an identity of their own and no stored token", () => {
    expect(parse(read("release.yml")).jobs.release.permissions["id-token"]).toBe("write");
    expect(read("release.yml")).not.toMatch(/secrets\./);
  });
});

describe("the form of an issue", () => {
  it("leads to the repository that the root's package.json names", async () => {
    const { contact_links } = parse(readFileSync(join(root, ".github/ISSUE_TEMPLATE/config.yml"), "utf8"));
    expect(contact_links[0].url).toBe(`${await repositoryAddress()}/security/advisories/new`);
  });
});
