import { expect } from "vitest";
import { type Refused, sourceAddresses } from "./refused-extensions.ts";
import { edited, smallDocument } from "./small-document.ts";

const { "examples/Other.yaml": _, ...withoutExample } = edited("responses/Other.yaml", / {4}examples:[\s\S]*/, "");

const unexplained = (file: string) =>
  `${file}: A rule written as \`not\` needs \`x-violation\` beside it: \`path\` and \`message\`, which a refused value is explained with.`;

/** Other changes of a document that the rules refuse. */
export const refusedDocuments: Record<string, Refused[]> = {
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
