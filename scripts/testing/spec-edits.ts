import type { Document, Operation, Parameter, Schema } from "../generators/openapi.ts";
import type { Change } from "../lib/changes.ts";

/** An edit of a small document, and what it means for users. */
export interface Edit {
  readonly title: string;
  readonly impact: Change["impact"];
  readonly edit: (part: Part) => void;
}

/** A document of which every name contains an id, so that many of them fit in one. */
export interface Part {
  /** The id, which is the prefix of each name. */
  readonly id: string;
  readonly document: Document;
  readonly item: Record<string, Operation> & { parameters: Parameter[] };
  readonly get: Operation & { parameters: Parameter[] };
  readonly post: Operation & { requestBody: { required?: boolean } };
  readonly delivery: Operation;
  /** Returns a schema by its name without the id. */
  schema(name: string): Schema & { properties: Record<string, Schema>; required: string[] };
  ref(name: string): Schema;
}

/** Creates the document that each edit is an edit of. */
export function createPart(id: string): Part {
  const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${id}${name}` });
  const json = (schema: Schema) => ({ "application/json": { schema } });
  const text = (rest: Schema = {}): Schema => ({ type: "string", ...rest });
  const object = (properties: Record<string, Schema>, required: string[], rest: Schema = {}): Schema => ({
    type: "object",
    required,
    properties,
    ...rest,
  });
  const failure = { description: "It failed.", content: json(ref("Failure")) };
  const found = { description: "It was found.", headers: { [`${id}-Total`]: { schema: text() } } };
  const schemas: Record<string, Schema> = {
    Thing: object(
      {
        id: text(),
        status: text({ enum: ["on", "off"] }),
        kind: text({ "x-known-values": ["a", "b"] }),
        owner: { oneOf: [ref("Person"), ref("Robot")] },
      },
      ["id", "status"],
    ),
    Person: object({ person: text() }, ["person"]),
    Robot: object({ robot: text() }, ["robot"]),
    Failure: object({ code: { type: "integer" } }, ["code"]),
    Request: object(
      {
        name: text({ minLength: 1, maxLength: 50 }),
        color: text({ enum: ["red", "blue"] }),
        filter: text(),
        note: text(),
      },
      ["name"],
      {
        additionalProperties: false,
        not: object({ filter: text({ pattern: "^all$" }) }, ["filter"]),
        "x-violation": { path: "filter", message: "must not be all" },
        "x-webhook-resources": {
          [`${id}rooms`]: {
            description: "Rooms.",
            events: ["created", "deleted"],
            filters: ["roomId", "ownerId"],
            scopes: {},
            orgOwned: false,
          },
        },
      },
    ),
    Created: object({ event: text({ const: "created" }), message: ref("Message"), level: text({ enum: ["1"] }) }, [
      "event",
      "message",
    ]),
    Removed: object({ event: text({ const: "removed" }) }, ["event"]),
    Delivery: { oneOf: [ref("Created"), ref("Removed")] },
    Message: { oneOf: [ref("Text"), ref("Image")] },
    Text: object({ text: text() }, ["text"]),
    Image: object({ image: text() }, ["image"]),
  };
  const get = {
    operationId: `${id}Get`,
    summary: "Get a thing",
    security: [{ [`${id}Key`]: [] }],
    parameters: [
      { name: "max", in: "query", schema: { type: "integer" } },
      { name: "sort", in: "query", schema: text() },
    ],
    responses: { "200": { ...found, content: json(ref("Thing")) }, "404": failure },
  };
  const post = {
    operationId: `${id}Create`,
    summary: "Create a thing",
    "x-idempotent": true,
    requestBody: { content: json(ref("Request")) },
    responses: { "200": { ...found, content: json(ref("Thing")) } },
  };
  const item = {
    parameters: [{ name: "thingId", in: "path", required: true, schema: text() }],
    get,
    post,
  };
  const delivery = {
    operationId: `${id}Created`,
    summary: "Thing created",
    requestBody: { content: json(ref("Created")) },
    responses: { "2XX": { description: "It was accepted." } },
  };
  const document = {
    openapi: "3.1.0",
    info: { title: "Small", version: "1.0.0" },
    servers: [{ url: `https://${id}.example.com`, description: "The server.", "x-name": id }],
    paths: { [`/${id}/{thingId}`]: item },
    webhooks: { [`${id}.created`]: { post: delivery } },
    components: {
      schemas: Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [`${id}${name}`, schema])),
      securitySchemes: { [`${id}Key`]: { type: "http", scheme: "bearer" } },
    },
    "x-error-codes": { [`${id}a`]: "First.", [`${id}b`]: "Second." },
    "x-receipt-error-codes": { [`${id}channel`]: { "1": { name: "First" }, "2": { name: "Second" } } },
    "x-source-addresses": { date: "2026-01-01", regions: { [`${id}region`]: ["192.0.2.1", "192.0.2.2"] } },
  };
  return {
    id,
    document: document as unknown as Document,
    item: item as unknown as Part["item"],
    get: get as unknown as Part["get"],
    post: post as unknown as Part["post"],
    delivery: delivery as unknown as Operation,
    schema: (name) => document.components.schemas[`${id}${name}`] as ReturnType<Part["schema"]>,
    ref,
  };
}

/** Puts documents with different ids together. */
export function combine(parts: Part[]): Document {
  const merge = (one: unknown, other: unknown): unknown => {
    if (Array.isArray(one) && Array.isArray(other)) return [...one, ...other];
    if (typeof one !== "object" || typeof other !== "object") return one;
    const merged: Record<string, unknown> = { ...one };
    for (const [key, value] of Object.entries(other ?? {}))
      merged[key] = key in merged ? merge(merged[key], value) : value;
    return merged;
  };
  return parts.map(({ document }) => document as unknown).reduce(merge) as Document;
}
