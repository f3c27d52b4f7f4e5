import { appendFile, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { apis, documentPath } from "../lib/apis.ts";
import { bundleSpec } from "../lib/spec.ts";
import type { Mode } from "./generated-folder.ts";
import { document } from "./golden/document.ts";
import { generate } from "./packages.ts";

const types = "packages/toy-types/src/generated/index.ts";
const client = (file: string) => `packages/toy-client/src/generated/${file}`;

describe("generate", () => {
  let folder: string;
  const run = (mode: Mode, from = document) => generate("toy", from, "client", mode, folder);
  const read = (path: string) => readFile(join(folder, path), "utf8");

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "packages-"));
    await run("write");
  });

  afterEach(() => rm(folder, { recursive: true }));

  test("writes the files of a package, and then finds nothing to do", async () => {
    expect(await generate("toy", document, "types", "write", folder)).toEqual([types]);
    expect(await read(types)).toContain("export interface DeliveryMap");
    expect(await generate("toy", document, "types", "write", folder)).toEqual([]);
    expect(await run("check")).toEqual([]);
  });

  test("writes nothing for a document with a name that code can't have", async () => {
    const copy = structuredClone(document);
    copy.components.schemas = { ...copy.components.schemas, "foo-bar": { type: "string" } };
    const before = await read(client("client.ts"));
    for (const name of ["types", "client"] as const) {
      await expect(generate("toy", copy, name, "write", folder)).rejects.toThrow(
        "#/components/schemas/foo-bar: schema foo-bar: the name isn't an identifier",
      );
    }
    expect(await read(client("client.ts"))).toBe(before);
    await expect(read(types)).rejects.toThrow("ENOENT");
  });

  test("in check mode names edited, missing and extra files, and changes nothing", async () => {
    await appendFile(join(folder, client("client.ts")), "\n");
    await rm(join(folder, client("validators/booking.ts")));
    await rename(join(folder, client("examples.ts")), join(folder, client("validators/old.ts")));
    const stale = ["client.ts", "examples.ts", "validators/booking.ts", "validators/old.ts"].map(client);
    expect((await run("check")).sort()).toEqual(stale);
    expect((await run("check")).sort()).toEqual(stale);
  });

  test("in check mode finds one changed character in a header", async () => {
    const edited = (await read(client("data.ts"))).replace("Do not edit", "Do  not edit");
    await writeFile(join(folder, client("data.ts")), edited);
    expect(await run("check")).toEqual([client("data.ts")]);
  });

  test("in write mode repairs what the check names", async () => {
    await appendFile(join(folder, client("client.ts")), "\n");
    await rm(join(folder, client("validators/booking.ts")));
    await rename(join(folder, client("examples.ts")), join(folder, client("validators/old.ts")));
    expect(await run("write")).toHaveLength(4);
    expect(await run("check")).toEqual([]);
  });

  test("in a build overwrites the output of an older spec, but no file that was edited by hand", async () => {
    const newer = structuredClone(document);
    newer.info.version = "4.0.0";
    expect(await run("keep-edits", newer)).toContain(client("client.ts"));
    await appendFile(join(folder, client("data.ts")), "export const mine = 1;\n");
    await expect(run("keep-edits")).rejects.toThrow(
      `${join(folder, client("data.ts"))}: edited by hand, but generated from the specs. To fix: npm run generate`,
    );
    expect(await read(client("data.ts"))).toContain("mine");
    expect(await read(client("client.ts"))).toContain("version 4.0.0");
  });
});

describe.each(apis)("the generated packages of %s", { timeout: 120_000 }, (api) => {
  test("are what the spec yields", async () => {
    const bundled = await bundleSpec(documentPath(api));
    expect(await generate(api, bundled, "types", "check")).toEqual([]);
    expect(await generate(api, bundled, "client", "check")).toEqual([]);
  });
});
