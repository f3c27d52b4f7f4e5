import { beforeAll, describe, expect, test } from "vitest";
import type { Document, Operation, Schema } from "../generators/openapi.ts";
import { combine, createPart, type Edit, type Part } from "../testing/spec-edits.ts";
import type { Change } from "./changes.ts";
import { compareDocuments } from "./compare-spec.ts";

const rename = (object: object, from: string, to: string) => {
  const entries = Object.entries(object).map(([name, value]) => [name === from ? to : name, value]);
  for (const name of Object.keys(object)) Reflect.deleteProperty(object, name);
  Object.assign(object, Object.fromEntries(entries));
};
const schemasOf = ({ document }: Part) => document.components.schemas;
const propertyOf = (part: Part, schema: string, name: string) => part.schema(schema).properties[name] as Schema;
const ruleOf = (part: Part) => part.schema("Request").not?.properties?.["filter"] as Schema;
const tableOf = (part: Part) => part.schema("Request")["x-webhook-resources"] ?? {};
const resourceOf = (part: Part) => tableOf(part)[`${part.id}rooms`] ?? { events: [""], filters: [""] };
const successOf = (operation: Operation) => operation.responses["200"] as { headers: object; description: string };
const receiptsOf = ({ id, document }: Part) => document["x-receipt-error-codes"]?.[`${id}channel`] ?? {};
const addressesOf = ({ id, document }: Part) => document["x-source-addresses"]?.regions[`${id}region`] ?? [];
const remove = (object: object, name: string) => Reflect.deleteProperty(object, name);

const operations: [string, Change["impact"], Edit["edit"]][] = [
  ["an operation is removed", "major", ({ item }) => remove(item, "get")],
  [
    "an operation is added",
    "minor",
    ({ id, item, post }) => Object.assign(item, { put: { ...post, operationId: `${id}Put` } }),
  ],
  ["an operationId is renamed", "major", ({ id, get }) => Object.assign(get, { operationId: `${id}Fetch` })],
  ["x-idempotent is removed", "major", ({ post }) => remove(post, "x-idempotent")],
  ["x-idempotent is added", "minor", ({ get }) => Object.assign(get, { "x-idempotent": true })],
  [
    "a path is renamed",
    "major",
    ({ id, document }) => rename(document.paths, `/${id}/{thingId}`, `/${id}/x/{thingId}`),
  ],
  [
    "a path parameter is renamed",
    "major",
    ({ id, document, item }) => {
      rename(document.paths, `/${id}/{thingId}`, `/${id}/{key}`);
      Object.assign(item.parameters[0] ?? {}, { name: "key" });
    },
  ],
  ["an optional parameter is added", "minor", ({ get }) => get.parameters.push(parameter("page"))],
  ["a required parameter is added", "major", ({ get }) => get.parameters.push(parameter("page", true))],
  ["a query parameter is removed", "major", ({ get }) => get.parameters.pop()],
  ["a query parameter is renamed", "major", ({ get }) => Object.assign(get.parameters[1] ?? {}, { name: "order" })],
  ["a parameter becomes required", "major", ({ get }) => Object.assign(get.parameters[1] ?? {}, { required: true })],
  [
    "a parameter's type narrows",
    "major",
    ({ get }) => Object.assign(get.parameters[1] ?? {}, { schema: { type: "integer" } }),
  ],
  ["a summary changes", "patch", ({ get }) => Object.assign(get, { summary: "Get one thing" })],
  [
    "a security requirement is added",
    "major",
    ({ id, post }) => Object.assign(post, { security: [{ [`${id}Key`]: [] }] }),
  ],
  ["a server is removed", "major", ({ document }) => document.servers.pop()],
  [
    "a server is renamed",
    "major",
    ({ id, document }) => Object.assign(document.servers[0] ?? {}, { "x-name": `${id}new` }),
  ],
  [
    "a server is added",
    "minor",
    ({ id, document }) =>
      document.servers.push({ url: `https://${id}.example.org`, description: "More.", "x-name": `${id}new` }),
  ],
];

const requests: typeof operations = [
  ["a required property is added to a request", "major", (part) => addProperty(part, "Request", "size", true)],
  ["an optional property is added to a request", "minor", (part) => addProperty(part, "Request", "size")],
  ["a property is removed from a closed request", "major", (part) => remove(part.schema("Request").properties, "note")],
  ["a property of a request becomes required", "major", (part) => part.schema("Request").required.push("note")],
  ["a property of a request becomes optional", "patch", (part) => part.schema("Request").required.pop()],
  ["an enum of a request gains a value", "minor", (part) => propertyOf(part, "Request", "color").enum?.push("green")],
  ["an enum of a request loses a value", "major", (part) => propertyOf(part, "Request", "color").enum?.pop()],
  [
    "a length of a request is lowered",
    "major",
    (part) => assign(propertyOf(part, "Request", "name"), { maxLength: 40 }),
  ],
  [
    "a length of a request is raised",
    "patch",
    (part) => assign(propertyOf(part, "Request", "name"), { maxLength: 60 }),
  ],
  [
    "a pattern is added to a request",
    "major",
    (part) => assign(propertyOf(part, "Request", "note"), { pattern: "^a" }),
  ],
  ["a request body becomes required", "major", ({ post }) => assign(post.requestBody, { required: true })],
  ["a rule of a request is removed", "patch", (part) => remove(part.schema("Request"), "not")],
  ["a rule of a request covers more", "major", (part) => remove(ruleOf(part), "pattern")],
  [
    "the words of a rule change",
    "patch",
    (part) => assign(part.schema("Request"), { "x-violation": { path: "filter", message: "can't be all" } }),
  ],
];

