import type { Document, Schema } from "./openapi.ts";
import { RefusedDocument } from "./refusals.ts";
import type { SchemaTypes } from "./schema-types.ts";
import { schemaUses } from "./schema-uses.ts";
import { commentText } from "./texts.ts";
import { orUndefined } from "./type-code.ts";

/** The keyword of a stub: the number of the code that stands for it. */
export const stubKeyword = "x-type";

type Node = Record<string, unknown>;
type Visit = (node: Node) => Node;

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/**
 * Returns a copy of the document for openapi-typescript, whose schemas are stubs: it writes the paths, operations and
 * responses, and the schemas' own types take the places of the stubs. Texts are escaped on the way, and what makes no type,
 * such as examples, is left out.
 */
export function stubDocument(document: Document, types: SchemaTypes): { stubbed: Node; codes: string[] } {
  const codes: string[] = [];
  const stub = (code: string) => ({ type: "string", [stubKeyword]: codes.push(code) - 1 });

  const schemaAt = (schema: unknown, depth: number, isOptional = false): unknown => {
    try {
      const type = types.typeOf(schema as Schema | boolean, { indent: " ".repeat(depth) });
      return stub((isOptional ? orUndefined(type) : type).text);
    } catch (error) {
      const place = schemaUses(document).find((use) => use.schema === schema);
      throw new RefusedDocument([{ pointer: place?.pointer ?? "#", reason: (error as Error).message }]);
    }
  };
  const media =
    (depth: number): Visit =>
    ({ schema, ...rest }) => ({
      ...without(rest, ["examples", "example", "encoding"]),
      ...(schema === undefined ? {} : { schema: schemaAt(schema, depth) }),
    });
  const parameter: Visit = ({ content, ...rest }) => {
    // Its value is that of the content, which openapi-typescript would write as its text.
    const schema = rest["schema"] ?? (Object.values(Object(content))[0] as Node | undefined)?.["schema"];
    const isOptional = rest["in"] !== undefined && rest["in"] !== "path" && rest["required"] !== true;
    return {
      ...without(rest, ["schema", "examples"]),
      ...(schema === undefined ? {} : { schema: schemaAt(schema, 16, isOptional) }),
    };
  };
  const body: Visit = (node) => ({ ...node, ...mapped(node, "content", media(16)) });
  const response: Visit = (node) => ({
    ...without(node, ["links"]),
    ...mapped(node, "headers", parameter),
    ...mapped(node, "content", media(20)),
  });
  const operation: Visit = (node) => ({
    ...without(node, ["callbacks"]),
    ...listed(node, "parameters", parameter),
    ...one(node, "requestBody", body),
    ...mapped(node, "responses", response),
  });
  const pathItem: Visit = (node) => ({
    ...node,
    ...listed(node, "parameters", parameter),
    ...Object.assign({}, ...methods.map((method) => one(node, method, operation))),
  });
  const components = Object(document.components) as Node;
  const root: Node = { ...document };
  const stubbed = {
    ...root,
    ...mapped(root, "paths", pathItem),
    ...mapped(root, "webhooks", pathItem),
    components: {
      ...without(components, ["examples", "links", "callbacks"]),
      schemas: Object.fromEntries(Object.keys(types.schemas).map((name) => [name, stub(name)])),
      ...mapped(components, "responses", response),
      ...mapped(components, "parameters", parameter),
      ...mapped(components, "requestBodies", body),
      ...mapped(components, "headers", parameter),
      ...mapped(components, "pathItems", pathItem),
    },
  };
  return { stubbed, codes };
}

/** Visits a node, unless it is a reference, and escapes its texts, which openapi-typescript writes into comments. */
function visited(node: unknown, visit: Visit): unknown {
  if (typeof node !== "object" || node === null || "$ref" in node) return node;
  const result = visit(node as Node);
  for (const key of ["title", "summary", "description"]) {
    if (result[key] !== undefined) result[key] = commentText(result[key]);
  }
  return result;
}

function one(node: Node, key: string, visit: Visit): Node {
  return node[key] === undefined ? {} : { [key]: visited(node[key], visit) };
}

function listed(node: Node, key: string, visit: Visit): Node {
  const list = node[key];
  return Array.isArray(list) ? { [key]: list.map((item) => visited(item, visit)) } : {};
}

function mapped(node: Node, key: string, visit: Visit): Node {
  const map = node[key];
  if (typeof map !== "object" || map === null) return {};
  return { [key]: Object.fromEntries(Object.entries(map).map(([name, item]) => [name, visited(item, visit)])) };
}

function without(node: Node, keys: string[]): Node {
  return Object.fromEntries(Object.entries(node).filter(([key]) => !keys.includes(key)));
}
