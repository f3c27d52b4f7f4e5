import type { webhookTypes } from "@comms-webhooks/8x8-client/data";
import type {
  AccountId,
  CreateOrReplaceWebhooksRequest,
  components,
  DeleteWebhooksRequest,
  ErrorResponse,
  Webhook,
  WebhookConfiguration,
  WebhookList,
  WebhookReference,
  WebhookType,
} from "@comms-webhooks/8x8-types";
import { expectType, suggests } from "../../../src/type-assertions.ts";

const item = { subAccountId: "Support_Desk", url: "https://hooks.example.com/8x8" };
const oauth = {
  url: "https://login.example.com/token",
  clientId: "hooks",
  clientSecret: "k7",
  credentialsLocation: "body" as const,
};

// Root types are the component schemas.
expectType<AccountId>().toEqualTypeOf<components["schemas"]["AccountId"]>();
expectType<Webhook>().toEqualTypeOf<components["schemas"]["Webhook"]>();
expectType<WebhookList>().toEqualTypeOf<components["schemas"]["WebhookList"]>();
expectType<WebhookConfiguration>().toEqualTypeOf<components["schemas"]["WebhookConfiguration"]>();
expectType<CreateOrReplaceWebhooksRequest>().toEqualTypeOf<components["schemas"]["CreateOrReplaceWebhooksRequest"]>();
expectType<WebhookReference>().toEqualTypeOf<components["schemas"]["WebhookReference"]>();
expectType<DeleteWebhooksRequest>().toEqualTypeOf<components["schemas"]["DeleteWebhooksRequest"]>();
expectType<ErrorResponse>().toEqualTypeOf<components["schemas"]["ErrorResponse"]>();
expectType<WebhookType>().toEqualTypeOf<components["schemas"]["WebhookType"]>();
expectType<CreateOrReplaceWebhooksRequest>().toEqualTypeOf<WebhookConfiguration[]>();
expectType<DeleteWebhooksRequest>().toEqualTypeOf<WebhookReference[]>();
expectType<WebhookList>().toEqualTypeOf<Webhook[]>();
expectType<WebhookType>().toEqualTypeOf<(typeof webhookTypes)[number]>();
export const types: WebhookType[] = ["CADR", "MSG", "CABM"];
expectType<NonNullable<WebhookConfiguration["oauth"]>["credentialsLocation"]>().toEqualTypeOf<"header" | "body">();

// Registering: what is right.
export const none: CreateOrReplaceWebhooksRequest = [item];
export const fixed: CreateOrReplaceWebhooksRequest = [{ ...item, httpAuthorization: "Bearer k7", enabled: false }];
export const fetched: CreateOrReplaceWebhooksRequest = [{ ...item, type: "CABM", oauth }];
export const cleared: CreateOrReplaceWebhooksRequest = [{ ...item, httpAuthorization: "", oauth }];
export const everything: CreateOrReplaceWebhooksRequest = [{ subAccountId: "*", url: item.url }];
export const nothing: CreateOrReplaceWebhooksRequest = [];

// Registering: what is wrong.
// @ts-expect-error: one form of authorization excludes the other
export const both: WebhookConfiguration = { ...item, httpAuthorization: "Bearer k7", oauth };
export const anyText = (httpAuthorization: string): WebhookConfiguration =>
  // @ts-expect-error: any text need not be the empty one
  ({ ...item, httpAuthorization, oauth });
export const star: WebhookConfiguration = {
  ...item,
  // @ts-expect-error: a scope, not a type
  type: "*",
};
export const legacy: WebhookConfiguration = {
  ...item,
  // @ts-expect-error: a type of the older API
  type: "MO",
};
export const text: WebhookConfiguration = {
  ...item,
  // @ts-expect-error: a boolean
  enabled: "true",
};
export const unknown: WebhookConfiguration = {
  ...item,
  // @ts-expect-error: a field of the older API
  version: 3,
};
export const place: WebhookConfiguration = {
  ...item,
  oauth: {
    ...oauth,
    // @ts-expect-error: header or body
    credentialsLocation: "query",
  },
};
export const audience: WebhookConfiguration = {
  ...item,
  oauth: {
    ...oauth,
    // @ts-expect-error: there is no such field
    audience: "hooks",
  },
};
// @ts-expect-error: no secret
export const secretless: WebhookConfiguration["oauth"] = {
  url: "https://a.example",
  clientId: "",
  credentialsLocation: "body",
};
// @ts-expect-error: no URL
export const aimless: WebhookConfiguration = { subAccountId: "*" };
// @ts-expect-error: no sub-account
export const scopeless: WebhookConfiguration = { url: item.url };
// @ts-expect-error: an array, even for one
export const single: CreateOrReplaceWebhooksRequest = item;

// Deleting.
export const two: DeleteWebhooksRequest = [{ subAccountId: "*" }, { subAccountId: "Support_Desk", type: "CADR" }];
// @ts-expect-error: no sub-account
export const all: DeleteWebhooksRequest = [{ type: "CADR" }];
export const wildcard: WebhookReference = {
  subAccountId: "*",
  // @ts-expect-error: no wildcard for types
  type: "*",
};
export const more: WebhookReference = {
  subAccountId: "*",
  // @ts-expect-error: the URL isn't part of the key
  url: item.url,
};

// Reading: lists are open, and their known values are suggested.
suggests<Exclude<Webhook["type"], undefined>, WebhookType>();
suggests<NonNullable<Webhook["oauth"]>["credentialsLocation"], "header" | "body">();
export const future: Webhook = { ...item, type: "RCSX" as string, httpAuthorization: "***", oauth: { ...oauth } };
declare const webhook: Webhook;
// @ts-expect-error: it may be absent
export const type: string = webhook.type;
// @ts-expect-error: it may be absent
export const message: string = ({} as ErrorResponse).message;
// @ts-expect-error: a number
export const code: string = ({} as ErrorResponse).code;
