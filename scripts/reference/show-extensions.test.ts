import { describe, expect, it } from "vitest";
import type { Document } from "../generators/openapi.ts";
import { showExtensions } from "./show-extensions.ts";

const document = {
  info: { title: "Small", version: "1.0.0", description: "Introduction.\n" },
  servers: [{ url: "https://one.example.com", description: "One", "x-name": "one" }],
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
            scopes: { user: ["rooms_read"], admin: ["admin_read", "admin_all"] },
            orgOwned: true,
          },
          alerts: { description: "Alerts.", events: ["created"], filters: [], scopes: {}, orgOwned: false },
        },
      },
    },
    responses: {},
  },
  "x-error-codes": { "1000": "Invalid parameter" },
} as unknown as Document;

/** The document after the change, loosely typed to reach every description. */
const shown = showExtensions(document) as any;
const thing = shown.components.schemas.Thing;

describe("showExtensions", () => {
  it("leaves the document that it is given alone", () => {
    expect(JSON.stringify(document)).not.toContain("Known values");
  });

  it("adds known values to a description, or makes one of them", () => {
    expect(thing.properties.state.description).toContain("Its state.\n\nKnown values: `on`, `off`.");
    expect(thing.properties.nested.properties.kind.description).toBe("Known values: `a`.");
  });

  it("tells a rule across fields at the field that it complains about", () => {
    expect(thing.properties.state.description).toMatch(/\n\nRule: must be absent when "nested" is given\.$/);
  });

  it("tells that an operation is idempotent", () => {
    expect(shown.paths["/things"].post.description).toBe(
      "Creates it.\n\nIdempotent: a client may repeat the request after a failure.",
    );
  });

  it("gives a request body the description of its schema", () => {
    expect(shown.paths["/things"].post.requestBody.description).toBe("The thing.");
  });

  it("names each server's key", () => {
    expect(shown.servers[0].description).toBe('One ("one" in the clients)');
  });

  it("appends the table of resources to the introduction", () => {
    expect(shown.info.description).toContain(`Introduction.

## Resources

| Resource | What can be watched |
| --- | --- |
| \`rooms\` | Spaces \\| rooms.<br>Events: \`created\`, \`deleted\`<br>Filters: \`id\`<br>Scopes: user \`rooms_read\`; admin \`admin_read\`, \`admin_all\`<br>For an organization: yes, with \`ownedBy: org\` |
| \`alerts\` | Alerts.<br>Events: \`created\`<br>Filters: none<br>Scopes: not known<br>For an organization: no |
`);
  });

  it("appends the table of error codes to the introduction", () => {
    expect(shown.info.description).toMatch(
      /## Error codes\n\n\| Code \| Meaning \|\n\| --- \| --- \|\n\| `1000` \| Invalid parameter \|$/,
    );
  });
});
