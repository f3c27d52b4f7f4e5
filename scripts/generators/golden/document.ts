import type { Document } from "../openapi.ts";

/** A small document with one use of everything that the generators know. */
export const document: Document = Object.assign({ openapi: "3.1.0" }, {
  info: { title: "Bookings", version: "3.2.1" },
  servers: [
    { url: "https://api.example.com/v2", description: "The usual one", "x-name": "main" },
    { url: "https://api.example.org/v2", description: "The other one", "x-name": "spare" },
  ],
  paths: {
    "/bookings/{roomId}": {
      parameters: [{ name: "roomId", in: "path", required: true, schema: { $ref: "#/components/schemas/RoomId" } }],
      get: {
        operationId: "listBookings",
        summary: "List bookings",
        parameters: [{ name: "limit", in: "query", description: "How many.", schema: { type: "integer", minimum: 1 } }],
        responses: { "200": json("BookingList"), default: { $ref: "#/components/responses/Failure" } },
      },
      post: {
        operationId: "book",
        summary: "Book a room",
        "x-idempotent": true,
        requestBody: json("BookRequest"),
        responses: { "204": {} },
      },
    },
    "/ping": { get: { operationId: "ping", summary: "Ping", responses: { "204": {} } } },
  } as unknown as Document["paths"],
  webhooks: {
    "room.freed": delivery("roomFreed", "Room freed", "RoomFreed", ["room.freed", "room.freed.early"]),
    "desk.taken": delivery("deskTaken", "Desk taken", "DeskTaken", ["desk.taken.standing"]),
  } as unknown as NonNullable<Document["webhooks"]>,
  components: {
    schemas: {
      RoomId: { type: "string", minLength: 3, maxLength: 9, pattern: "^r[0-9]+$", description: "A room.\nOf a house." },
      Kind: { type: "string", enum: ["desk", "room"], description: "What is booked." },
      Booking: {
        type: "object",
        description: "A booking.",
        required: ["id", "kind"],
        properties: {
          id: { type: "string", format: "uuid" },
          kind: { type: "string", "x-known-values": ["desk", "Desk", "room"], "x-aliases": { Table: "desk" } },
          guests: {
            type: "array",
            items: { type: "object", required: ["name"], properties: { name: { type: "string" } } },
          },
        },
      },
      BookingList: { type: "array", items: { $ref: "#/components/schemas/Booking" } },
      BookRequest: {
        type: "object",
        required: ["resource", "event"],
        additionalProperties: false,
        "x-webhook-resources": {
          desk: { description: "A desk.", events: ["taken"], filters: [], scopes: {}, orgOwned: false },
          room: { description: "A room.", events: ["taken", "freed"], filters: ["floor"], scopes: {}, orgOwned: true },
        },
        properties: {
          resource: { $ref: "#/components/schemas/Kind" },
          event: { type: "string", enum: ["taken", "freed"] },
          callback: { type: "string", format: "uri", pattern: "^https://" },
          password: { type: "string", format: "password" },
          token: { type: "object", properties: { value: { type: "string", format: "password" } } },
          silent: { type: "boolean", default: false },
        },
        not: {
          type: "object",
          required: ["password", "token"],
          properties: { password: { type: "string", minLength: 1 }, token: { type: "object" } },
        },
        "x-violation": { path: "password", message: 'must be absent or empty when "token" is given' },
      },
      Failure: { type: "object", required: ["code"], properties: { code: { type: "integer" } } },
      Delivery: { oneOf: ["RoomFreed", "DeskTaken", "UnknownDelivery"].map(ref) },
      Envelope: {
        type: "object",
        required: ["resource", "event"],
        properties: { resource: { type: "string" }, event: { type: "string" }, note: { type: ["string", "null"] } },
      },
      RoomFreed: {
        description: "A room was freed.",
        allOf: [
          ref("Envelope"),
          {
            type: "object",
            required: ["resource", "event", "by"],
            properties: {
              resource: { type: "string", const: "room" },
              event: { type: "string", const: "freed" },
              by: { type: "string", pattern: "^p[0-9]+$" },
            },
          },
        ],
      },
      DeskTaken: {
        allOf: [
          ref("Envelope"),
          {
            type: "object",
            required: ["resource", "event"],
            properties: {
              resource: { type: "string", const: "desk" },
              event: { type: "string", enum: ["taken", "occupied"] },
              height: { oneOf: ["Sitting", "Standing"].map(ref) },
            },
          },
        ],
      },
      UnknownDelivery: {
        allOf: [ref("Envelope")],
        not: {
          type: "object",
          required: ["resource", "event"],
          anyOf: [
            { properties: { resource: { const: "room" }, event: { const: "freed" } } },
            { properties: { resource: { const: "desk" }, event: { enum: ["taken", "occupied"] } } },
          ],
        },
      },
      Sitting: { type: "object", required: ["chair"], properties: { chair: { type: "string" } } },
      Standing: { type: "object", required: ["level"], properties: { level: { type: "integer" } } },
    },
    responses: { Failure: json("Failure") },
    examples: {
      "room.freed": { summary: "Freed", value: { resource: "room", event: "freed", by: "p7" } },
      "room.freed.early": { value: { resource: "room", event: "freed", by: "p8", note: null } },
      "desk.taken.standing": { value: { resource: "desk", event: "occupied", height: { level: 3 } } },
    },
  },
  "x-error-codes": { "17": "Room taken", "404": "No such room" },
  "x-receipt-error-codes": { general: { "7": { name: "Lost" } }, app: { "8": { name: "Late", metaCode: 0 } } },
  "x-source-addresses": { date: "2026-01-31", regions: { main: ["192.0.2.1"], spare: ["192.0.2.2", "192.0.2.3"] } },
} satisfies Document);

function json(name: string, examples: string[] = []) {
  const entries = examples.map((example) => [example, { $ref: `#/components/examples/${example}` }]);
  const shown = examples.length > 0 ? { examples: Object.fromEntries(entries) } : {};
  return { description: `${name}.`, content: { "application/json": { schema: ref(name), ...shown } } };
}

function ref(name: string) {
  return { $ref: `#/components/schemas/${name}` };
}

function delivery(operationId: string, summary: string, schema: string, examples: string[]) {
  const responses = { "2XX": { description: "Accepted." } };
  const description = `Sent once: ${summary.toLowerCase()}.`;
  return {
    post: {
      operationId,
      summary,
      description,
      "x-webhook-type": "NEWS",
      requestBody: json(schema, examples),
      responses,
    },
  };
}
