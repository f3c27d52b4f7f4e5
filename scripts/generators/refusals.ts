/** One reason why nothing is generated from a document. */
export interface Refusal {
  /** JSON pointer from the document's root, with `#`. */
  pointer: string;
  /** The component schema that it is part of, if any. */
  schema?: string | undefined;
  keyword?: string | undefined;
  reason: string;
}

/** Nothing is generated from a document, for reasons that each name their place. */
export class RefusedDocument extends Error {
  override name = "RefusedDocument" as const;
  readonly refusals: readonly Refusal[];

  constructor(refusals: readonly Refusal[]) {
    super(refusals.map(formatRefusal).join("\n"));
    this.refusals = refusals;
  }
}

/** Formats a refusal as a line: pointer, schema and property, keyword, reason. */
function formatRefusal({ pointer, schema, keyword, reason }: Refusal): string {
  const property = propertyPath(pointer);
  const place = [
    ...(schema === undefined ? [] : [`schema ${schema}`]),
    ...(property === "" ? [] : [`property ${property}`]),
    ...(keyword === undefined ? [] : [`keyword ${keyword}`]),
  ];
  return oneLine(`${pointer}: ${place.length > 0 ? `${place.join(", ")}: ` : ""}${reason}`);
}

/** Joins a pointer and further keys. */
export function pointerTo(pointer: string, ...keys: string[]): string {
  return [pointer, ...keys.map((key) => encode(key.replaceAll("~", "~0").replaceAll("/", "~1")))].join("/");
}

/** Splits a pointer into its keys. */
export function keysOf(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((key) => decode(key).replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** Percent-encodes a key, except halves of surrogate pairs, which have no bytes. */
function encode(key: string): string {
  return key.replace(/\P{Surrogate}+/gu, encodeURI);
}

function decode(key: string): string {
  try {
    return decodeURIComponent(key);
  } catch {
    return key;
  }
}

/** Returns the properties that a pointer passes, such as `address.street`. */
function propertyPath(pointer: string): string {
  const keys = keysOf(pointer);
  const start = keys[0] === "components" ? 3 : 0;
  return keys
    .flatMap((key, index) =>
      index > start && keys[index - 1] === "properties" ? [key] : key === "items" ? ["[]"] : [],
    )
    .join(".");
}

/** Escapes control characters, so that a name can't forge a line. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]/gu, (character) => JSON.stringify(character).slice(1, -1));
}
