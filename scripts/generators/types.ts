import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";
import { type Document, type GeneratedFile, header, listDeliveries, type Schema } from "./openapi.ts";
import { commentText, docComment, literal, memberName, printable } from "./texts.ts";
import { findDeliveries } from "./union-branches.ts";

const member = { indent: "    " };

/** Generates the types: those of openapi-typescript, the names of deliveries and resources, and each schema as a root type. */
export async function generateTypes(api: string, document: Document): Promise<GeneratedFile[]> {
  const schemas = document.components.schemas;
  const ast = await openapiTS(JSON.stringify(document, escapeText), {
    silent: true,
    // A field with a default is optional, also where the server fills it in.
    defaultNonNullable: false,
    transform: (schema) => openEnum(schema as Schema),
    postTransform: (type, { path }) => {
      const name = path?.match(/^#\/components\/schemas\/(\w+)$/)?.[1];
      return name === undefined ? undefined : narrow(type, schemas[name]);
    },
  });
  const content = [
    header(api, "types.ts", document),
    printable(astToString(ast)),
    ...Object.values(schemas).map(pairTypes),
    deliveryMap(document),
    ...Object.entries(schemas).map(rootType),
  ].join("");
  return [{ path: "index.ts", content }];
}

/** openapi-typescript writes these texts first in a comment, where a tag or a directive can begin. */
function escapeText(key: string, value: unknown): unknown {
  return typeof value === "string" && (key === "title" || key === "summary") ? commentText(value) : value;
}

/**
 * `x-known-values`: an open list becomes `"a" | "b" | (string & {})`. Next to a `not`, which leaves some values to other
 * branches of a union, the list is closed: a type that accepts every string accepts those too, and TypeScript couldn't
 * narrow the union. An empty list becomes a placeholder for unknown values.
 */
function openEnum(schema: Schema): ts.TypeNode | undefined {
  const values = schema["x-known-values"];
  return values && typeNode(schema.not ? union(values) || '"(any other)"' : `${union(values)} | (string & {})`);
}

/** Adds the rules across fields that a type can express. */
function narrow(type: ts.TypeNode, schema: Schema | undefined): ts.TypeNode | undefined {
  const rules = [
    ...(schema?.["x-webhook-resources"] ? [typeNode("ResourceEvent")] : []),
    ...exclusions(schema?.not).map(typeNode),
  ];
  return rules.length > 0 ? ts.factory.createIntersectionTypeNode([type, ...rules]) : undefined;
}

/** `not: {required: [a, b]}`: at least one is absent, or has a value that the rule allows. */
function exclusions(not: Schema | undefined): string[] {
  const names = not?.required ?? [];
  if (names.length < 2) return [];
  const alternatives = names.map((name) => {
    const rule = not?.properties?.[name];
    const allowed = typeof rule === "object" && rule.minLength === 1 ? '""' : "never";
    return `{ ${name}?: ${allowed} }`;
  });
  return [alternatives.join(" | ")];
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
    const text = [`${summary}.`, ...(description ? [description] : [])].join("\n\n");
    return `${docComment(text, member)}    ${literal(name)}: components["schemas"]["${schemas[name]}"];\n`;
  });
  if (rows.length === 0) return "";
  return [
    "/** The known deliveries by name. */\n",
    `export interface DeliveryMap {\n${rows.join("")}}\n`,
    "/** The name of a known delivery. */\nexport type DeliveryName = keyof DeliveryMap;\n",
  ].join("");
}

function rootType([name, schema]: [string, Schema]): string {
  const summary = schema.description?.split("\n")[0];
  return `${docComment(summary)}export type ${name} = components["schemas"]["${name}"];\n`;
}

function union(values: string[]): string {
  return values.map((value) => literal(value)).join(" | ");
}

/** Returns a type from its code: the printer writes an identifier's text unchanged. */
function typeNode(code: string): ts.TypeNode {
  return ts.factory.createTypeReferenceNode(`(${code})`);
}
