import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readEntries } from "./messages/guide.ts";
import { otherTexts } from "./messages/other-texts.ts";
import { type SourceText, sourceTexts } from "./messages/source-texts.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const guidePath = "packages/docs/site/guides/troubleshooting.md";
const otherTextsPath = "packages/docs/test/messages/other-texts.ts";
/** Where the texts are that a user of the packages can meet. */
const folders = [
  "packages/comms-webhooks/src",
  "packages/validation/src",
  "packages/cli/bin",
  "packages/cli/src",
  "packages/sandbox/bin",
  "packages/sandbox/src",
  ...readdirSync(join(root, "specs")).map((api) => `packages/${api}-client/src/generated/validators`),
];

const sources = folders.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.[jt]s$/.test(name))
    .map((name) => join(root, folder, name)),
);
const texts = sources.flatMap((path) => sourceTexts(relative(root, path).split(sep).join("/"), path).map(general));
const guide = readFileSync(join(root, guidePath), "utf8");
const entries = readEntries(guide);
const written = entries.flatMap(({ messages }) => messages);

/** A validator's limits are the specification's; its messages are the same for others. */
function general(source: SourceText): SourceText {
  if (!source.file.includes("/generated/")) return source;
  const text = source.text
    .replace(/\d+ characters?$/, "… characters")
    .replace(/(?<=must match ).*|(?<=must be at \w+ )\d+/, "…");
  return { ...source, text };
}

describe("the guide to troubleshooting", () => {
  it("has each text of the packages that can be a message", () => {
    const known = new Set([...written.map(({ text }) => text), ...otherTexts]);
    const missing = texts.filter(({ text }) => !known.has(text));
    const reports = missing.map(({ text, file, line }) => `${file}:${line}: no cause and fix for: ${text}`);
    expect(reports, `Write them in ${guidePath}, or add what isn't a message to ${otherTextsPath}.`).toEqual([]);
  });

  it("has no text that the packages don't have", () => {
    const real = new Set(texts.map(({ text }) => text));
    const others = readFileSync(join(root, otherTextsPath), "utf8").split("\n");
    const lineOf = (text: string) => others.findIndex((line) => line.includes(JSON.stringify(text).slice(1, -1))) + 1;
    const stale = [
      ...written.filter(({ text }) => !real.has(text)).map(({ text, line }) => `${guidePath}:${line}: ${text}`),
      ...otherTexts.filter((text) => !real.has(text)).map((text) => `${otherTextsPath}:${lineOf(text)}: ${text}`),
    ];
    expect(stale, "No source has these texts. Remove them, or write them as the source does.").toEqual([]);
  });

  it("has each text once, so that a search leads to one place", () => {
    const all = written.map(({ text }) => text);
    const repeated = written.filter(({ text }, index) => all.indexOf(text) !== index || otherTexts.includes(text));
    expect(repeated.map(({ text, line }) => `${guidePath}:${line}: ${text}`)).toEqual([]);
  });

  it("has an anchor, messages, a cause and a fix in each entry", () => {
    const anchors = entries.map(({ heading }) => heading.match(/ \{#([a-z\d-]+)\}$/)?.[1]);
    const incomplete = entries.filter(({ messages, text }, index) => {
      const isOnly = anchors[index] !== undefined && anchors.indexOf(anchors[index]) === index;
      return !isOnly || messages.length === 0 || !/^\*\*Cause\.\*\* /m.test(text) || !/^\*\*Fix\.\*\* /m.test(text);
    });
    expect(incomplete.map(({ heading, line }) => `${guidePath}:${line}: ${heading}`)).toEqual([]);
    expect(entries.length).toBeGreaterThan(50);
  });
});
