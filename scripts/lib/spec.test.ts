import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { edited, validDocument } from "../lint/fixtures/valid-document.ts";
import { root } from "./repository.ts";
import { bundleSpec, checkSpec, formatFindings } from "./spec.ts";

describe("a spec", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "spec-"));
  });

  afterEach(() => rm(folder, { recursive: true }));

  /** Writes a document, and returns the path of its root. */
  async function write(files: Record<string, string>): Promise<string> {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    return join(folder, "openapi.yaml");
  }

  /** Returns the findings as lines, with paths from the document's folder. */
  async function findingsOf(files: Record<string, string>): Promise<string[]> {
    const { findings } = await checkSpec(await write(files));
    return findings.map((finding) => formatFindings([finding]).replace(`${relative(root, folder)}/`, ""));
  }

  it("without findings is bundled as it is by the bundler alone", async () => {
    const path = await write(validDocument);
    const { findings, document } = await checkSpec(path);
    expect(findings).toEqual([]);
    expect(document?.components.schemas).toHaveProperty("RoomsCreated");
    expect(await bundleSpec(path)).toEqual(document);
  });

  it("has the findings of the workflows beside it", async () => {
    const workflow = [
      "arazzo: 1.0.1",
      "info: { title: Tour, version: 0.1.0 }",
      "sourceDescriptions: [{ name: rooms, type: openapi, url: ../openapi.yaml }]",
      "workflows: [{ workflowId: tour, steps: [{ stepId: list, operationId: listRooms }] }]",
    ].join("\n");
    expect(await findingsOf({ ...validDocument, "workflows/tour.arazzo.yaml": workflow })).toEqual([]);
    expect(
      await findingsOf({ ...validDocument, "workflows/tour.arazzo.yaml": workflow.replace("stepId", "stepID") }),
    ).toEqual([
      expect.stringMatching(/^workflows\/tour\.arazzo\.yaml:4:41 {2}error {2}.*`stepId`/),
      expect.stringMatching(/^workflows\/tour\.arazzo\.yaml:4:\d+ {2}error {2}.*`stepID`/),
    ]);
  });

  it("has findings with file, line and column, the files in order", async () => {
    expect(
      await findingsOf({
        ...edited("openapi.yaml", "x-name: one }", "x-name: o-ne }"),
        "deliveries/rooms.created.yaml": `${validDocument["deliveries/rooms.created.yaml"]}  sumary: Mistake\n`,
      }),
    ).toEqual([
      "deliveries/rooms.created.yaml:15:3  error  Property `sumary` is not expected here. (struct)",
      expect.stringMatching(/^openapi\.yaml:4:\d+ {2}error {2}`x-name` is an identifier in camelCase/),
      expect.stringMatching(/^openapi\.yaml:\d+:1 {2}error {2}`x-source-addresses` and the servers/),
    ]);
  });

  it("has one finding for a delivery without a summary", async () => {
    expect(await findingsOf(edited("deliveries/rooms.created.yaml", "  summary: Event\n", ""))).toEqual([
      expect.stringMatching(/^deliveries\/rooms\.created\.yaml:\d+:\d+ {2}error .*`summary`.* \(operation-summary\)$/),
    ]);
  });

  it("has a finding for a schema that the bundler renamed, also beside others", async () => {
    const path = "responses/Other.yaml";
    const files = {
      ...edited("openapi.yaml", "x-name: one }", "x-name: o-ne }"),
      [path]: (validDocument[path] ?? "").replace("schemas/Created.yaml", "schemas/other/Created.yaml"),
      "schemas/other/Created.yaml": "type: object\nproperties:\n  name: { type: string }\n",
    };
    const findings = await findingsOf(files);
    expect(findings).toContainEqual(expect.stringContaining("Renamed Created to Created-2"));
    expect(findings).toContainEqual(expect.stringContaining("`x-name` is an identifier in camelCase"));
  });

  it("has one finding for a file that can't be parsed, wherever it is referred to", async () => {
    const broken = `${validDocument["schemas/Created.yaml"]}broken: [\n`;
    const finding = /^schemas\/Created\.yaml:5:1 {2}error {2}Failed to parse: [\w ]+ \(no-unresolved-refs\)$/;
    expect(await findingsOf({ ...validDocument, "schemas/Created.yaml": broken })).toEqual([
      expect.stringMatching(finding),
    ]);
    await expect(bundleSpec(join(folder, "openapi.yaml"))).rejects.toThrow("openapi.yaml can't be bundled:\n");
  });

  it("has a finding for a root document that can't be parsed", async () => {
    expect(await findingsOf({ "openapi.yaml": "openapi: 3.1.0\ninfo: [\n" })).toEqual([
      expect.stringMatching(/^openapi\.yaml:3:1 {2}error {2}[\w ]+ \(syntax\)$/),
    ]);
  });
});
