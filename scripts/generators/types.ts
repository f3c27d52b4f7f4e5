import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";
import { type Document, type GeneratedFile, header, listDeliveries, type Schema } from "./openapi.ts";
import { RootTypes } from "./root-types.ts";
import { SchemaTypes } from "./schema-types.ts";
import { docComment, literal, memberName, printable } from "./texts.ts";
import { stubDocument, stubKeyword } from "./type-stubs.ts";
import { findDeliveries } from "./union-branches.ts";

const member = { indent: "    " };

/** Generates the types: those of openapi-typescript, each schema by its name, and the names of deliveries and resources. */
export async function generateTypes(api: string, document: Document): Promise<GeneratedFile[]> {
  const types = new SchemaTypes(document);
  const roots = new RootTypes(types);
  const { stubbed, codes } = stubDocument(document, types);
  const ast = await openapiTS(JSON.stringify(stubbed), {
    silent: true,
    transform: (schema) => {
      const code = codes[(schema as Schema)[stubKeyword] as number];
      return code === undefined ? undefined : typeNode(code);
    },
  });
  const content = [
    header(api, "types.ts", document, "The types of the"),
    describeParts(printable(astToString(ast.map(withoutRecord)))),
    ...Object.values(types.schemas).map(pairTypes),
    deliveryMap(document),
    ...Object.keys(types.schemas).map((name) => roots.declare(name)),
  ].join("");
  return [{ path: "index.ts", content }];
}

/** What openapi-typescript's exports are. */
const parts: Readonly<Record<string, string>> = {
  paths: "The operations by path and method. This is what `openapi-fetch` is typed by.",
  webhooks: "The deliveries by name, as OpenAPI lays them out.",
  components: "The parts of the document by kind and name. Each schema is also a type of this module.",
  $defs: "The document has no definitions outside of its components.",
  operations: "The parameters, body and responses of each operation, by its id.",
};

/** Writes a comment before each of openapi-typescript's exports. */
function describeParts(code: string): string {
  return code.replace(/^export (?:interface|type) ([\w$]+)/gm, (start, name) => `${docComment(parts[name])}${start}`);
}

/** Writes an empty part of the document without `Record`: a schema can have that name. */
function withoutRecord(node: ts.Node): ts.Node {
  if (!ts.isTypeAliasDeclaration(node) || !ts.isTypeReferenceNode(node.type)) return node;
  const { modifiers, name } = node;
  return ts.factory.createTypeAliasDeclaration(modifiers, name, undefined, typeNode("{ [key: string]: never }"));
}

/** `x-webhook-resources`: the events of each resource, and the pairs. */
function pairTypes(schema: Schema): string {
  const resources = schema["x-webhook-resources"];
  if (!resources) return "";
  const rows = Object.entries(resources).map(
    ([name, { description, events }]) =>
      `${docComment(description, member)}    ${memberName(name)}: ${union(events)};\n`,
  );
  return [
    "/** The events of each resource. */\n",
    `export interface ResourceEvents {\n${rows.join("")}}\n`,
    "/** A resource with one of its events. */\n",
    "export type ResourceEvent = {\n    [R in keyof ResourceEvents]: {\n        resource: R;\n",
    "        event: ResourceEvents[R];\n    };\n}[keyof ResourceEvents];\n",
  ].join("");
}

/** The names of deliveries with their types; editors show what happened when they complete a name. */
function deliveryMap(document: Document): string {
  const { schemas } = findDeliveries(document);
  const rows = listDeliveries(document).map(({ name, operation: { summary, description } }) => {
    const text = [summary && `${summary}.`, description].filter(Boolean).join("\n\n");
    return `${docComment(text, member)}    ${literal(name)}: ${schemas[name]};\n`;
  });
  if (rows.length === 0) return "";
  return [
    "/** The known deliveries by name. */\n",
    `export interface DeliveryMap {\n${rows.join("")}}\n`,
    "/** The name of a known delivery. */\nexport type DeliveryName = keyof DeliveryMap;\n",
  ].join("");
}

function union(values: string[]): string {
  return values.map((value) => literal(value)).join(" | ");
}

/** Returns a type from its code: the printer writes an identifier's text unchanged. */
function typeNode(code: string): ts.TypeNode {
  return ts.factory.createTypeReferenceNode(code);
}
