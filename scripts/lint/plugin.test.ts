import { beforeAll, describe, expect, it } from "vitest";
import { type Files, lintVariants } from "./lint-variants.ts";
import { edited, smallDocument } from "./small-document.ts";

const { "examples/Other.yaml": _, ...withoutExample } = edited("responses/Other.yaml", / {4}examples:[\s\S]*/, "");

const receiptCodes =
  "openapi.yaml: `x-receipt-error-codes` must be a map of channels, each with a map of numeric codes to `name` and, where there is one, a number `metaCode`.";
const sourceAddresses =
  "openapi.yaml: `x-source-addresses` must be a map of exactly `date` (such as '2025-10-13') and `regions` (the IPv4 addresses of each server's `x-name`).";
const unexplained = (file: string) =>
  `${file}: A rule written as \`not\` needs \`x-violation\` beside it: \`path\` and \`message\`, which a refused value is explained with.`;

const refused: Record<string, { what: string; files: Files; problems: string[] }[]> = {
  "known-extensions": [
    {
      what: "a misspelled extension",
      files: edited("schemas/Thing.yaml", "x-known-values: [on", "x-known-value: [on"),
      problems: [
        "schemas/Thing.yaml: `x-known-value` is not a known extension. Schema objects may have x-known-values, x-violation, x-webhook-resources.",
      ],
    },
    {
      what: "an extension in a wrong place",
      files: edited("paths/things.yaml", "'200':\n      desc", "'200':\n      x-idempotent: true\n      desc"),
      problems: ["paths/things.yaml: `x-idempotent` belongs to Operation objects, not to Response objects."],
    },
    {
      what: "a wrong flag",
      files: edited("paths/things.yaml", "x-idempotent: true", "x-idempotent: yes please"),
      problems: ["paths/things.yaml: `x-idempotent` must be true or false."],
    },
    {
      what: "no known values",
      files: edited("schemas/Thing.yaml", "[on, off]", "[]"),
      problems: [
        "schemas/Thing.yaml: `x-known-values` must be a list of different strings beside `type: string`, at least one unless `not` leaves the known ones to others.",
      ],
    },
    {
      what: "repeated known values",
      files: edited("schemas/Thing.yaml", "[on, off]", "[on, on]"),
      problems: [
        "schemas/Thing.yaml: `x-known-values` must be a list of different strings beside `type: string`, at least one unless `not` leaves the known ones to others.",
      ],
    },
    {
      what: "known values of a number",
      files: edited(
        "schemas/Thing.yaml",
        "type: string, x-known-values: [on, off]",
        "type: integer, x-known-values: [on, off]",
      ),
      problems: [
        "schemas/Thing.yaml: `x-known-values` must be a list of different strings beside `type: string`, at least one unless `not` leaves the known ones to others.",
      ],
    },
    {
      what: "an error code that is no number",
      files: edited("error-codes.yaml", "1000", "E1000"),
      problems: [
        "openapi.yaml: `x-error-codes` must be a map of numeric codes to their meanings, such as '1000': Invalid parameter.",
      ],
    },
    {
      what: "a receipt error code without a name",
      files: edited("openapi.yaml", "name: Lost", "meaning: Lost"),
      problems: [receiptCodes],
    },
    {
      what: "a receipt error code that is no number",
      files: edited("openapi.yaml", "{ '7':", "{ E7:"),
      problems: [receiptCodes],
    },
    {
      what: "a code of Meta's that is no number",
      files: edited("openapi.yaml", "metaCode: 0", "metaCode: none"),
      problems: [receiptCodes],
    },
    {
      what: "addresses without a date",
      files: edited("openapi.yaml", "  date: '2026-01-31'\n", ""),
      problems: [sourceAddresses],
    },
    {
      what: "an address that is none",
      files: edited("openapi.yaml", "192.0.2.3", "192.0.2.300"),
      problems: [sourceAddresses],
    },
    {
      what: "addresses of a region that has no server",
      files: edited("openapi.yaml", "anotherOne: [", "thirdOne: ["),
      problems: [sourceAddresses],
    },
    {
      what: "a type of webhook that is no text",
      files: edited("deliveries/rooms.created.yaml", "x-webhook-type: NEWS", "x-webhook-type: [NEWS]"),
      problems: expect.arrayContaining([
        "deliveries/rooms.created.yaml: `x-webhook-type` must be the type of webhook that brings the delivery, such as CADR.",
      ]),
    },
    {
      what: "a server name with a hyphen",
      files: edited("openapi.yaml", "anotherOne", "another-one"),
      problems: [sourceAddresses, "openapi.yaml: `x-name` must be an identifier in camelCase, such as northAmerica."],
    },
    {
      what: "a violation at a property that is not there",
      files: edited("schemas/Thing.yaml", "path: state", "path: stat"),
      problems: [
        "schemas/Thing.yaml: `x-violation` must be a map of exactly `path` (a property of this schema) and `message` (what it must be, in words).",
      ],
    },
    {
      what: "a resource without events",
      files: edited("resources.yaml", "  events: [created]\n", ""),
      problems: [
        "openapi.yaml: `webhooks` has people.created, which `x-webhook-resources` lacks.",
        "schemas/Thing.yaml: `x-webhook-resources` must be a map of resources, each with `description`, `events` (at least one), `filters`, `path` (such as /rooms/{id}, where there is one), `scopes` (`user`, `admin`, `compliance`) and `orgOwned` (true or false). Look at people.",
      ],
    },
    {
      what: "a path that names no field",
      files: edited("resources.yaml", "path: /rooms/{id}", "path: /rooms"),
      problems: [expect.stringMatching(/^schemas\/Thing.yaml: `x-webhook-resources` must be .* Look at rooms\.$/)],
    },
    {
      what: "a scope of an unknown kind",
      files: edited("resources.yaml", "user: [read]", "guest: [read]"),
      problems: [expect.stringMatching(/^schemas\/Thing.yaml: `x-webhook-resources` must be .* Look at rooms\.$/)],
    },
  ],
  deliveries: [
    {
      what: "a pair that can be registered and is not delivered",
      files: edited(
        "resources.yaml",
        "people:\n  description: People.\n  events: [created]",
        "people:\n  description: People.\n  events: [created, deleted]",
      ),
      problems: ["openapi.yaml: `x-webhook-resources` has people.deleted, which `webhooks` lacks."],
    },
    {
      what: "a delivery that can't be registered",
      files: edited("resources.yaml", "events: [created, deleted, all]", "events: [deleted, all]"),
      problems: ["openapi.yaml: `webhooks` has rooms.created, which `x-webhook-resources` lacks."],
    },
    {
      what: "a delivery without a branch",
      files: edited("schemas/Delivery.yaml", "  - $ref: RoomsCreated.yaml\n", ""),
      problems: [
        "openapi.yaml: The schema Delivery needs a branch for rooms.created, and it has to be the schema of the delivery's body.",
        expect.stringContaining("no other branch is for rooms.created."),
      ],
    },
    {
      what: "a delivery with the body of another",
      files: edited("deliveries/people.created.yaml", "PeopleCreated.yaml", "RoomsCreated.yaml"),
      problems: [
        "openapi.yaml: The schema Delivery needs a branch for people.created, and it has to be the schema of the delivery's body.",
      ],
    },
    {
      what: "a branch without a delivery",
      files: edited("openapi.yaml", "  people.created: { $ref: deliveries/people.created.yaml }\n", ""),
      problems: expect.arrayContaining([
        "openapi.yaml: The schema Delivery has people.created, which `webhooks` lacks.",
      ]),
    },
    {
      what: "a delivery that no type of webhook brings",
      files: edited("deliveries/people.created.yaml", "  x-webhook-type: NEWS\n", ""),
      problems: [
        "openapi.yaml: people.created needs `x-webhook-type`, the type of webhook that brings it: NEWS, CHAT.",
      ],
    },
    {
      what: "a delivery of a type that nobody can register",
      files: edited("deliveries/people.created.yaml", "NEWS", "NEW"),
      problems: [
        "openapi.yaml: people.created needs `x-webhook-type`, the type of webhook that brings it: NEWS, CHAT.",
      ],
    },
  ],
  unions: [
    {
      what: "a name that the last branch does not leave to the others",
      files: edited("schemas/UnknownDelivery.yaml", "[created, deleted, removed]", "[created, deleted]"),
      problems: [
        "schemas/UnknownDelivery.yaml: The last branch of a union takes what the others leave, but its `not` lacks rooms.removed.",
      ],
    },
    {
      what: "a name that no branch takes",
      files: edited("schemas/UnknownDelivery.yaml", "enum: [created] }", "enum: [created, hired] }"),
      problems: [
        "schemas/UnknownDelivery.yaml: The last branch of a union takes what the others leave, but no other branch is for people.hired.",
      ],
    },
    {
      what: "a field's values that differ from those of the branches",
      files: edited("schemas/OpenPart.yaml", "[wall, Wall]", "[wall, door]"),
      problems: [
        "schemas/OpenPart.yaml: The last branch of a union takes what the others leave, but its `not` lacks Wall; no other branch is for door.",
      ],
    },
    {
      what: "two branches of one name",
      files: edited("schemas/RoomsDeleted.yaml", "[deleted, removed]", "[deleted, removed, created]"),
      problems: [
        "schemas/Delivery.yaml: Two branches of this union are for rooms.created. Leave each name to one branch.",
      ],
    },
  ],
  "resource-table": [
    {
      what: "a resource that the table lacks",
      files: edited("schemas/Resource.yaml", "[rooms, people]", "[rooms, people, messages]"),
      problems: [
        "schemas/Resource.yaml: The resources of `x-webhook-resources` and the enum of `resource` differ: the table lacks messages.",
      ],
    },
    {
      what: "an event that the enum lacks",
      files: edited("resources.yaml", "[created, deleted, all]", "[created, deleted, all, moved]"),
      problems: [
        "openapi.yaml: `x-webhook-resources` has rooms.moved, which `webhooks` lacks.",
        "schemas/Thing.yaml: The events of `x-webhook-resources` and the enum of `event` differ: the enum of `event` lacks moved.",
      ],
    },
  ],
  violations: [
    {
      what: "a not without its explanation",
      files: edited("schemas/Thing.yaml", /x-violation[\s\S]*/, ""),
      problems: [
        "schemas/Thing.yaml: A rule written as `not` needs `x-violation` beside it: `path` and `message`, which a refused value is explained with.",
      ],
    },
    {
      what: "a not in the last branch of a union that leaves nothing to the others",
      files: edited("schemas/OpenPart.yaml", "properties:", "not: { required: [state] }\nproperties:"),
      problems: expect.arrayContaining([unexplained("schemas/OpenPart.yaml")]),
    },
    {
      what: "a not that leaves values to others outside a union",
      files: edited("schemas/Part.yaml", "  - $ref: OpenPart.yaml\n", ""),
      problems: expect.arrayContaining([unexplained("schemas/OpenPart.yaml")]),
    },
    {
      what: "an explanation of nothing",
      files: edited("schemas/Thing.yaml", /not:\n.*\n/, ""),
      problems: ["schemas/Thing.yaml: `x-violation` explains a `not` beside it, and there is none."],
    },
  ],
  "server-names": [
    {
      what: "a server without a name",
      files: edited("openapi.yaml", ", x-name: one", ""),
      problems: [
        sourceAddresses,
        "openapi.yaml: A server needs `x-name`, the key that clients choose it by, such as northAmerica.",
      ],
    },
    {
      what: "two servers of one name",
      files: edited("openapi.yaml", "anotherOne", "one"),
      problems: ["openapi.yaml: Two servers have the `x-name` one. Give each its own."],
    },
  ],
  "error-responses": [
    {
      what: "an operation without 401",
      files: edited("paths/things.yaml", / {4}'401'.*\n/, ""),
      problems: [
        "paths/things.yaml: createThing declares no response for 401, 4XX. Add it, such as `'401': $ref: ../responses/Unauthorized.yaml`.",
      ],
    },
    {
      what: "an operation without a server error",
      files: edited("paths/things.yaml", / {4}'500'.*\n/, ""),
      problems: [
        "paths/things.yaml: createThing declares no response for 5XX. Add it, such as `'401': $ref: ../responses/Unauthorized.yaml`.",
      ],
    },
  ],
  "media-type-examples": [
    {
      what: "a request body without an example",
      files: {
        ...edited("paths/things.yaml", / {8}examples:\n.*createThing.request.*\n/, ""),
        "examples/createThing.request.yaml": "",
      },
      problems: [
        "paths/things.yaml: The application/json body of createThing.request has no example: add examples/createThing.request.yaml and refer to it from `examples` by $ref.",
        "openapi.yaml: Nothing refers to examples/createThing.request.yaml. Refer to it from the `examples` of a request or response by $ref, or delete it.",
      ],
    },
    {
      what: "a delivery without an example",
      files: edited("deliveries/rooms.created.yaml", / {8}examples:\n.*\n/, ""),
      problems: expect.arrayContaining([
        "deliveries/rooms.created.yaml: The application/json body of rooms.created has no example: add examples/rooms.created.yaml and refer to it from `examples` by $ref.",
      ]),
    },
    {
      what: "a shared response without an example",
      files: withoutExample,
      problems: [
        "responses/Other.yaml: The application/problem+json body of Other has no example: add examples/Other.yaml and refer to it from `examples` by $ref.",
      ],
    },
    {
      what: "an example within the document",
      files: edited("paths/things.yaml", "$ref: ../examples/createThing.response.yaml", "value: {}"),
      problems: expect.arrayContaining([
        "paths/things.yaml: The example plain is not in a file under examples/: add examples/createThing.response.yaml and refer to it from `examples` by $ref.",
      ]),
    },
    {
      what: "the keyword example",
      files: edited("deliveries/rooms.created.yaml", /examples:\n.*/, "example: {}"),
      problems: expect.arrayContaining([
        "deliveries/rooms.created.yaml: An example stands in a file of its own: add examples/rooms.created.yaml and refer to it from `examples` by $ref.",
      ]),
    },
    {
      what: "an example file that is a bare body",
      files: { ...smallDocument, "examples/Other.yaml": "resource: rooms\n" },
      problems: ["examples/Other.yaml: Other.yaml has no `value`: put the body under it."],
    },
  ],
  "no-stray-files": [
    {
      what: "an example that nothing refers to",
      files: { ...smallDocument, "examples/forgotten.yaml": "value: {}\n" },
      problems: [
        "openapi.yaml: Nothing refers to examples/forgotten.yaml. Refer to it from the `examples` of a request or response by $ref, or delete it.",
      ],
    },
    {
      what: "only the broken reference that made a file stray",
      files: edited("paths/things.yaml", "responses/Other.yaml", "responses/Others.yaml"),
      problems: [expect.stringContaining("Can't resolve $ref")],
    },
    {
      what: "a response that nothing refers to",
      files: { ...smallDocument, "responses/Forgotten.yaml": "description: Gone.\n" },
      problems: [
        "openapi.yaml: Nothing refers to responses/Forgotten.yaml. Refer to it from the document by $ref, or delete it.",
      ],
    },
  ],
  "named-schemas": [
    {
      what: "a schema that the root document does not name",
      files: edited("openapi.yaml", / {4}Resource:.*\n/, ""),
      problems: [
        "openapi.yaml: schemas/Resource.yaml is not named in openapi.yaml. Add under components.schemas: `Resource: $ref: schemas/Resource.yaml`.",
      ],
    },
  ],
};

describe("the lint plugin", () => {
  let problems: Record<string, string[]>;

  beforeAll(async () => {
    const cases = Object.entries(refused).flatMap(([rule, list]) =>
      list.map(({ files }, index) => [`${rule}-${index}`, files] as const),
    );
    problems = await lintVariants({ sound: smallDocument, ...Object.fromEntries(cases) });
  }, 30_000);

  it("finds nothing in a document that keeps the rules", () => {
    expect(problems["sound"]).toEqual([]);
  });

  describe.each(Object.entries(refused))("%s", (rule, list) => {
    it.each(list.map((entry, index) => ({ ...entry, index })))("refuses $what", ({ index, problems: expected }) => {
      expect(problems[`${rule}-${index}`]).toEqual(expected);
    });
  });
});
