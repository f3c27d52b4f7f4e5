import { type Document, isMap, isScalar, isSeq, parseDocument, type YAMLMap } from "yaml";

const style = { lineWidth: 0, flowCollectionPadding: false };
const schemaPath = ["post", "requestBody", "content", "application/json", "schema"];

/**
 * Returns the file of a delivery, from that of another one, which is `related` if their names have something in common.
 * Lint rejects what has to be written by hand.
 */
export function deliveryFrom(template: string, from: string, to: string, related: boolean): string {
  const document = parseDocument(template);
  const post = document.get("post");
  if (!isMap(post)) throw new Error(`deliveries/${from}.yaml has no operation \`post\`.`);
  post.delete("summary");
  post.delete("description");
  post.items.unshift(
    document.createPair("summary", 'TODO: a noun phrase, such as "Message created"'),
    document.createPair("description", "TODO: what a receiver has to know; or remove the line"),
  );
  document.deleteIn([...schemaPath.slice(0, -1), "examples"]);
  if (!related) post.delete("tags");
  if (document.hasIn(["post", "x-webhook-type"])) document.setIn(["post", "x-webhook-type"], "TODO: see WebhookType");
  const parts = [document.getIn(schemaPath), ...itemsOf(document, [...schemaPath, "allOf"])];
  for (const part of parts) if (isMap(part)) rename(document, part, from, to);
  // Deliveries that are named by resource have one envelope; the others have several.
  if (!related && !to.includes(".")) replaceEnvelope(document);
  return document.toString(style);
}

/** Returns the file of an example, from that of another delivery. */
export function exampleFrom(template: string, from: string, to: string, related: boolean): string {
  const document = parseDocument(template);
  document.setIn(["summary"], "TODO: the example in a few words");
  const value = document.get("value");
  if (!isMap(value)) return document.toString(style);
  for (const { key, value: field } of value.items) {
    if (isScalar(field) && partOf(field.value, from, to) !== undefined) field.value = partOf(field.value, from, to);
    else if (isMap(field) && !isSameResource(from, to)) value.set(key, document.createNode({ TODO: "the fields" }));
    else if (isScalar(field) && !related && isProse(field.value)) field.value = "TODO: the text";
  }
  return document.toString(style);
}

/**
 * In a schema with the fields that name a delivery: renames them, and empties the others unless the resource is the same.
 * A field with another constant, such as the product, stays.
 */
function rename(document: Document, schema: YAMLMap, from: string, to: string): void {
  const properties = schema.get("properties");
  if (!isMap(properties) || !properties.items.some(({ value }) => isMap(value) && nameIn(value, from, to))) return;
  for (const { key, value } of properties.items) {
    const name = isMap(value) ? nameIn(value, from, to) : undefined;
    if (isMap(value) && name !== undefined) {
      value.delete("enum");
      value.delete("examples");
      value.set("const", name);
    } else if (!isSameResource(from, to) && !(isMap(value) && value.has("const"))) {
      properties.set(
        key,
        document.createNode({ type: "object", description: "TODO: the fields with examples, or a $ref" }),
      );
    }
  }
}

/** Returns the new value of a field that names the delivery by `const` or `enum`. */
function nameIn(field: YAMLMap, from: string, to: string): string | undefined {
  const list = field.get("enum");
  const values = isSeq(list) ? list.items.map((item) => (isScalar(item) ? item.value : item)) : [field.get("const")];
  return values.map((value) => partOf(value, from, to)).find((value) => value !== undefined);
}

/** Returns the part of the new name that stands for a part of the old one. */
function partOf(value: unknown, from: string, to: string): string | undefined {
  return to.split(".")[from.split(".").indexOf(String(value))];
}

const isSameResource = (from: string, to: string): boolean =>
  to.includes(".") && from.split(".")[0] === to.split(".")[0];

/** Returns whether a value is a text about the event: ids, dates, addresses and known values have no spaces. */
const isProse = (value: unknown): boolean => typeof value === "string" && value.includes(" ");

/** Replaces the parts that the delivery's schema refers to. */
function replaceEnvelope(document: Document): void {
  const parts = document.getIn([...schemaPath, "allOf"]);
  if (!isSeq(parts)) return;
  for (const [index, part] of parts.items.entries()) {
    const envelope = isMap(part) ? part.get("$ref") : undefined;
    if (envelope !== undefined)
      parts.set(index, document.createNode({ description: `TODO: a $ref to the envelope, such as ${envelope}` }));
  }
}

function itemsOf(document: Document, path: string[]): unknown[] {
  const list = document.getIn(path);
  return isSeq(list) ? list.items : [];
}
