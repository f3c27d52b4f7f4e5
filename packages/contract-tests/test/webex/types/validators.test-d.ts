import * as webex from "@comms-webhooks/webex-client/validators";
import type { CreateWebhookRequest, Webhook } from "@comms-webhooks/webex-types";
import type { StandardSchemaV1 } from "@standard-schema/spec";
import { expectType } from "../../../src/type-assertions.ts";

// Every validator is a Standard Schema.
export const all: Record<string, StandardSchemaV1> = webex;

// A valid value has the type of the schema.
expectType<StandardSchemaV1.InferOutput<typeof webex.Webhook>>().toEqualTypeOf<Webhook>();
expectType<StandardSchemaV1.InferOutput<typeof webex.CreateWebhookRequest>>().toEqualTypeOf<CreateWebhookRequest>();
expectType<StandardSchemaV1.InferOutput<typeof webex.ListWebhooksParameters>>().toEqualTypeOf<{
  max?: number;
  ownedBy?: "org";
}>();
expectType<StandardSchemaV1.InferOutput<typeof webex.GetWebhookParameters>>().toEqualTypeOf<{ webhookId: string }>();

export const right: StandardSchemaV1<unknown, Webhook> = webex.Webhook;
// @ts-expect-error: another schema
export const wrong: StandardSchemaV1<unknown, Webhook> = webex.WebhookList;

// The result is narrowed by its issues, and is synchronous.
export function read(value: unknown): Webhook | string[] {
  const result = webex.Webhook["~standard"].validate(value, { libraryOptions: { undocumented: true } });
  if (result.issues) return result.issues.map(({ message, path }) => `${path.join(".")}: ${message}`);
  return result.value;
}
export function unchecked(value: unknown): Webhook {
  // @ts-expect-error: there may be issues instead
  return webex.Webhook["~standard"].validate(value).value;
}
