import { readFile } from "node:fs/promises";
import { relative, sep } from "node:path";
import {
  BaseResolver,
  bundle,
  createConfig,
  getLineColLocation,
  type NormalizedProblem,
  ResolveError,
} from "@redocly/openapi-core";
import { parseDocument } from "yaml";
import type { Document } from "../generators/openapi.ts";

/** A document of any API, with what the bundler had to say about it. */
export interface ReadDocument {
  document: Document;
  warnings: string[];
}

/** A document can't be read. The message has a line for each reason, with the file. */
export class UnreadableDocument extends Error {
  override name = "UnreadableDocument" as const;
}

/** Other documents are read from files, never from the network. */
class FileResolver extends BaseResolver {
  override async loadExternalRef(reference: string): ReturnType<BaseResolver["loadExternalRef"]> {
    if (/^https?:/i.test(reference))
      throw new ResolveError(new Error(`${reference} is remote; put a copy beside the document`));
    return super.loadExternalRef(reference);
  }
}

/** Reads an OpenAPI 3.1 document, in YAML or JSON, with the files that it refers to. No rule but those of OpenAPI applies. */
export async function readDocument(path: string): Promise<ReadDocument> {
  await checkRoot(path);
  const config = await createConfig({});
  const { bundle: bundled, problems } = await bundle({
    ref: path,
    config,
    externalRefResolver: new FileResolver(config.resolve),
  }).catch((error: Error) => {
    throw unreadable(path, error instanceof RangeError ? "is nested too deeply" : error.message);
  });
  const errors = problems.filter(({ severity, message }) => severity === "error" && !isRenaming(message));
  if (errors.length > 0) throw new UnreadableDocument([...new Set(errors.map(lineOf))].join("\n"));
  // A copy without the objects that YAML's aliases share: later steps change some.
  return { document: JSON.parse(JSON.stringify(bundled.parsed)) as Document, warnings: problems.map(lineOf) };
}

const isRenaming = (message: string) => message.includes("Renamed ");

/** Checks what the bundler would fail on without a reason: that the file is there, and has an OpenAPI 3.1 document. */
async function checkRoot(path: string): Promise<void> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw unreadable(path, error.code === "ENOENT" ? "there is no such file" : error.message);
  });
  let root: unknown;
  try {
    const parsed = parseDocument(text, { merge: true });
    if (parsed.errors[0]) throw parsed.errors[0];
    root = parsed.toJS();
  } catch (error) {
    throw unreadable(path, `isn't valid YAML or JSON: ${String((error as Error).message).split("\n")[0]}`);
  }
  const version = (root as { openapi?: unknown } | null)?.openapi;
  if (typeof version !== "string" || !/^3\.1\.\d+$/.test(version)) {
    const found = version === undefined ? "has no version" : `has the version ${JSON.stringify(version)}`;
    throw unreadable(path, `isn't a document of OpenAPI 3.1: "openapi" ${found}; expected "3.1.0" or "3.1.1"`);
  }
}

function unreadable(path: string, reason: string): UnreadableDocument {
  return new UnreadableDocument(`${nameOf(path)}: ${oneLine(reason)}`);
}

function lineOf({ message, location: [place] }: NormalizedProblem): string {
  if (!place) return oneLine(message);
  const { start } = getLineColLocation(place);
  return `${nameOf(place.source.absoluteRef)}:${start.line}:${start.col}: ${oneLine(message)}`;
}

function oneLine(text: string): string {
  return text.trim().replace(/\s*\n\s*/g, " ");
}

/** Returns a path as a person in the current folder would write it. */
export function nameOf(path: string): string {
  const short = relative(process.cwd(), path).replaceAll(sep, "/");
  return short.startsWith("../..") ? path : short || path;
}
