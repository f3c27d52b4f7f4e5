import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { isObject, type Json } from "./json.ts";

/** The largest document that is read, in bytes. */
const maxBytes = 64 * 1024 * 1024;

/** The milliseconds that a URL may take. */
const timeLimit = 60_000;

/** A vendor's document can't be read or compared. The message says why. */
export class UnusableDocument extends Error {
  override name = "UnusableDocument" as const;
}

/** Reads an OpenAPI document in JSON or YAML from a file or an http(s) URL. Throws an `UnusableDocument` for anything else. */
export async function readVendorDocument(from: string): Promise<Json> {
  const text = await (/^https?:/i.test(from) ? download(from) : read(from));
  if (text.length > maxBytes) throw new UnusableDocument(`${from} is larger than 64 MiB.`);
  const document = parseText(from, text);
  if (!isObject(document)) throw new UnusableDocument(`${from} isn't an OpenAPI document: ${described(text)}.`);
  const { openapi, swagger } = document;
  if (/^3\.[01]\.\d+/.test(String(openapi)) || swagger === "2.0") return document;
  const version = JSON.stringify(openapi ?? swagger) ?? "neither";
  throw new UnusableDocument(`${from} isn't a document of OpenAPI 3.0, 3.1 or Swagger 2.0: its version is ${version}.`);
}

async function read(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === "ENOENT" ? "there is no such file" : code === "EISDIR" ? "it is a folder" : code;
    throw new UnusableDocument(`${path} can't be read: ${reason}.`);
  }
}

async function download(url: string): Promise<string> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeLimit) });
    if (response.ok) return await response.text();
    await response.body?.cancel();
    throw new Error(`the response has the status ${response.status}`);
  } catch (error) {
    const { message, cause } = error as Error;
    const reason = cause instanceof Error ? cause.message : message;
    throw new UnusableDocument(`${url} can't be downloaded: ${reason}.`);
  }
}

function parseText(from: string, text: string): unknown {
  try {
    // JSON is YAML, but the parser of JSON takes a tenth of the time.
    return /^\s*[{[]/.test(text) ? parseJson(text) : parse(text);
  } catch (error) {
    const [reason] = (error as Error).message.split("\n");
    throw new UnusableDocument(`${from} isn't valid JSON or YAML (${described(text)}): ${reason}`);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return parse(text);
  }
}

function described(text: string): string {
  const start = text.trimStart();
  if (start === "") return "it is empty";
  return /^<(?:!doctype|html|\?xml)/i.test(start)
    ? "it is a web page"
    : `it begins with ${JSON.stringify(start.slice(0, 40))}`;
}
