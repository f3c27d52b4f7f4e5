import { describe, expect, test } from "vitest";
import { documentOf } from "../../../src/apis.ts";
import { constraintsOf } from "../../../src/constraints.ts";
import { listDeliveries } from "../../../src/deliveries.ts";
import { listOperations } from "../../../src/operations.ts";

const document = documentOf("8x8");
const deliveries = listDeliveries(document);

/**
 * All that schemas demand beyond kinds. 8x8's pages state the bounds of the account id, the lists of values and the
 * default of `enabled`. What we demand ourselves has its reason in SOURCES.md.
 */
const constraints: Readonly<Record<string, string[]>> = {
  AccountId: [
    "minLength: 32",
    "maxLength: 36",
    'pattern: "^[0-9A-Fa-f]{8}[-]?(?:[0-9A-Fa-f]{4}[-]?){3}[0-9A-Fa-f]{12}$"',
  ],
  WebhookType: ["enum"],
  Webhook: ["enabled.default: true"],
  WebhookConfiguration: [
    "additionalProperties: false",
    "not",
    String.raw`url.pattern: "^https?://[^\\s/?#]"`,
    "enabled.default: true",
    "oauth.additionalProperties: false",
    String.raw`oauth.url.pattern: "^https://[^\\s/?#]"`,
    "oauth.credentialsLocation.enum",
  ],
  WebhookReference: ["additionalProperties: false"],
  UnknownDelivery: ["additionalProperties: true", "not"],
  TextMessage: ["type.enum", "unevaluatedProperties: true"],
  MediaMessage: ["type.enum", "unevaluatedProperties: true"],
  LocationMessage: ["type.enum", "unevaluatedProperties: true"],
  InteractiveMessage: ["type.enum", "unevaluatedProperties: true"],
  OtherMessage: ["type.not", "content.additionalProperties: true", "unevaluatedProperties: true"],
  ButtonReply: ['type.const: "button_reply"'],
  ListReply: ['type.const: "list_reply"'],
  FlowReply: ['type.const: "nfmReply"'],
  CallPermissionReply: ['type.const: "callPermissionReply"'],
  OtherReply: ["additionalProperties: true", "type.not"],
};

/** Fields of deliveries that 8x8 has announced to remove. */
const deprecated: Readonly<Record<string, string[]>> = {
  phone_number_quality_update: ["currentLimit", "oldLimit"].map(
    (field) => `eventDetails.meta.${field}.deprecated: true`,
  ),
};

describe("the constraints of 8x8", () => {
  const own = Object.keys(document.components.schemas).filter(
    (name) => !deliveries.some(({ schema }) => schema === name),
  );

  test.each(own)("on the fields of %s are known", (name) => {
    expect(constraintsOf("8x8", name).sort()).toEqual([...(constraints[name] ?? [])].sort());
  });

  test.each(deliveries)("on $name are its namespace, its name and what is deprecated", ({ name, schema }) => {
    const [event = "", namespace = "ChatApps"] = name.split(".").reverse();
    expect(constraintsOf("8x8", schema)).toEqual([
      `namespace.const: "${namespace}"`,
      expect.stringMatching(`^eventType\\.(enum|const: "${event}")$`),
      ...(deprecated[name] ?? []),
    ]);
  });

  test("on parameters are those of the account id", () => {
    const found = listOperations(document).flatMap(({ parameters }) => parameters.map(({ schema }) => schema));
    expect(found).toEqual(Array(3).fill({ $ref: "#/components/schemas/AccountId" }));
  });
});
