import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type EntryPoint, entryPoints, readPublicApi } from "./public-api.ts";
import { apiReport } from "./report.ts";

const entries = entryPoints().filter(({ packageName }) => packageName === "comms-webhooks");

/** Returns the report of the package after an edit of one of its built files. */
function reportAfter(file: string, edit: (text: string) => string): string {
  const path = join((entries[0] as EntryPoint).folder, "dist", file);
  return apiReport(
    entries,
    readPublicApi(entries, (name, text) => (name === path ? edit(text) : text)),
  );
}

const report = reportAfter("index.d.ts", (text) => text);
const lines = (text: string) => new Set(text.split("\n"));
const added = (text: string) => [...lines(text)].filter((line) => !lines(report).has(line));

describe("the report of a package's API", () => {
  test("has a section for each entry point, and each declaration once", () => {
    expect(report.match(/^## comms-webhooks.*/gm)).toEqual(entries.map(({ name }) => `## ${name}`));
    expect(report.match(/^export interface Receiver /gm)).toHaveLength(1);
    expect(report).toContain('export { Webhook } from "@comms-webhooks/webex-types";');
  });

  test("shows what no entry point exports, where an export refers to it", () => {
    const [, hidden = ""] = report.split("## Not exported, but part of the above");
    expect(hidden).toContain("type VerifyToken =");
    expect(report).not.toContain("interface Protocol");
  });

  test("doesn't change with a comment or the order of declarations", () => {
    expect(reportAfter("clock.d.ts", (text) => `/** Another. */\n${text.replace(/\/\*\*/, "/** More.")}`)).toBe(report);
    expect(
      reportAfter("webex/signature.d.ts", (text) =>
        text
          .split(/^(?=export )/m)
          .reverse()
          .join(""),
      ),
    ).toBe(report);
  });

  test.each([
    ["an option that becomes required", "receiver/options.d.ts", /maxBytes\?: number \| undefined/, "maxBytes: number"],
    ["another parameter", "webex/delivery-key.d.ts", /body: Uint8Array/, "body: string"],
    ["another type that isn't exported", "8x8/receiver.d.ts", /boolean \| Promise<boolean>/, "boolean"],
    ["an export that is gone", "node/index.d.ts", /export type \{ NodeRequest, /, "export type { "],
  ])("shows %s", (_title, file, from, to) => {
    const changed = reportAfter(file, (text) => text.replace(from, to));
    expect(changed).not.toBe(report);
    expect(added(changed).length).toBeLessThan(4);
  });
});
