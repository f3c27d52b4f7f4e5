import { keysOf, pointerTo, RefusedDocument } from "./refusals.ts";
import { docComment, oneLine } from "./texts.ts";

/** The keywords of JSON Schema 2020-12 and the extensions that the specs use. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  const?: string;
  enum?: string[];
  required?: string[];
  properties?: Record<string, Schema | boolean>;
  items?: Schema;
  additionalProperties?: Schema | boolean;
  not?: Schema;
  oneOf?: Schema[];
  anyOf?: Schema[];
  allOf?: Schema[];
  minLength?: number;
  description?: string;
  "x-aliases"?: Record<string, string>;
  "x-known-values"?: string[];
  "x-violation"?: { path: string; message: string };
  "x-webhook-resources"?: Record<string, ResourceEntry>;
  [keyword: string]: unknown;
}

/** A resource that can be watched. */
export interface ResourceEntry {
  description: string;
  events: string[];
  filters: string[];
  /** The path of one object of this kind, if there is one, with a field of a delivery's `data` in braces. */
  path?: string;
  scopes: { user?: string[]; admin?: string[]; compliance?: string[] };
  orgOwned: boolean;
}

/** The meanings of a receipt's error codes, by channel and code. */
export type ReceiptErrorCodes = Record<string, Record<string, { name: string; metaCode?: number }>>;

/** The addresses that deliveries come from, by region, as published on the date. */
export interface SourceAddresses {
  date: string;
  regions: Record<string, string[]>;
}

/** A parameter of an operation. */
export interface Parameter {
  name: string;
  in: "path" | "query" | "header" | "cookie";
  required?: boolean;
  description?: string;
  example?: unknown;
  schema: Schema;
  content?: Record<string, { schema?: Schema }>;
}

/** An operation of the document. */
export interface Operation {
  operationId: string;
  summary: string;
  description?: string;
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema; examples?: Record<string, { $ref: string }> }> };
  responses: Record<string, { $ref?: string; content?: Record<string, { schema: Schema }> }>;
  security?: Record<string, string[]>[];
  servers?: Server[];
  "x-idempotent"?: boolean;
  "x-webhook-type"?: string;
}

/** A bundled OpenAPI document, as far as the generators read it. */
export interface Document {
  info: { title: string; version: string };
  servers: { url: string; description: string; "x-name": string }[];
  paths: Record<string, Record<string, Operation> & { parameters?: Parameter[] }>;
  webhooks?: Record<string, Record<string, Operation>>;
  components: {
    schemas: Record<string, Schema>;
    responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
    examples?: Record<string, { summary?: string; value: unknown }>;
  };
  "x-error-codes"?: Record<string, string>;
  "x-receipt-error-codes"?: ReceiptErrorCodes;
  "x-source-addresses"?: SourceAddresses;
  [extension: `x-${string}`]: unknown;
}

/** A generated file. */
export interface GeneratedFile {
  /** Path below the package's `src/generated`, with `/`. */
  path: string;
  content: string;
}

/** The methods that a path can have an operation for. */
export const methods: string[] = ["get", "put", "post", "delete", "patch", "head", "options", "trace"];

/** A parameter with its schema, wherever the document has it, and its place. */
export interface ParameterEntry extends Parameter {
  pointer: string;
}

/** A server of a document, a path or an operation. */
export interface Server {
  url: string;
  description?: string;
  "x-name"?: string;
  variables?: Record<string, { default?: string }>;
}

/** Returns the URL of a server with the defaults of its variables. */
export function urlOf({ url, variables }: Server): string {
  return url.replace(/\{(\w+)\}/g, (whole, name: string) => variables?.[name]?.default ?? whole);
}

/** An operation with its place in the document. */
export interface OperationEntry {
  path: string;
  method: string;
  operation: Operation;
  parameters: ParameterEntry[];
  /** The servers of the operation or of its path, if they differ from those of the document. */
  servers?: Server[] | undefined;
  pointer: string;
}

