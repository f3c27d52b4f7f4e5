import { type Document, jsonType, listOperations, type ParameterEntry, type Schema } from "./openapi.ts";
import { type Refusal, RefusedDocument } from "./refusals.ts";
import { schemaAt } from "./schema-uses.ts";
import { literal } from "./texts.ts";

/** How the values of a query parameter are written. What is absent has no value of that kind. */
interface Style {
  json?: true;
  array?: { style: string; explode: boolean };
  object?: { style: string; explode: boolean };
}

/**
 * Returns the code that writes the query parameters in the styles that the document gives them, or an empty text if these
 * are those of openapi-fetch. A client has one style for all parameters of a name.
 * @throws {RefusedDocument} with the parameters that the client can't write as the document says.
 */
export function querySerializer(document: Document): string {
  const styles = new Map<string, Style>();
  const refusals: Refusal[] = [];
  for (const parameter of listOperations(document).flatMap(({ parameters }) => parameters)) {
    const reason =
      refusedBecause(document, parameter) ??
      (parameter.in === "query" ? merge(styles, parameter.name, styleOf(document, parameter)) : undefined);
    if (reason !== undefined)
      refusals.push({ pointer: parameter.pointer, reason: `parameter ${parameter.name}: ${reason}` });
  }
  if (refusals.length > 0) throw new RefusedDocument(refusals);
  const rows = [...styles].flatMap(([name, style]) => {
    const own = codeOf(style);
    return own === undefined ? [] : [`  [${literal(name)}, ${own}],\n`];
  });
  if (rows.length === 0) return "";
  return [
    "\nconst byDefault = createQuerySerializer<unknown>();\n",
    ...(rows.some((row) => row.includes(" asJson")) ? [asJson] : []),
    `const byName = new Map([\n${rows.join("")}]);\n\n`,
    "/** Writes query parameters in the styles that the document gives them. */\n",
    "function querySerializer(query: Record<string, unknown>): string {\n",
    "  const texts = Object.entries(query).map(([name, value]) => (byName.get(name) ?? byDefault)({ [name]: value }));\n",
    '  return texts.filter((text) => text !== "").join("&");\n}\n',
  ].join("");
}

const asJson = `const asJson = (query: unknown) =>
  Object.entries(query as Record<string, unknown>)
    .flatMap(([name, value]) => (value === undefined ? [] : [\`\${name}=\${encodeURIComponent(JSON.stringify(value))}\`]))
    .join("&");
`;

function codeOf({ json, array, object }: Style): string | undefined {
  if (json) return "asJson";
  const own = [
    ...(array && !(array.style === "form" && array.explode) ? [`array: ${optionsOf(array)}`] : []),
    ...(object && object.style !== "deepObject" ? [`object: ${optionsOf(object)}`] : []),
  ];
  return own.length === 0 ? undefined : `createQuerySerializer<unknown>({ ${own.join(", ")} })`;
}

function optionsOf({ style, explode }: { style: string; explode: boolean }): string {
  return `{ style: ${literal(style)}, explode: ${explode} }`;
}

/** Returns why the client can't write a parameter as the document says. */
function refusedBecause(document: Document, parameter: ParameterEntry): string | undefined {
  const { style, explode } = explicitStyle(parameter);
  const { isArray, isObject } = kindsOf(document, parameter.schema);
  const isJson = jsonType(parameter.content) !== undefined;
  if (parameter.content && !isJson && (isArray || isObject))
    return "only texts and numbers are supported in content other than JSON";
  if (parameter.in === "path") {
    if (isJson) return "JSON on the path isn't supported; use schema";
    if (style !== "simple") return `the style ${style} isn't supported; use simple`;
    return explode && isObject ? "explode isn't supported for objects on the path" : undefined;
  }
  if (parameter.in === "header")
    return isJson || isObject ? "only texts, numbers and arrays are supported in a header" : undefined;
  if (parameter.in !== "query" || parameter.content) return undefined;
  if (style === "deepObject") return explode ? undefined : "the style deepObject needs explode: true";
  if (style === "form") return undefined;
  if (explode) return `the style ${style} needs explode: false`;
  return isObject ? `the style ${style} isn't supported for objects; use form or deepObject` : undefined;
}

function styleOf(document: Document, parameter: ParameterEntry): Style {
  if (parameter.content) return jsonType(parameter.content) === undefined ? {} : { json: true };
  const written = explicitStyle(parameter);
  const { isArray, isObject } = kindsOf(document, parameter.schema);
  return { ...(isArray && { array: written }), ...(isObject && { object: written }) };
}

/** Returns the style of a parameter with the defaults of OpenAPI. */
function explicitStyle(parameter: ParameterEntry): { style: string; explode: boolean } {
  const own = parameter as ParameterEntry & { style?: string; explode?: boolean };
  const style = own.style ?? (["query", "cookie"].includes(parameter.in) ? "form" : "simple");
  return { style, explode: own.explode ?? (style === "form" || style === "deepObject") };
}

/** Adds a style to those of its name; returns why it can't be added. */
function merge(styles: Map<string, Style>, name: string, own: Style): string | undefined {
  const known = styles.get(name);
  const kinds = ["array", "object"] as const;
  const isJson = (style: Style) => style.json === true;
  if (
    known &&
    (isJson(known) !== isJson(own) ||
      kinds.some((kind) => known[kind] && own[kind] && optionsOf(known[kind]) !== optionsOf(own[kind])))
  )
    return "another query parameter of this name is written in another way; a client has one for each name";
  styles.set(name, { ...known, ...own });
  return undefined;
}

/** Returns whether a value of a schema can be an array or an object. */
function kindsOf(document: Document, schema: Schema | boolean): { isArray: boolean; isObject: boolean } {
  let found: Schema | boolean = schema;
  const seen = new Set<unknown>();
  while (typeof found === "object" && found.$ref !== undefined && !seen.has(found)) {
    seen.add(found);
    found = schemaAt(document, found.$ref) ?? true;
  }
  const { type, enum: values, const: value } = Object(found) as Schema;
  const types =
    type === undefined && (values ?? value) !== undefined
      ? (values ?? [value]).map((one: unknown) => (Array.isArray(one) ? "array" : typeof one))
      : [type ?? ["array", "object"]].flat();
  return { isArray: types.includes("array"), isObject: types.includes("object") };
}
