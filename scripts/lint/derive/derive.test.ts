import { beforeAll, describe, expect, it } from "vitest";
import { bundleDocument } from "../fixtures/lint-documents.ts";
import { edited, validDocument } from "../fixtures/valid-document.ts";

const ref = (kind: string, name: string) => ({ $ref: `#/components/${kind}/${name}` });

describe("a bundled document", () => {
  // Loosely typed to reach every part.
  let document: any;

  beforeAll(async () => {
    document = await bundleDocument({
      ...edited(
        "deliveries/rooms.created.yaml",
        "        schema:",
        "        examples: { rooms.created.late: {} }\n        schema:",
      ),
      "examples/rooms.created.early.yaml": "value: {}\n",
      "examples/rooms.created.late.yaml": "value: {}\n",
    });
  });

  it("has in each delivery the defaults of the root document, and an operation id", () => {
    expect(document.webhooks["rooms.deleted"].post).toEqual({
      operationId: "roomsDeleted",
      tags: ["rooms"],
      security: [],
      summary: "Event",
      "x-webhook-type": "NEWS",
      responses: { "2XX": ref("responses", "Accepted") },
      requestBody: {
        required: true,
        content: {
          "application/json": {
            examples: { "rooms.deleted": ref("examples", "rooms.deleted") },
            schema: ref("schemas", "RoomsDeleted"),
          },
        },
      },
    });
    expect(document).not.toHaveProperty("x-delivery-defaults");
  });

  it("has a delivery's own examples first, then those whose files are called after it", () => {
    const media = document.webhooks["rooms.created"].post.requestBody.content["application/json"];
    expect(Object.keys(media.examples)).toEqual(["rooms.created.late", "rooms.created", "rooms.created.early"]);
  });

  it("has an example with the delivery whose whole name its file begins with", async () => {
    const { webhooks } = (await bundleDocument({
      ...edited(
        "openapi.yaml",
        "  rooms.deleted: {",
        "  rooms.created.early: { $ref: deliveries/rooms.created.early.yaml }\n  rooms.deleted: {",
      ),
      "deliveries/rooms.created.early.yaml": `${validDocument["deliveries/rooms.created.yaml"]}`,
      "examples/rooms.created.early.yaml": "value: {}\n",
    })) as any;
    const examplesOf = (name: string) =>
      Object.keys(webhooks[name].post.requestBody.content["application/json"].examples);
    expect(examplesOf("rooms.created")).toEqual(["rooms.created"]);
    expect(examplesOf("rooms.created.early")).toEqual(["rooms.created.early"]);
  });

  it("groups deliveries by the table's resources, and tells their groups from those of operations", async () => {
    expect(document.tags).toEqual([
      { name: "rooms", description: "Spaces." },
      { name: "people", description: "People." },
    ]);
    expect(document["x-tagGroups"]).toEqual([
      { name: "Operations", tags: ["Things"] },
      { name: "Deliveries", tags: ["rooms", "people"] },
    ]);
    const withoutTable = await bundleDocument(edited("schemas/Thing.yaml", /x-webhook-resources:\n.*\n/, ""));
    expect((withoutTable as any).webhooks["rooms.created"].post.tags).toEqual(["Deliveries"]);
  });

  it("names the schema of each delivery, and describes it by the delivery's summary", () => {
    const { schemas } = document.components;
    expect(Object.keys(schemas).slice(3, 8)).toEqual([
      ...["Delivery", "RoomsCreated", "RoomsDeleted", "PeopleCreated", "UnknownDelivery"],
    ]);
    expect(schemas.RoomsCreated).toEqual({
      description: "Event.",
      allOf: [ref("schemas", "RoomChange"), expect.objectContaining({ required: ["resource", "event"] })],
    });
  });

  it("has a union of all deliveries, whose last branch excludes the names of the others", () => {
    const { Delivery, UnknownDelivery } = document.components.schemas;
    expect(Delivery.oneOf).toEqual(
      ["RoomsCreated", "RoomsDeleted", "PeopleCreated", "UnknownDelivery"].map((name) => ref("schemas", name)),
    );
    expect(UnknownDelivery.not).toEqual({
      type: "object",
      required: ["resource", "event"],
      anyOf: [
        { properties: { resource: { const: "rooms" }, event: { enum: ["created", "deleted", "removed"] } } },
        { properties: { resource: { const: "people" }, event: { enum: ["created"] } } },
      ],
    });
  });

  it("excludes names at the field where one field names a delivery", async () => {
    const oneField = (file: string, name: string) =>
      validDocument[file]
        ?.replace("[resource, event]", "[event]")
        .replace(/ +resource: .*\n/, "")
        .replace(/const: created/, `const: ${name}`);
    const { components } = (await bundleDocument({
      ...validDocument,
      "schemas/UnknownDelivery.yaml": "type: object\nproperties: { event: { type: string } }\n",
      ...Object.fromEntries(
        ["rooms.created", "rooms.deleted", "people.created"].map((name) => {
          const file = `deliveries/${name}.yaml`;
          return [file, oneField(file, name) ?? ""];
        }),
      ),
    })) as any;
    expect(components.schemas.UnknownDelivery).toEqual({
      type: "object",
      properties: {
        event: { type: "string", not: { enum: ["rooms.created", "deleted", "removed", "people.created"] } },
      },
    });
  });

  it("lists the values of resource and event as the table has them", () => {
    const { Resource, Thing } = document.components.schemas;
    expect(Resource).toEqual({
      type: "string",
      description: "What to watch.\n- `rooms`: Spaces.\n- `people`: People.",
      enum: ["rooms", "people"],
    });
    expect(Thing.properties.event).toEqual({ type: "string", enum: ["created", "deleted", "all"] });
    expect(Thing.properties.kind["x-known-values"]).toEqual(["rooms", "people"]);
  });

  it("keeps what a file has itself", async () => {
    const { webhooks, components } = (await bundleDocument({
      ...edited("deliveries/rooms.created.yaml", "post:\n", "post:\n  operationId: own\n  tags: [Own]\n"),
      "schemas/Resource.yaml": "type: string\nenum: [own]\n",
    })) as any;
    expect(webhooks["rooms.created"].post).toMatchObject({ operationId: "own", tags: ["rooms"] });
    expect(components.schemas.Resource).toEqual({ type: "string", enum: ["own"] });
  });
});
