import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { missingTexts, moduleText } from "./documentation.ts";
import { type EntryPoint, entryPoints, isGenerated, readPublicApi } from "./public-api.ts";

const entries = entryPoints();
const api = readPublicApi(entries);

/** Only generated code calls the functions of this package, and only tests of its own read the fields of its types. */
const internal = "@comms-webhooks/validation";
const rulesOf = (entry: EntryPoint) => ({ members: !isGenerated(entry), examples: entry.packageName !== internal });

describe.each(entries)("the documentation of $name", (entry) => {
  test("has a sentence for the module, for each export and its parts, and an example for each function that users call", () => {
    const missing = missingTexts(api.exportsOf(entry), api, rulesOf(entry));
    expect(moduleText(readFileSync(entry.file, "utf8"))).toMatch(/\.$/);
    expect(missing.map(({ place, lacks }) => `${place} has no documentation: add ${lacks}`)).toEqual([]);
  });
});

test("what lacks a text is found", () => {
  const [{ folder } = { folder: "" }] = entries.filter(({ name }) => name === "comms-webhooks");
  const file = join(folder, "dist/encoding.d.ts");
  const added = `
    export declare function silent(): void;
    /** Returns nothing. */ export declare function unshown(): void;
    /**
     * Returns nothing.
     * @example half();
     */
    export declare function half(): void;
    /** no sentence */ export interface Options {
      /** One. */
      a: 1;
      b: 2;
    }
    /**
     * Creates a machine.
     * @example
     * \`\`\`ts
     * import { createMachine } from "comms-webhooks";
     * \`\`\`
     */
    export declare function createMachine(): Machine;
    /** A machine. */ export interface Machine {
      /** Runs. */
      run(): void;
    }
  `;
  const edited = readPublicApi([{ file }], (name, text) => (name === file ? text + added : text));
  const names = ["silent", "unshown", "half", "Options", "createMachine", "Machine"];
  const exported = new Map([...edited.exportsOf({ file })].filter(([name]) => names.includes(name)));
  const missing = missingTexts(exported, edited, { members: true, examples: true });
  expect(missing.map(({ place, lacks }) => `${place}: ${lacks}`)).toEqual([
    "silent: a sentence",
    "silent: an example",
    "unshown: an example",
    "half: a program in its example",
    "Options: a sentence",
    "Options.b: a sentence",
    "Machine.run: an example",
  ]);
});
