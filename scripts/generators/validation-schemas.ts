import { findTags } from "./branch-tags.ts";
import { checkSchemas, schemaPlaces } from "./check-schemas.ts";
import { findDirections } from "./directions.ts";
import { type Document, follow, jsonType, listOperations, type OperationEntry, type Schema } from "./openapi.ts";
import { type Reduction, reduceSchema } from "./reduce-schema.ts";
import { pointerTo, type Refusal, RefusedDocument } from "./refusals.ts";
import { canonical, componentOf, type Direction, schemaAt } from "./schema-uses.ts";
import { findLookUp, type LookUp } from "./union-branches.ts";

/** A schema to compile into a validator. */
export interface ValidationSchema {
  name: string;
  /** Where it stands in the document. */
  pointer: string;
  schema: Schema;
  /** The type of a valid value, as code, and what that code imports from the types package. */
  type: { code: string; from: string };
  /** Whether it is for what a vendor sends, where `null` in an optional field means its absence. */
  reading?: boolean | undefined;
  /** The events of each resource, if the schema has a table of resources. */
  resourceEvents?: Record<string, string[]>;
  /** How to find the branch of a union, if its branches name themselves. */
  lookUp?: LookUp;
  /**
   * What others call but nobody imports by name: `module` is the form that a vendor sends of a schema that requests have,
   * too; `local` is a part of another schema, compiled into each module that refers to it.
   */
  internal?: "module" | "local";
}

/** How a document is read. */
export interface ReadOptions {
  /** Accepts schemas that requests and responses share, and schemas that no operation uses. */
  shared?: boolean;
}

/** Returns what is validated: each component schema, and the parameters and the body of each operation. */
export function validationSchemas(document: Document, { shared = false }: ReadOptions = {}): ValidationSchema[] {
  checkSchemas(document);
  const directions = findDirections(document, shared);
  const tags = findTags(document, schemaPlaces(document));
  const refusals: Refusal[] = [];
  const parts = new Map<string, ValidationSchema>();

  const reductionOf = (direction: Direction): Reduction => ({
    direction,
    tags,
    refusals,
    resolve: (reference) => schemaAt(document, reference) ?? true,
    rename: (reference) => nameOf(canonical(reference), direction),
  });
  const reduce = (schema: Schema | boolean, pointer: string, direction: Direction): Schema => {
    const reduced = reduceSchema(schema, pointer, reductionOf(direction));
    if (typeof reduced === "object") return reduced;
    return reduced ? {} : { not: {} };
  };
  /** Returns the name of what a reference leads to; a part of another schema gets one. */
  const nameOf = (pointer: string, direction: Direction): string => {
    const component = componentOf(pointer);
    if (component?.whole)
      return direction === "response" && isRequest(component.name) ? `${component.name}$response` : component.name;
    const key = `${direction} ${pointer}`;
    const known = parts.get(key);
    if (known) return known.name;
    const part: ValidationSchema = {
      name: `part$${parts.size + 1}`,
      pointer,
      schema: {},
      type: unknownType,
      reading: direction === "response",
      internal: "local",
    };
    parts.set(key, part);
    part.schema = reduce(schemaAt(document, pointer) ?? true, pointer, direction);
    return part.name;
  };
  const isRequest = (name: string) => directions.get(name)?.has("request") === true;

  const components = Object.entries(document.components?.schemas ?? {}).flatMap(
    ([name, schema]): ValidationSchema[] => {
      const pointer = pointerTo("#/components/schemas", name);
      const table = Object(schema)["x-webhook-resources"] as Schema["x-webhook-resources"];
      const type = { code: `components["schemas"][${JSON.stringify(name)}]`, from: "components" };
      const lookUp = findLookUp(schema, document);
      const own: ValidationSchema = {
        name,
        pointer,
        schema: reduce(schema, pointer, isRequest(name) ? "request" : "response"),
        type,
        reading: !isRequest(name),
        ...(lookUp && { lookUp }),
        ...(table && {
          resourceEvents: Object.fromEntries(Object.entries(table).map(([resource, { events }]) => [resource, events])),
        }),
      };
      if (!isRequest(name) || !directions.get(name)?.has("response")) return [own];
      return [
        own,
        {
          name: `${name}$response`,
          pointer,
          schema: reduce(schema, pointer, "response"),
          type,
          reading: true,
          internal: "module",
        },
      ];
    },
  );
  const operations = listOperations(document).flatMap((entry) => [
    ...parametersSchema(entry, reduce),
    ...bodySchema(document, entry, reduce),
  ]);
  if (refusals.length > 0) throw new RefusedDocument(refusals);
  return [...components, ...operations, ...parts.values()];
}

const unknownType = { code: "unknown", from: "" };

type Reduce = (schema: Schema | boolean, pointer: string, direction: Direction) => Schema;

function operationName({ operation: { operationId } }: OperationEntry, suffix: string): string {
  return `${operationId[0]?.toUpperCase()}${operationId.slice(1)}${suffix}`;
}

/** The parameters by name; by place and name if two places have the same name. */
function parametersSchema(entry: OperationEntry, reduce: Reduce): ValidationSchema[] {
  const { operation, parameters } = entry;
  if (parameters.length === 0) return [];
  const of = `operations[${JSON.stringify(operation.operationId)}]["parameters"]`;
  const places = [...new Set(parameters.map((parameter) => parameter.in))];
  const objectOf = (own: typeof parameters): Schema => ({
    type: "object",
    required: own.filter(({ required }) => required).map(({ name }) => name),
    additionalProperties: false,
    properties: Object.fromEntries(own.map(({ name, schema, pointer }) => [name, reduce(schema, pointer, "request")])),
  });
  const isUnique = new Set(parameters.map(({ name }) => name)).size === parameters.length;
  const byPlace = places.map((place) => [place, objectOf(parameters.filter((own) => own.in === place))] as const);
  return [
    {
      name: operationName(entry, "Parameters"),
      pointer: `${entry.pointer}/parameters`,
      schema: isUnique
        ? objectOf(parameters)
        : {
            type: "object",
            required: byPlace.filter(([, { required = [] }]) => required.length > 0).map(([place]) => place),
            additionalProperties: false,
            properties: Object.fromEntries(byPlace),
          },
      type: {
        code: isUnique ? places.map((place) => `NonNullable<${of}["${place}"]>`).join(" & ") : of,
        from: "operations",
      },
    },
  ];
}

/** The JSON body of a request whose schema has no name. */
function bodySchema(document: Document, entry: OperationEntry, reduce: Reduce): ValidationSchema[] {
  const { operation, pointer } = entry;
  if (operation.requestBody === undefined) return [];
  const found = follow<NonNullable<typeof operation.requestBody>>(
    document,
    operation.requestBody,
    `${pointer}/requestBody`,
  );
  const media = jsonType(found.node.content);
  const schema = media === undefined ? undefined : found.node.content[media]?.schema;
  if (media === undefined || schema === undefined) return [];
  const isName = typeof schema.$ref === "string" && Object.keys(schema).length === 1 && componentOf(schema.$ref)?.whole;
  if (isName) return [];
  const of = `operations[${JSON.stringify(operation.operationId)}]["requestBody"]`;
  const place = pointerTo(`${found.pointer}/content`, media, "schema");
  return [
    {
      name: operationName(entry, "Body"),
      pointer: place,
      schema: reduce(schema, place, "request"),
      type: { code: `NonNullable<${of}>["content"][${JSON.stringify(media)}]`, from: "operations" },
    },
  ];
}
