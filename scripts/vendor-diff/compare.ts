import type { Json } from "./json.ts";
import { type DocumentPath, operationsOf, pathsOf, shapeOf } from "./operation-facts.ts";
import { UnusableDocument } from "./read-vendor-document.ts";
import type { Facts } from "./schema-facts.ts";

/** One difference between our document and a vendor's. */
export interface Difference {
  /** The method and path, as our document has them, or else the vendor's. */
  readonly operation: string;
  /** A JSON Pointer from the operation on, with the names of schemas left out. Empty for an operation as a whole. */
  readonly place: string;
  /** What our document has there, or "none". */
  readonly ours: string;
  /** What the vendor's has, or "none". */
  readonly theirs: string;
}

/**
 * Compares what a vendor's document says about the paths of ours, and about those below them. The paths may begin with that of
 * the servers or not. Throws an `UnusableDocument` where the vendor's has none of the paths.
 */
export function compareWithVendor(ours: Json, theirs: Json): Difference[] {
  const paths = pathsOf(ours);
  const names = new Map(paths.flatMap(({ path, full }) => [path, full].map((form) => [shapeOf(form), path] as const)));
  const shapes = [...names.keys()];
  const nameOf = ({ path, full }: DocumentPath) => {
    const form = [full, path].find((each) => shapes.some((shape) => `${shapeOf(each)}/`.startsWith(`${shape}/`)));
    return form === undefined ? undefined : (names.get(shapeOf(form)) ?? form);
  };
  const [own, other] = [operationsOf(ours, nameOf), operationsOf(theirs, nameOf)];
  if (other.size === 0) {
    const expected = paths.map(({ path }) => path).join(", ");
    throw new UnusableDocument(`The document has no operations at ${expected}. Is it the one that describes webhooks?`);
  }
  const operations = [...new Set([...own.keys(), ...other.keys()])];
  return operations.flatMap((operation) => compareFacts(operation, "", own.get(operation), other.get(operation)));
}

function compareFacts(
  operation: string,
  place: string,
  ours: Facts | undefined,
  theirs: Facts | undefined,
): Difference[] {
  const difference = (at: string, one = "none", other = "none") =>
    one === other ? [] : [{ operation, place: at, ours: one, theirs: other }];
  const at = (name: string) => (place === "" ? name : `${place}/${name}`);
  if (ours === undefined || theirs === undefined) return difference(place, summaryOf(ours), summaryOf(theirs));
  const facts = [...new Set([...ours.facts.keys(), ...theirs.facts.keys()])];
  const isContent = (name: string) => name.startsWith("content/");
  if (ours.hasSchema !== theirs.hasSchema) {
    const content = facts
      .filter(isContent)
      .flatMap((name) => difference(at(name), ours.facts.get(name), theirs.facts.get(name)));
    // A body without any media type has no schema either.
    const schemaOf = ({ hasSchema, facts }: Facts) => (hasSchema ? (facts.get("type") ?? "anything") : "none");
    return content.length > 0 ? content : difference(at("schema"), schemaOf(ours), schemaOf(theirs));
  }
  const parts = [...new Set([...ours.parts.keys(), ...theirs.parts.keys()])];
  return [
    ...facts.flatMap((name) => difference(at(name), ours.facts.get(name), theirs.facts.get(name))),
    ...parts.flatMap((name) => compareFacts(operation, at(name), ours.parts.get(name), theirs.parts.get(name))),
  ];
}

function summaryOf(part: Facts | undefined): string {
  if (part === undefined) return "none";
  return part.facts.get("required") === "yes" ? `${part.kind}, required` : part.kind;
}
