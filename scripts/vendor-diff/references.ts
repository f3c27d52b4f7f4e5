import { isObject, type Json, own } from "./json.ts";
import { UnusableDocument } from "./read-vendor-document.ts";

/** Finds what references within a document lead to. */
export interface References {
  /** Returns a value with what its `$ref` leads to, and the references on the way. Throws where one leads nowhere. */
  readonly resolve: (value: unknown) => { readonly value: unknown; readonly trail: readonly string[] };
}

/** Creates a finder of references. Only those within the document are followed. */
export function referencesIn(document: Json): References {
  return {
    resolve(value) {
      const trail: string[] = [];
      let current = value;
      const beside: Json[] = [];
      while (isObject(current) && typeof own(current, "$ref") === "string") {
        const { $ref, ...rest } = current as Json & { $ref: string };
        if (trail.includes($ref)) throw new UnusableDocument(`The reference ${$ref} leads to itself.`);
        trail.push($ref);
        beside.unshift(rest);
        current = follow(document, $ref);
      }
      return { value: isObject(current) ? Object.assign({}, current, ...beside) : current, trail };
    },
  };
}

function follow(document: Json, reference: string): unknown {
  if (!reference.startsWith("#"))
    throw new UnusableDocument(`The reference ${reference} leads to another file. Bundle the document first.`);
  const keys = reference.split("/").slice(1).map(decode);
  const target = keys.reduce<unknown>((node, key) => {
    if (Array.isArray(node)) return node[Number(key)];
    return isObject(node) ? own(node, key) : undefined;
  }, document);
  if (target === undefined) throw new UnusableDocument(`The reference ${reference} leads nowhere.`);
  return target;
}

function decode(key: string): string {
  const text = key.replaceAll("~1", "/").replaceAll("~0", "~");
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
