import * as validators from "@comms-webhooks/8x8-client/validators";
import type { CreateOrReplaceWebhooksRequest, Webhook } from "@comms-webhooks/8x8-types";
import type { StandardSchemaV1 } from "@standard-schema/spec";
import { expectType } from "../../../src/type-assertions.ts";

// Every validator is a Standard Schema.
export const all: Record<string, StandardSchemaV1> = validators;

// A valid value has the type of the schema.
expectType<StandardSchemaV1.InferOutput<typeof validators.WebhookList>>().toEqualTypeOf<Webhook[]>();
expectType<
  StandardSchemaV1.InferOutput<typeof validators.CreateOrReplaceWebhooksRequest>
>().toEqualTypeOf<CreateOrReplaceWebhooksRequest>();
expectType<StandardSchemaV1.InferOutput<typeof validators.ListWebhooksParameters>>().toEqualTypeOf<{
  accountId: string;
}>();