const responses: typeof operations = [
  ["a property is added to a response", "minor", (part) => addProperty(part, "Thing", "size")],
  ["a property is removed from a response", "major", (part) => remove(part.schema("Thing").properties, "kind")],
  ["a property of a response becomes optional", "major", (part) => part.schema("Thing").required.pop()],
  [
    "a branch is removed from a union of a response",
    "major",
    (part) => propertyOf(part, "Thing", "owner").oneOf?.pop(),
  ],
  [
    "a branch is added to a union of a response",
    "major",
    (part) => propertyOf(part, "Thing", "owner").oneOf?.push(part.ref("Failure")),
  ],
  ["an enum of a response gains a value", "major", (part) => propertyOf(part, "Thing", "status").enum?.push("broken")],
  ["an open list gains a value", "minor", (part) => propertyOf(part, "Thing", "kind")["x-known-values"]?.push("c")],
  ["a status is removed", "major", ({ get }) => remove(get.responses, "404")],
  ["a header of a response is removed", "major", ({ get }) => remove(successOf(get), "headers")],
  ["a type of a response changes", "major", (part) => assign(propertyOf(part, "Failure", "code"), { type: "string" })],
  ["a description of a response changes", "patch", ({ get }) => assign(successOf(get), { description: "Here it is." })],
  ["a schema is added", "minor", (part) => assign(schemasOf(part), { [`${part.id}New`]: { type: "string" } })],
  ["a schema is renamed", "major", renameSchema],
];

const deliveries: typeof operations = [
  ["a delivery is removed", "major", ({ id, document }) => remove(document.webhooks ?? {}, `${id}.created`)],
  [
    "a delivery is added",
    "minor",
    ({ id, document, delivery }) =>
      assign(document.webhooks ?? {}, { [`${id}.more`]: { post: { ...delivery, operationId: `${id}More` } } }),
  ],
  [
    "a branch is added to a union in a delivery",
    "minor",
    (part) => part.schema("Message").oneOf?.unshift(part.ref("Person")),
  ],
  ["a branch is removed from a union in a delivery", "major", (part) => part.schema("Message").oneOf?.shift()],
  [
    "a branch is added to the union of deliveries",
    "minor",
    (part) => part.schema("Delivery").oneOf?.push(part.ref("Image")),
  ],
  ["a branch is removed from the union of deliveries", "major", (part) => part.schema("Delivery").oneOf?.pop()],
  ["a field is added to a delivery", "minor", (part) => addProperty(part, "Created", "size", true)],
  ["a field is removed from a delivery", "major", (part) => remove(part.schema("Created").properties, "level")],
  ["an enum of a delivery gains a value", "minor", (part) => propertyOf(part, "Created", "level").enum?.push("2")],
];

const extensions: typeof operations = [
  ["a resource is removed", "major", (part) => remove(tableOf(part), `${part.id}rooms`)],
  ["an event of a resource is removed", "major", (part) => resourceOf(part).events.pop()],
  ["a filter is removed", "major", (part) => resourceOf(part).filters.pop()],
  ["a filter is added", "minor", (part) => resourceOf(part).filters.push("personId")],
  ["an error code is removed", "major", ({ id, document }) => remove(document["x-error-codes"] ?? {}, `${id}b`)],
  ["a receipt code is removed", "major", (part) => remove(receiptsOf(part), "2")],
  ["a receipt code is added", "minor", (part) => assign(receiptsOf(part), { 3: { name: "Third" } })],
  ["a source address is removed", "major", (part) => addressesOf(part).pop()],
  ["a source address is added", "minor", (part) => addressesOf(part).push("192.0.2.3")],
];

function assign(object: object, values: object): void {
  Object.assign(object, values);
}

function parameter(name: string, required = false) {
  return { name, in: "query" as const, required, schema: { type: "string" } };
}

function addProperty(part: Part, schema: string, name: string, required = false): void {
  const { properties, required: names } = part.schema(schema);
  properties[name] = { type: "string" };
  if (required) names.push(name);
}

/** Renames a schema that a union refers to, with the reference. */
function renameSchema(part: Part): void {
  rename(schemasOf(part), `${part.id}Failure`, `${part.id}Problem`);
  assign(part.get.responses["404"] ?? {}, { content: { "application/json": { schema: part.ref("Problem") } } });
}

const rows = [...operations, ...requests, ...responses, ...deliveries, ...extensions];
const edits = rows.map(([title, impact, edit], index) => ({ id: `e${index + 10}`, title, impact, edit }));

/** The verdicts come from one comparison of all edits, each in a part of its own: the comparison starts a process. */
describe("compareDocuments", () => {
  let changes: Change[];

  beforeAll(async () => {
    const document = (edited: boolean): Document =>
      combine(
        edits.map(({ id, edit }) => {
          const part = createPart(id);
          if (edited) edit(part);
          return part;
        }),
      );
    changes = await compareDocuments(document(false), document(true));
  });

  test.each(edits)("rates as $impact that $title", ({ id, impact }) => {
    const own = changes.filter(({ text }) => new RegExp(`${id}(?!\\d)`).test(text));
    expect(own[0]?.impact, own.map((change) => `${change.impact}: ${change.text}`).join("\n")).toBe(impact);
  });

  test("reports nothing that belongs to no edit", () => {
    expect(changes.filter(({ text }) => !edits.some(({ id }) => text.includes(id)))).toEqual([]);
  });
});
