import { type Document, follow, methods } from "./openapi.ts";
import { pointerTo, type Refusal, RefusedDocument } from "./refusals.ts";

type Entries = Record<string, unknown>;

const places = ["path", "query", "header", "cookie"];

/**
 * Checks the form of what the generators read of a document beside its schemas, whose form is checked with their keywords.
 * What is absent can also be `null`, as YAML writes a key without a value, except where that would hide a mistake.
 */
export function checkForm(document: Document): void {
  const refusals: Refusal[] = [];
  const seen = new Set<unknown>();
  const refuse = (pointer: string, reason: string) => refusals.push({ pointer, reason });
  const isMap = (value: unknown, pointer: string): value is Entries => {
    const right = typeof value === "object" && value !== null && !Array.isArray(value);
    if (!right) refuse(pointer, `must be an object, not ${value === null ? "null" : nameOf(value)}`);
    return right;
  };
  const isList = (value: unknown, pointer: string): value is unknown[] => {
    if (!Array.isArray(value)) refuse(pointer, `must be an array, not ${nameOf(value)}`);
    return Array.isArray(value);
  };
  /** Lists the entries of an object that may be absent, with their places. */
  const entriesOf = (value: unknown, pointer: string): [name: string, entry: unknown, at: string][] => {
    if (value === undefined || value === null || !isMap(value, pointer)) return [];
    return Object.entries(value).map(([name, entry]) => [name, entry, pointerTo(pointer, name)]);
  };
  const partsOf = (...args: Parameters<typeof entriesOf>) =>
    entriesOf(...args).filter(([name]) => !name.startsWith("x-"));
  const resolved = (value: unknown, at: string): { node: unknown; pointer: string } => follow(document, value, at);

  const checkParameters = (list: unknown, at: string): void => {
    if (list === undefined || list === null || !isList(list, at)) return;
    for (const [index, own] of list.entries()) {
      const { node, pointer } = resolved(own, `${at}/${index}`);
      if (!isMap(node, pointer)) continue;
      if (typeof node["name"] !== "string") refuse(pointer, 'a parameter needs a text as its "name"');
      if (!places.includes(node["in"] as string))
        refuse(pointer, `"in" of a parameter must be one of ${places.join(", ")}; found ${JSON.stringify(node["in"])}`);
      if (node["schema"] === undefined && !entriesOf(node["content"], `${pointer}/content`).length)
        refuse(pointer, 'a parameter needs a "schema", or "content" with a media type');
    }
  };
  const checkBody = (part: unknown, at: string): void => {
    const { node, pointer } = resolved(part, at);
    if (!isMap(node, pointer)) return;
    for (const [, media, place] of entriesOf(node["content"], `${pointer}/content`)) isMap(media, place);
  };
  const checkItem = (item: unknown, at: string): void => {
    const { node, pointer } = resolved(item, at);
    if (seen.has(node) || !isMap(node, pointer)) return;
    seen.add(node);
    checkParameters(node["parameters"], `${pointer}/parameters`);
    for (const method of methods.filter((name) => name in node)) checkOperation(node[method], `${pointer}/${method}`);
  };
  const checkOperation = (operation: unknown, at: string): void => {
    if (!isMap(operation, at)) return;
    checkParameters(operation["parameters"], `${at}/parameters`);
    if (operation["requestBody"] !== undefined) checkBody(operation["requestBody"], `${at}/requestBody`);
    for (const [, response, place] of partsOf(operation["responses"], `${at}/responses`)) checkBody(response, place);
    for (const [, callback, place] of entriesOf(operation["callbacks"], `${at}/callbacks`)) {
      const { node, pointer } = resolved(callback, place);
      for (const [, item, expression] of partsOf(node, pointer)) checkItem(item, expression);
    }
  };

  for (const [, group, at] of partsOf(document.components, "#/components")) entriesOf(group, at);
  for (const [, item, at] of partsOf(document.paths, "#/paths")) checkItem(item, at);
  for (const [, item, at] of entriesOf(document.webhooks, "#/webhooks")) checkItem(item, at);
  if (document.servers && isList(document.servers, "#/servers"))
    for (const [index, server] of document.servers.entries()) {
      const at = `#/servers/${index}`;
      if (isMap(server, at) && typeof server["url"] !== "string") refuse(at, 'a server needs a text as its "url"');
    }
  if (refusals.length > 0) throw new RefusedDocument(refusals);
}

function nameOf(value: unknown): string {
  return Array.isArray(value) ? "an array" : `a ${typeof value}`.replace("a object", "an object");
}
