import type { Files } from "./lint-variants.ts";

/** A document in which every rule of the house has something to look at, and which keeps them all. */
export const smallDocument: Files = {
  "openapi.yaml": `openapi: 3.1.0
info: { title: Small, version: 1.0.0 }
servers:
  - { url: https://one.example.com, x-name: one }
  - { url: https://two.example.com, x-name: anotherOne }
paths:
  /things:
    $ref: paths/things.yaml
webhooks:
  rooms.created: { $ref: deliveries/rooms.created.yaml }
  rooms.deleted: { $ref: deliveries/rooms.deleted.yaml }
  people.created: { $ref: deliveries/people.created.yaml }
components:
  schemas:
    Thing: { $ref: schemas/Thing.yaml }
    Resource: { $ref: schemas/Resource.yaml }
    WebhookType: { $ref: schemas/WebhookType.yaml }
    Delivery: { $ref: schemas/Delivery.yaml }
    RoomChange: { $ref: schemas/RoomChange.yaml }
    RoomsCreated: { $ref: schemas/RoomsCreated.yaml }
    RoomsDeleted: { $ref: schemas/RoomsDeleted.yaml }
    PeopleCreated: { $ref: schemas/PeopleCreated.yaml }
    UnknownDelivery: { $ref: schemas/UnknownDelivery.yaml }
    Part: { $ref: schemas/Part.yaml }
    OpenPart: { $ref: schemas/OpenPart.yaml }
    ClosedPart: { $ref: schemas/ClosedPart.yaml }
x-error-codes:
  $ref: error-codes.yaml
x-receipt-error-codes:
  general: { '7': { name: Lost }, '8': { name: Late, metaCode: 0 } }
x-source-addresses:
  date: '2026-01-31'
  regions: { one: [192.0.2.1], anotherOne: [192.0.2.2, 192.0.2.3] }
`,
  "error-codes.yaml": `'1000': Invalid parameter\n`,
  "resources.yaml": `rooms:
  description: Spaces.
  events: [created, deleted, all]
  filters: []
  path: /rooms/{id}
  scopes: { user: [read] }
  orgOwned: false
people:
  description: People.
  events: [created]
  filters: [id]
  scopes: {}
  orgOwned: true
`,
  "schemas/Resource.yaml": "type: string\nenum: [rooms, people]\n",
  "schemas/Thing.yaml": `type: object
x-webhook-resources:
  $ref: ../resources.yaml
properties:
  resource: { $ref: Resource.yaml }
  event: { type: string, enum: [created, deleted, all] }
  state: { type: string, x-known-values: [on, off] }
  kind:
    type: string
    x-known-values: { $ref: Resource.yaml#/enum }
not:
  required: [state, kind]
x-violation:
  path: state
  message: must be absent
`,
  "paths/things.yaml": `post:
  operationId: createThing
  x-idempotent: true
  requestBody:
    content:
      application/json:
        schema: { $ref: ../schemas/Thing.yaml }
        examples:
          plain: { $ref: ../examples/createThing.request.yaml }
  responses:
    '200':
      description: Done.
      content:
        application/json:
          schema: { $ref: ../schemas/Thing.yaml }
          examples:
            plain: { $ref: ../examples/createThing.response.yaml }
    '401': { description: No token. }
    '500': { description: Broken. }
    default: { $ref: ../responses/Other.yaml }
`,
  "responses/Other.yaml": `description: Other.
content:
  application/problem+json:
    schema: { $ref: ../schemas/Thing.yaml }
    examples:
      other: { $ref: ../examples/Other.yaml }
`,
  ...delivery("rooms.created", "RoomsCreated"),
  ...delivery("rooms.deleted", "RoomsDeleted"),
  ...delivery("people.created", "PeopleCreated"),
  "schemas/WebhookType.yaml": "type: string\nenum: [NEWS, CHAT]\n",
  "schemas/Delivery.yaml": `oneOf:
  - $ref: RoomsCreated.yaml
  - $ref: RoomsDeleted.yaml
  - $ref: PeopleCreated.yaml
  - $ref: UnknownDelivery.yaml
`,
  "schemas/RoomChange.yaml": `type: object
properties:
  part: { $ref: Part.yaml }
`,
  "schemas/RoomsCreated.yaml": `allOf:
  - $ref: RoomChange.yaml
  - type: object
    required: [resource, event]
    properties:
      resource: { type: string, const: rooms }
      event: { type: string, const: created }
`,
  "schemas/RoomsDeleted.yaml": `allOf:
  - $ref: RoomChange.yaml
  - type: object
    required: [resource, event]
    properties:
      resource: { type: string, const: rooms }
      event: { type: string, enum: [deleted, removed] }
`,
  "schemas/PeopleCreated.yaml": `type: object
required: [resource, event]
properties:
  resource: { type: string, const: people }
  event: { type: string, const: created }
`,
  "schemas/UnknownDelivery.yaml": `type: object
not:
  required: [resource, event]
  anyOf:
    - properties:
        resource: { const: rooms }
        event: { enum: [created, deleted, removed] }
    - properties:
        resource: { const: people }
        event: { enum: [created] }
`,
  "schemas/Part.yaml": `oneOf:
  - $ref: ClosedPart.yaml
  - $ref: OpenPart.yaml
`,
  "schemas/ClosedPart.yaml": `type: object
required: [type]
properties:
  type: { type: string, enum: [wall, Wall] }
`,
  "schemas/OpenPart.yaml": `type: object
required: [type]
properties:
  type:
    type: string
    not: { enum: [wall, Wall] }
    x-known-values: []
`,
  "examples/createThing.request.yaml": "value: { resource: rooms }\n",
  "examples/createThing.response.yaml": "value: { resource: rooms }\n",
  "examples/Other.yaml": "value: {}\n",
};

/** Gives the files of a delivery with its example. */
function delivery(name: string, schema: string): Files {
  return {
    [`deliveries/${name}.yaml`]: `post:
  operationId: ${schema}
  x-webhook-type: NEWS
  requestBody:
    content:
      application/json:
        schema: { $ref: ../schemas/${schema}.yaml }
        examples:
          ${name}: { $ref: ../examples/${name}.yaml }
  responses:
    2XX: { description: Taken. }
`,
    [`examples/${name}.yaml`]: "value: {}\n",
  };
}

/** Gives the document with a piece of one file replaced; throws where the piece is not there, lest a test tests nothing. */
export function edited(file: string, piece: string | RegExp, by: string): Files {
  const text = smallDocument[file] ?? "";
  const after = text.replace(piece, by);
  if (after === text) throw new Error(`${file} has no ${piece}`);
  return { ...smallDocument, [file]: after };
}
