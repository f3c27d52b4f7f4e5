import { relative, sep } from "node:path";
import { pathToFileURL } from "node:url";
import {
  BaseResolver,
  bundle,
  createConfig,
  getLineColLocation,
  type NormalizedProblem,
  type Document as RedoclyDocument,
  ResolveError,
  YamlParseError,
} from "@redocly/openapi-core";
import { type LocalizedFile, localizeReferences } from "../generators/localize-references.ts";
import type { Document } from "../generators/openapi.ts";
import { isRenaming } from "./spec.ts";

/** A document of any API, with what the bundler had to say about it. */
export interface ReadDocument {
  document: Document;
  warnings: string[];
}

/** A document can't be read. The message has a line for each reason, with the file. */
class UnreadableDocument extends Error {
  override name = "UnreadableDocument" as const;
}

/** Other documents are read from files, never from the network. References to schemas of the same file become pointers. */
class FileResolver extends BaseResolver {
  readonly files: LocalizedFile[] = [];

  override async loadExternalRef(reference: string): ReturnType<BaseResolver["loadExternalRef"]> {
    // Whatever isn't a path is fetched: also `data:`, whose schemas no file has. A single letter is a drive of Windows.
    if (/^[a-z][a-z\d+.-]+:/i.test(reference))
      throw new ResolveError(new Error(`${reference} is remote; put a copy beside the document`));
    return super.loadExternalRef(reference);
  }

  override parseDocument(...args: Parameters<BaseResolver["parseDocument"]>): RedoclyDocument {
    const document = super.parseDocument(...args);
    const distinct = new Map<object, number>();
    if (sizeOf(document.parsed, distinct) > 1_000_000 + 10 * distinct.size)
      throw new ResolveError(new Error("has aliases of aliases, which stand for too many values"));
    try {
      const file = localizeReferences(document.parsed, pathToFileURL(document.source.absoluteRef).href);
      this.files.push(file);
      return { ...document, parsed: file.parsed };
    } catch (error) {
      throw error instanceof RangeError ? error : new ResolveError(error as Error);
    }
  }
}

/** Counts the values in a value, those again that aliases of YAML stand for. One that is part of itself has no end. */
function sizeOf(value: unknown, known: Map<object, number>): number {
  if (typeof value !== "object" || value === null) return 1;
  const counted = known.get(value);
  if (counted !== undefined) return counted;
  known.set(value, Number.POSITIVE_INFINITY);
  const size = Object.values(value).reduce((sum: number, part) => sum + sizeOf(part, known), 1);
  known.set(value, size);
  return size;
}

/** Reads an OpenAPI 3.1 document, in YAML or JSON, with the files that it refers to. No rule but those of OpenAPI applies. */
export async function readDocument(path: string): Promise<ReadDocument> {
  const config = await createConfig({});
  const externalRefResolver = new FileResolver(config.resolve);
  await checkRoot(path, externalRefResolver);
  const { bundle: bundled, problems } = await bundle({ ref: path, config, externalRefResolver }).catch(
    (error: Error) => {
      throw unreadable(path, error instanceof RangeError ? tooDeep : error.message);
    },
  );
  const errors = problems.filter((problem) => problem.severity === "error" && !isRenaming(problem));
  if (errors.length > 0) throw new UnreadableDocument([...new Set(errors.map(lineOf))].join("\n"));
  checkDynamic(path, externalRefResolver.files);
  // A copy without the objects that YAML's aliases share: later steps change some.
  return { document: JSON.parse(JSON.stringify(bundled.parsed)) as Document, warnings: problems.map(lineOf) };
}

/** Checks that no dynamic reference of a file can lead to another file. */
function checkDynamic(path: string, files: LocalizedFile[]): void {
  for (const file of files) {
    const others = files.filter((other) => other !== file);
    const name = [...file.dynamicRefs].find((own) => others.some(({ dynamicAnchors }) => dynamicAnchors.has(own)));
    if (name === undefined) continue;
    throw unreadable(path, `$dynamicRef: two files have the $dynamicAnchor ${name}; move their schemas to one file`);
  }
}

const tooDeep = "is nested too deeply, or its references lead through too many schemas";

/** Checks what the bundler would fail on without a reason: that the file is there, and has an OpenAPI 3.1 document. */
async function checkRoot(path: string, resolver: FileResolver): Promise<void> {
  const root = await resolver.resolveDocument(null, path, true).catch((error: Error) => {
    if (error instanceof YamlParseError) throw unreadable(path, `isn't valid YAML or JSON: ${error.message}`);
    if (error instanceof RangeError) throw unreadable(path, tooDeep);
    const cause = (error as Partial<ResolveError>).originalError as NodeJS.ErrnoException | undefined;
    throw unreadable(path, cause?.code === "ENOENT" ? "there is no such file" : error.message);
  });
  const version = Object((root as RedoclyDocument).parsed).openapi as unknown;
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
