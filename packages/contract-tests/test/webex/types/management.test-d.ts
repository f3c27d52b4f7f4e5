import type {
  CreateWebhookRequest,
  components,
  ErrorResponse,
  Event,
  Resource,
  ResourceEvent,
  ResourceEvents,
  UpdateWebhookRequest,
  Webhook,
  WebhookList,
} from "@comms-webhooks/webex-types";
import { expectType, suggests } from "../../../src/type-assertions.ts";

const target = { name: "Spaces", targetUrl: "https://hooks.example.com/rooms" };

// Root types are the component schemas.
expectType<CreateWebhookRequest>().toEqualTypeOf<components["schemas"]["CreateWebhookRequest"]>();
expectType<UpdateWebhookRequest>().toEqualTypeOf<components["schemas"]["UpdateWebhookRequest"]>();
expectType<Webhook>().toEqualTypeOf<components["schemas"]["Webhook"]>();
expectType<WebhookList>().toEqualTypeOf<components["schemas"]["WebhookList"]>();
expectType<ErrorResponse>().toEqualTypeOf<components["schemas"]["ErrorResponse"]>();
expectType<Resource>().toEqualTypeOf<components["schemas"]["Resource"]>();
expectType<Event>().toEqualTypeOf<components["schemas"]["Event"]>();
expectType<keyof ResourceEvents>().toEqualTypeOf<Resource>();
expectType<ResourceEvents[keyof ResourceEvents]>().toEqualTypeOf<Event>();
expectType<ResourceEvents["meetingParticipants"]>().toEqualTypeOf<"joined" | "left">();
expectType<Extract<ResourceEvent, { resource: "telephony_mwi" }>["event"]>().toEqualTypeOf<"updated">();
expectType<NonNullable<CreateWebhookRequest["ownedBy"]>>().toEqualTypeOf<"org">();
expectType<NonNullable<UpdateWebhookRequest["status"]>>().toEqualTypeOf<"active">();
expectType<WebhookList["items"]>().toEqualTypeOf<Webhook[]>();

// Creating: what is right.
export const least: CreateWebhookRequest = { ...target, resource: "rooms", event: "migrated" };
export const most: CreateWebhookRequest = {
  ...target,
  resource: "messages",
  event: "all",
  filter: "roomType=direct",
  secret: "k7",
  ownedBy: "org",
};
export const firehose: CreateWebhookRequest = { ...target, resource: "all", event: "all" };

// Creating: pairs that do not exist.
// @ts-expect-error: messages are not updated
export const updatedMessage: CreateWebhookRequest = { ...target, resource: "messages", event: "updated" };
// @ts-expect-error: a transcript does not start
export const startedTranscript: CreateWebhookRequest = { ...target, resource: "meetingTranscripts", event: "started" };
// @ts-expect-error: all goes with all
export const createdAll: CreateWebhookRequest = { ...target, resource: "all", event: "created" };
// @ts-expect-error: no firehose of meetings
export const allMeetings: CreateWebhookRequest = { ...target, resource: "meetings", event: "all" };
export const anyEvent = (event: Event): CreateWebhookRequest =>
  // @ts-expect-error: not every event is one of a room
  ({ ...target, resource: "rooms", event });

// Creating: values and fields that do not exist.
export const unknown: CreateWebhookRequest = {
  ...target,
  // @ts-expect-error: the resource is called messages
  resource: "messaging",
  event: "created",
};
export const owner: CreateWebhookRequest = {
  ...target,
  resource: "rooms",
  event: "created",
  // @ts-expect-error: the creator needs no word
  ownedBy: "creator",
};
export const status: CreateWebhookRequest = {
  ...target,
  resource: "rooms",
  event: "created",
  // @ts-expect-error: a new webhook has no status to choose
  status: "active",
};
// What is not set may be undefined, which isn't sent.
export const empty: CreateWebhookRequest = { ...target, resource: "rooms", event: "created", filter: undefined };

// Creating: what is missing.
// @ts-expect-error: no name
export const nameless: CreateWebhookRequest = { targetUrl: target.targetUrl, resource: "rooms", event: "created" };
// @ts-expect-error: no target
export const aimless: CreateWebhookRequest = { name: "Spaces", resource: "rooms", event: "created" };
// @ts-expect-error: no resource
export const resourceless: CreateWebhookRequest = { ...target, event: "created" };
// @ts-expect-error: no event
export const eventless: CreateWebhookRequest = { ...target, resource: "rooms" };

// Updating: a whole webhook may be sent back, and unknown fields too.
export const update: UpdateWebhookRequest = target;
export const revive: UpdateWebhookRequest = { ...target, status: "active" };
export const whole: UpdateWebhookRequest = { ...target, id: "Y2lz", resource: "rooms", created: "2026-03-09" };
export const stop: UpdateWebhookRequest = {
  ...target,
  // @ts-expect-error: an update can't stop a webhook
  status: "inactive",
};
// @ts-expect-error: no target
export const partial: UpdateWebhookRequest = { name: "Spaces" };
// @ts-expect-error: no name
export const partialUrl: UpdateWebhookRequest = { targetUrl: target.targetUrl };

// Reading: lists are open, and their known values are suggested.
declare const webhook: Webhook;
suggests<Webhook["resource"], Resource>();
suggests<Webhook["event"], Event>();
suggests<Webhook["status"], "active" | "inactive">();
suggests<Exclude<Webhook["ownedBy"], undefined>, "creator" | "org">();
export const future: Webhook = {
  ...webhook,
  resource: "somethingNew" as string,
  event: "happened" as string,
  status: "paused" as string,
  ownedBy: "team" as string,
};
// @ts-expect-error: it may be absent
export const secret: string = webhook.secret;
// @ts-expect-error: there is no such field
export const missing: unknown = webhook.creatorId;
// @ts-expect-error: it may be absent
export const details: unknown[] = ({} as ErrorResponse).errors;
// @ts-expect-error: a list is an object with items
export const first: Webhook | undefined = ({} as WebhookList)[0];
