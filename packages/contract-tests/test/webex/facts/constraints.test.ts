import { describe, expect, test } from "vitest";
import { documentOf } from "../../../src/apis.ts";
import { constraintsIn, constraintsOf } from "../../../src/constraints.ts";
import { listDeliveries } from "../../../src/deliveries.ts";
import { listOperations } from "../../../src/operations.ts";

const document = documentOf("webex");
const deliveries = listDeliveries(document);

/**
 * All that schemas demand beyond kinds. Webex's pages state the lists of values; no page states a length. What we demand
 * ourselves has its reason in SOURCES.md.
 */
const constraints: Readonly<Record<string, string[]>> = {
  Resource: ["enum"],
  Event: ["enum"],
  CreateWebhookRequest: [
    "additionalProperties: false",
    "not",
    "name.minLength: 1",
    String.raw`targetUrl.pattern: "^https?://[^\\s/?#]"`,
    "ownedBy.enum",
  ],
  UpdateWebhookRequest: [
    "additionalProperties: true",
    "name.minLength: 1",
    String.raw`targetUrl.pattern: "^https?://[^\\s/?#]"`,
    "status.enum",
  ],
  UnknownDelivery: ["not"],
  OpenData: ["additionalProperties: true"],
  MembershipData: ["isMonitor.deprecated: true"],
  AlertData: ["notificationAttributes.additionalProperties: true"],
};

/** What parameters demand beyond their types. */
const parameters: [operation: string, name: string, type: string, constraints: string[]][] = [
  ["listWebhooks", "max", "integer", ["default: 100", "minimum: 1"]],
  ["listWebhooks", "ownedBy", "string", ["enum"]],
  ["getWebhook", "webhookId", "string", ["minLength: 1"]],
  ["updateWebhook", "webhookId", "string", ["minLength: 1"]],
  ["deleteWebhook", "webhookId", "string", ["minLength: 1"]],
];

describe("the constraints of Webex", () => {
  const own = Object.keys(document.components.schemas).filter(
    (name) => !deliveries.some(({ schema }) => schema === name),
  );

  test.each(own)("on the fields of %s are known", (name) => {
    expect(constraintsOf("webex", name).sort()).toEqual([...(constraints[name] ?? [])].sort());
  });

  test.each(deliveries)("on $name are its resource and its event only", ({ name, schema }) => {
    const [resource, event] = name.split(".");
    expect(constraintsOf("webex", schema)).toEqual([`resource.const: "${resource}"`, `event.const: "${event}"`]);
  });

  test("on parameters are known", () => {
    const found = listOperations(document).flatMap(({ operation, parameters: own }) =>
      own.map(({ name, schema }) => [operation.operationId, name, schema.type, constraintsIn(schema).sort()]),
    );
    expect(found.sort()).toEqual([...parameters].sort());
  });
});
