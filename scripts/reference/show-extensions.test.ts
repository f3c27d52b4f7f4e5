import { describe, expect, it } from "vitest";
import type { Document } from "../generators/openapi.ts";
import { showExtensions } from "./show-extensions.ts";

const document = {
  info: { title: "Small", version: "1.0.0", description: "Introduction.\n" },
  servers: [{ url: "https://one.example.com", description: "One, the first", "x-name": "one" }],
  paths: {
    "/things": {
      post: {
        operationId: "createThing",
        summary: "Create",
        description: "Creates it.",
        "x-idempotent": true,
        requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/Thing" } } } },
        responses: {},
      },
    },
  },
  webhooks: {
    thing_changed: {
      post: {
        operationId: "thingChanged",
        summary: "Changed",
        description: "It changed.",
        "x-webhook-type": "NEWS",
        security: [{ key: [] }, {}],
        requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/Thing" } } } },
        responses: {},
      },
    },
    thing_gone: {
      post: { operationId: "thingGone", summary: "Gone", description: "It is gone.", security: [], responses: {} },
    },
  },
  components: {
    schemas: {
      Thing: {
        type: "object",
        description: "The thing.",
        properties: {
          state: { type: "string", description: "Its state.", "x-known-values": ["on", "off"] },
          nested: { type: "object", properties: { kind: { type: "string", "x-known-values": ["a"] } } },
        },
        not: { required: ["state", "nested"] },
        "x-violation": { path: "state", message: 'must be absent when "nested" is given' },
        "x-webhook-resources": {
          rooms: {
            description: "Spaces | rooms.",
            events: ["created", "deleted"],
            filters: ["id"],
            path: "/rooms/{id}",
            scopes: { user: ["rooms_read"], admin: ["admin_read", "admin_all"] },
            orgOwned: true,
          },
          alerts: { description: "Alerts.", events: ["created"], filters: [], scopes: {}, orgOwned: false },
        },
      },
    },
    responses: {},
    securitySchemes: { key: { type: "apiKey", in: "header", name: "X-Key" } },
  },
  "x-error-codes": { "1000": "Invalid parameter" },
  "x-receipt-error-codes": { general: { "7": { name: "Lost" } }, app: { "8": { name: "Late", metaCode: 0 } } },
  "x-source-addresses": { date: "2026-01-31", regions: { one: ["192.0.2.1", "192.0.2.2"] } },
} as unknown as Document;

/** The document after the change, loosely typed to reach every description. */
const shown = showExtensions(document) as any;
const thing = shown.components.schemas.Thing;

describe("showExtensions", () => {
  it("doesn't change the document that it is given", () => {
    expect(JSON.stringify(document)).not.toContain("Known values");
  });

  it("adds known values to a description, or uses them as one", () => {
    expect(thing.properties.state.description).toContain("Its state.\n\nKnown values: `on`, `off`.");
    expect(thing.properties.nested.properties.kind.description).toBe("Known values: `a`.");
  });

  it("describes a rule across fields at the field that it is about", () => {
    expect(thing.properties.state.description).toMatch(/\n\nRule: must be absent when "nested" is given\.$/);
  });

  it("marks an operation as idempotent", () => {
    expect(shown.paths["/things"].post.description).toBe(
      "Creates it.\n\nIdempotent: a client can repeat the request after a failure.",
    );
  });

  it("describes a request body as its schema", () => {
    expect(shown.paths["/things"].post.requestBody.description).toBe("The thing.");
  });

  it("adds each server's key", () => {
    expect(shown.servers[0].description).toBe('One, the first ("one" in the clients)');
  });

  it("appends the table of resources to the introduction", () => {
    expect(shown.info.description).toContain(`Introduction.

## Resources

| Resource | What can be watched |
| --- | --- |
| \`rooms\` | Spaces \\| rooms.<br>Events: \`created\`, \`deleted\`<br>Filters: \`id\`<br>The object of a delivery: \`GET /rooms/{id}\`<br>Scopes: user \`rooms_read\`; admin \`admin_read\`, \`admin_all\`<br>For an organization: yes, with \`ownedBy: org\` |
| \`alerts\` | Alerts.<br>Events: \`created\`<br>Filters: none<br>Scopes: not known<br>For an organization: no |
`);
  });

  it("describes which webhooks a delivery comes with, the header of its security, and that this is optional", () => {
    expect(shown.webhooks.thing_changed.post.description).toBe(
      "Changed.\n\nIt changed.\n\nDelivered to webhooks of type `NEWS`.\n\nSent with the header `X-Key`.\n\nDeliveries of a webhook without authorization don't have it.",
    );
    expect(shown.webhooks.thing_gone.post.description).toBe("Gone.\n\nIt is gone.");
  });

  it("calls a delivery by its name, which the menu then shows", () => {
    expect(shown.webhooks.thing_changed.post.summary).toBe("thing_changed");
  });

  it("describes the body of a delivery as its schema", () => {
    expect(shown.webhooks.thing_changed.post.requestBody.description).toBe("The thing.");
  });

  it("appends the tables of error codes and of addresses to the introduction", () => {
    expect(shown.info.description).toMatch(
      new RegExp(
        [
          "## Error codes\n\n| Code | Meaning |\n| --- | --- |\n| `1000` | Invalid parameter |",
          "## Error codes of receipts\n\n| Code | Channel | Meaning | Meta's code |\n| --- | --- | --- | --- |\n| `7` | general | Lost |  |\n| `8` | app | Late | `0` |",
          "## Addresses of deliveries\n\nBy the vendor's list of 2026-01-31.",
          "| Region | Addresses |\n| --- | --- |\n| One | `192.0.2.1`, `192.0.2.2` |$",
        ]
          .join("\n\n")
          .replaceAll("|", "\\|"),
      ),
    );
  });
});
