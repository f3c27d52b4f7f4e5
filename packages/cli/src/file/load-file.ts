import { readFileSync } from "node:fs";
import { nearest } from "@comms-webhooks/validation";
import { fileFormats } from "../apis.js";
import type { FieldKinds } from "./fields.js";
import type { LoadedAccount, LoadedFile } from "./loaded-file.js";
import { type KeyNames, maskOf } from "./mask.js";
import { rangeOf, TooManyEntries } from "./nodes.js";
import { parse } from "./parse.js";
import { FileError, type Problem } from "./problem.js";
import { type AnyAccount, accountKinds, readAccount } from "./read-account.js";
import { Reader } from "./reader.js";
import type { Environment } from "./references.js";
import { Source } from "./source.js";

/**
 * Reads the webhooks of a file, with defaults applied and references to the environment resolved.
 * @throws {FileError} for a file that can't be read, or with anything wrong in it. It has all problems.
 */
export function loadFile(path: string, environment: Environment): LoadedFile {
  return parseFile(path, readText(path), environment);
}

/**
 * Reads the webhooks of a file's text.
 * @throws {FileError} for a text with anything wrong in it. It has all problems.
 */
export function parseFile(path: string, text: string, environment: Environment): LoadedFile {
  const source = new Source(path, text);
  const keys = keyNames();
  const sections = ["accounts", "defaults", "webhooks", ...fileFormats.map(({ api }) => api)];
  const isField = (key: string) => keys.visible.has(key) || keys.secret.has(key) || sections.includes(key);
  const { document, problems, isReadable } = parse(source, isField);
  const mask = maskOf(source, document, keys, isReadable);
  if (!document || !isReadable) throw new FileError(source, problems, mask);
  const reader = new Reader(source, document, environment);
  const accounts = readAccounts(reader, document.contents, (problem) => new FileError(source, [problem], mask));
  const found = new Set(reader.problems.map(({ range }) => range?.[0]));
  const all = [...problems.filter(({ range }) => !found.has(range?.[0])), ...reader.problems];
  if (all.length > 0) throw new FileError(source, all, mask);
  // Each vendor's folder hands in what makes them these types.
  return { path, accounts: accounts as unknown as LoadedAccount[], secrets: [...reader.secrets] };
}

function readAccounts(reader: Reader, contents: unknown, fail: (problem: Problem) => FileError): AnyAccount[] {
  const apis = fileFormats.map(({ api }) => api);
  try {
    const vendors = reader.entries(contents, "") ?? [];
    const accounts = vendors.flatMap((vendor) => {
      const format = fileFormats.find(({ api }) => api === vendor.name);
      if (!format) {
        reportUnknown(reader, vendor, apis);
        return [];
      }
      return (reader.map(vendor, "", "the key accounts") ?? []).flatMap((entry) => {
        if (entry.name !== "accounts") {
          reportUnknown(reader, entry, ["accounts"]);
          return [];
        }
        return (reader.map(entry, vendor.name, "accounts") ?? []).flatMap(
          (account) => readAccount(reader, format, account) ?? [],
        );
      });
    });
    if (accounts.length === 0 && reader.problems.length === 0) {
      const remedy = `Write at least one account, such as ${apis[0]}: { accounts: { default: … } }.`;
      reader.report({ range: rangeOf(contents), message: "the file has no account", remedy });
    }
    return accounts;
  } catch (error) {
    if (!(error instanceof TooManyEntries)) throw error;
    const message = "the file has too many entries, with its aliases expanded";
    throw fail({ range: rangeOf(error.node), message, remedy: "Use fewer aliases." });
  }
}

function reportUnknown(reader: Reader, { name, key }: { name: string; key: unknown }, known: readonly string[]): void {
  const meant = nearest(name, known);
  const remedy = meant ? `Did you mean ${meant}?` : `Known here: ${known.join(", ")}.`;
  reader.report({ range: rangeOf(key), message: `${JSON.stringify(name)} isn't a known field`, remedy });
}

function readText(path: string): string {
  const fail = (message: string, remedy: string): never => {
    throw new FileError(new Source(path, ""), [{ message, remedy }], (line) => line);
  };
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT")
      return fail("the file doesn't exist", "Create it, or write it with `comms-webhooks import`.");
    return fail(`the file can't be read (${code})`, "Check that it is a file, and that you may read it.");
  }
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    if (!text.includes("\0")) return text;
  } catch {
    // It isn't text in UTF-8.
  }
  return fail("the file isn't text in UTF-8", "Save it as UTF-8.");
}

/** The names of the file's fields, by whether their values may be shown. */
function keyNames(): KeyNames {
  const names = { visible: new Set<string>(), secret: new Set<string>() };
  const add = (kinds: FieldKinds): void => {
    for (const [name, kind] of Object.entries(kinds)) {
      if (typeof kind === "object") add(kind);
      else names[kind === "secret" ? "secret" : "visible"].add(name);
    }
  };
  for (const { shape, webhookFields } of fileFormats) {
    add(webhookFields);
    add(accountKinds(shape));
    for (const flag of Object.keys(shape.flags)) names.visible.add(flag);
  }
  return names;
}
