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
  thing.created:
    $ref: deliveries/thing.created.yaml
components:
  schemas:
    Thing: { $ref: schemas/Thing.yaml }
    Resource: { $ref: schemas/Resource.yaml }
x-error-codes:
  $ref: error-codes.yaml
`,
  "error-codes.yaml": `'1000': Invalid parameter\n`,
  "resources.yaml": `rooms:
  description: Spaces.
  events: [created, deleted]
  filters: []
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
  event: { type: string, enum: [created, deleted] }
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
  "deliveries/thing.created.yaml": `post:
  operationId: thingCreated
  requestBody:
    content:
      application/json:
        schema: { $ref: ../schemas/Thing.yaml }
        examples:
          plain: { $ref: ../examples/thing.created.yaml }
  responses:
    '200': { description: Taken. }
`,
  "examples/createThing.request.yaml": "value: { resource: rooms }\n",
  "examples/createThing.response.yaml": "value: { resource: rooms }\n",
  "examples/Other.yaml": "value: {}\n",
  "examples/thing.created.yaml": "value: {}\n",
};

/** Gives the document with a piece of one file replaced; throws where the piece is not there, lest a test tests nothing. */
export function edited(file: string, piece: string | RegExp, by: string): Files {
  const text = smallDocument[file] ?? "";
  const after = text.replace(piece, by);
  if (after === text) throw new Error(`${file} has no ${piece}`);
  return { ...smallDocument, [file]: after };
}
