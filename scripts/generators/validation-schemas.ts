import { type Document, listOperations, type OperationEntry, type Schema } from "./openapi.ts";
import { findBranches, type LookUp } from "./union-branches.ts";

/** A schema to compile into a validator. */
export interface ValidationSchema {
  name: string;
  schema: Schema;
  /** The type of a valid value, as code, and what that code imports from the types package. */
  type: { code: string; from: string };
  /** The events of each resource, if the schema has a table of resources. */
  resourceEvents?: Record<string, string[]>;
  /** How to find the branch of a union, if its branches name themselves. */
  lookUp?: LookUp;
}

type Direction = "request" | "response";

/** Keywords that don't affect validity. */
const annotations = new Set([
  "description",
  "examples",
  "default",
  "title",
  "x-known-values",
  "x-webhook-resources",
  "unevaluatedProperties",
]);

/** Keywords that are asserted on requests only: a response may have new values and formats. */
const requestOnly = new Set(["format", "pattern", "minLength", "maxLength", "minimum", "maximum"]);

/** Returns what is validated: each component schema, and the parameters of each operation. */
export function validationSchemas(document: Document): ValidationSchema[] {
  const directions = findDirections(document);
  const components = Object.entries(document.components.schemas).map(([name, schema]): ValidationSchema => {
    const direction = directions.get(name);
    if (!direction) throw new Error(`The schema ${name} is used by no operation`);
    const table = schema["x-webhook-resources"];
    const lookUp = findBranches(schema, document);
    return {
      name,
      schema: assertions(schema, direction),
      type: { code: `components["schemas"]["${name}"]`, from: "components" },
      ...(lookUp && { lookUp }),
      ...(table && {
        resourceEvents: Object.fromEntries(Object.entries(table).map(([resource, { events }]) => [resource, events])),
      }),
    };
  });
  return [...components, ...listOperations(document).flatMap(parametersSchema)];
}

function parametersSchema({ operation, parameters }: OperationEntry): ValidationSchema[] {
  if (parameters.length === 0) return [];
  const { operationId } = operation;
  const places = [...new Set(parameters.map((parameter) => parameter.in))];
  return [
    {
      name: `${operationId[0]?.toUpperCase()}${operationId.slice(1)}Parameters`,
      schema: {
        type: "object",
        required: parameters.filter(({ required }) => required).map(({ name }) => name),
        additionalProperties: false,
        properties: Object.fromEntries(parameters.map(({ name, schema }) => [name, assertions(schema, "request")])),
      },
      type: {
        code: places.map((place) => `NonNullable<operations["${operationId}"]["parameters"]["${place}"]>`).join(" & "),
        from: "operations",
      },
    },
  ];
}

/** Finds whether a component schema is part of requests or of responses; throws if it is part of both. */
function findDirections(document: Document): Map<string, Direction> {
  const directions = new Map<string, Direction>();
  const visit = (node: unknown, direction: Direction): void => {
    for (const name of references(node)) {
      const known = directions.get(name);
      if (known && known !== direction) {
        throw new Error(
          `The schema ${name} is part of a request and of a response: split it, since only requests are strict`,
        );
      }
      if (known) continue;
      directions.set(name, direction);
      visit(document.components.schemas[name], direction);
    }
  };
  for (const { operation, parameters } of listOperations(document)) {
    visit(parameters, "request");
    visit(operation.requestBody, "request");
    visit(operation.responses, "response");
  }
  visit(document.components.responses, "response");
  visit(document.webhooks, "response");
  // A union that no operation refers to, such as that of all deliveries, has the direction of its branches.
  for (const [name, schema] of Object.entries(document.components.schemas)) {
    const known = references(schema)
      .map((part) => directions.get(part))
      .find((direction) => direction !== undefined);
    if (directions.has(name) || !known) continue;
    directions.set(name, known);
    visit(schema, known);
  }
  return directions;
}

/** Lists the component schemas that a part of the document refers to. */
function references(node: unknown): string[] {
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => {
    const name = key === "$ref" && String(value).match(/^#\/components\/schemas\/(\w+)$/)?.[1];
    return name ? [name] : references(value);
  });
}

/** Reduces a schema to what is asserted in its direction, with references as the compiler knows them. */
function assertions(schema: Schema, direction: Direction): Schema;
function assertions(schema: Schema | boolean, direction: Direction): Schema | boolean;
function assertions(schema: Schema | boolean, direction: Direction): Schema | boolean {
  if (typeof schema === "boolean") return schema;
  if (schema.$ref) return { $ref: schema.$ref.replace("#/components/schemas/", "") };
  const entries = Object.entries(schema).filter(
    ([keyword]) => !annotations.has(keyword) && !(direction === "response" && requestOnly.has(keyword)),
  );
  const reduced: Schema = Object.fromEntries(entries);
  if (schema.properties) reduced.properties = each(schema.properties, direction);
  if (schema["x-webhook-resources"]) Object.assign(reduced.properties ?? {}, openPair);
  for (const keyword of ["allOf", "anyOf", "oneOf"] as const) {
    const parts = schema[keyword];
    if (parts) reduced[keyword] = parts.map((part) => assertions(part, direction));
  }
  if (schema.items) reduced.items = assertions(schema.items, direction);
  if (schema.not) reduced.not = assertions(schema.not, direction);
  if (typeof schema.additionalProperties === "object") {
    reduced.additionalProperties = assertions(schema.additionalProperties, direction);
  }
  return reduced;
}

/** The table of resources has the values of both, and which belong together. */
const openPair = { resource: { type: "string" }, event: { type: "string" } };

function each(schemas: Record<string, Schema | boolean>, direction: Direction): Record<string, Schema | boolean> {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, assertions(schema, direction)]));
}