/** Lists the operations in the document's order, each with the parameters of its path. */
export function listOperations(document: Document): OperationEntry[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    operationsOf(document, path, item, pointerTo("#/paths", path)),
  );
}

/** Lists the operations of a path, a delivery or a callback. */
export function operationsOf(document: Document, path: string, item: unknown, at: string): OperationEntry[] {
  const { node, pointer } = follow<Document["paths"][string]>(document, item, at);
  const shared = parametersOf(document, node?.parameters, `${pointer}/parameters`);
  return methods
    .filter((method) => typeof node?.[method] === "object")
    .map((method) => {
      const operation = node[method] as Operation;
      const own = parametersOf(document, operation.parameters, `${pointer}/${method}/parameters`);
      const isOwn = ({ name, in: place }: Parameter) => own.some((other) => other.name === name && other.in === place);
      const parameters = [...shared.filter((parameter) => !isOwn(parameter)), ...own];
      const servers = operation.servers ?? (node as { servers?: Server[] }).servers;
      return { path, method, operation, parameters, servers, pointer: `${pointer}/${method}` };
    });
}

function parametersOf(document: Document, parameters: unknown, at: string): ParameterEntry[] {
  if (!Array.isArray(parameters)) return [];
  return parameters.map((parameter: unknown, index) => {
    const { node, pointer } = follow<Parameter>(document, parameter, `${at}/${index}`);
    if (node.schema !== undefined) return { ...node, pointer: `${pointer}/schema` };
    const [type, media] = Object.entries(node.content ?? {})[0] ?? ["", {}];
    return { ...node, schema: media.schema ?? {}, pointer: pointerTo(`${pointer}/content`, type, "schema") };
  });
}

/** Follows the references of a part of the document that isn't a schema, and returns where they lead. */
export function follow<T>(document: Document, node: unknown, pointer: string): { node: T; pointer: string } {
  const seen = new Set<string>();
  let found = { node, pointer };
  for (;;) {
    const reference = (found.node as { $ref?: unknown } | null | undefined)?.$ref;
    if (typeof reference !== "string") return found as { node: T; pointer: string };
    const target = seen.has(reference) ? undefined : valueAt(document, reference);
    if (target === undefined)
      throw new RefusedDocument([{ pointer, keyword: "$ref", reason: `${reference} leads to nothing` }]);
    seen.add(reference);
    found = { node: target, pointer: reference };
  }
}

/** Returns what a JSON pointer with `#` leads to, or `undefined`. */
export function valueAt(document: unknown, pointer: string): unknown {
  if (pointer !== "#" && !pointer.startsWith("#/")) return undefined;
  return keysOf(pointer).reduce<unknown>(
    (node, key) =>
      typeof node === "object" && node !== null && Object.hasOwn(node, key) ? node[key as never] : undefined,
    document,
  );
}

/** Returns the first media type of JSON in a body's content. */
export function jsonType(content: object | undefined): string | undefined {
  return Object.keys(content ?? {}).find((type) => /^application\/(?:[\w.+-]+\+)?json\b/.test(type));
}

/** Lists the deliveries in the document's order. */
export function listDeliveries(document: Document): { name: string; operation: Operation }[] {
  return Object.entries(document.webhooks ?? {}).flatMap(([name, { post }]) =>
    post ? [{ name, operation: post }] : [],
  );
}

/**
 * Returns the lines at the top of a generated file: what it is generated from, and how to change it.
 *
 * @param module What a module that users import is, to be followed by the title of the API.
 */
export function header(api: string, generator: string, document: Document, module?: string): string {
  const comment = module && docComment(`${module} ${document.info.title} (unofficial).`, { tags: ["", "@module"] });
  return (
    [
      `// Generated by scripts/generators/${generator} from specs/${oneLine(api)}/openapi.yaml, version ${oneLine(document.info.version)}.`,
      "// Do not edit. Change the spec or the generator, then run `npm run generate`.",
      "",
      comment ?? "",
    ].join("\n") + (comment ? "\n" : "")
  );
}
