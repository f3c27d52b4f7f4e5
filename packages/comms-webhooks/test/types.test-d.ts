// Compiled, never run: each `@ts-expect-error` fails the type check when its line becomes legal.

import type * as types8x8 from "../src/8x8/index.js";
import {
  create8x8Webhooks,
  type EnsureResult as EnsureResult8x8,
  type Webhook as Webhook8x8,
  type WebhookHealth as WebhookHealth8x8,
} from "../src/8x8/index.js";
import type { AttemptInfo, CommsWebhooksError, Fetch, HttpError, RetryInfo } from "../src/index.js";
import { isAbortError, isHttpError, isTimeoutError } from "../src/index.js";
import type * as webexTypes from "../src/webex/index.js";
import { createWebexWebhooks, type EnsurePlan, type EnsureResult, type Webhook } from "../src/webex/index.js";

const webex = createWebexWebhooks({ auth: async () => "token" });
const client8x8 = create8x8Webhooks({ accountId: "id", auth: "key", region: "europe" });
const hook = { name: "n", targetUrl: "https://h.example" };
const item = { subAccountId: "*", url: "https://h.example" };
const oauth = { url: "https://a.example", clientId: "i", clientSecret: "s", credentialsLocation: "header" } as const;

// Webex
const created: Promise<Webhook> = webex.create({ ...hook, resource: "messages", event: "created" });
webex.create({ ...hook, resource: "all", event: "all", ownedBy: "org" });
webex.create({ ...hook, resource: "messages", event: "updated" }, { undocumented: true });
webex.create({ ...hook, resource: "holograms", event: "flickered" }, { undocumented: true });
// @ts-expect-error: messages are never updated
webex.create({ ...hook, resource: "messages", event: "updated" });
// @ts-expect-error: the option has to be true
webex.create({ ...hook, resource: "messages", event: "updated" }, { undocumented: false });
// @ts-expect-error: meetings have no `joined`, participants have
webex.create({ ...hook, resource: "meetings", event: "joined" });
// @ts-expect-error: a name is required
webex.create({ targetUrl: "https://h.example", resource: "rooms", event: "created" });
// @ts-expect-error: there is no such field
webex.create({ ...hook, resource: "rooms", event: "created", colour: "red" });
// @ts-expect-error: only organizations can be chosen
webex.create({ ...hook, resource: "rooms", event: "created", ownedBy: "creator" });
webex.update("id", { ...hook, status: "active", anything: 1 });
// @ts-expect-error: an update can't deactivate
webex.update("id", { ...hook, status: "inactive" });
// @ts-expect-error: only the organization can be chosen
webex.list({ ownedBy: "me" });

// What a vendor sends may be new
const status: string = (await created).status;
const isKnown = (await created).status === "inactive";
const mistyped: Webhook["resource"] = "holograms";
// @ts-expect-error: known or not, it is a string
const wrong: Webhook["resource"] = 5;

// 8x8
client8x8.createOrReplace([item, { ...item, type: "CABM", httpAuthorization: "Bearer x" }, { ...item, oauth }]);
client8x8.createOrReplace([{ ...item, httpAuthorization: "", oauth }]);
// @ts-expect-error: one kind of authorization
client8x8.createOrReplace([{ ...item, httpAuthorization: "Bearer x", oauth }]);
// @ts-expect-error: `*` isn't a type
client8x8.createOrReplace([{ ...item, type: "*" }]);
// @ts-expect-error: an array
client8x8.createOrReplace(item);
const { clientSecret: _secret, ...withoutSecret } = oauth;
// @ts-expect-error: the client's secret is required
client8x8.createOrReplace([{ ...item, oauth: withoutSecret }]);
// @ts-expect-error: a reference has no URL
client8x8.delete([{ subAccountId: "*", url: "https://h.example" }]);
// @ts-expect-error: there is no such region
create8x8Webhooks({ accountId: "id", auth: "key", region: "mars" });
// @ts-expect-error: the account is required
create8x8Webhooks({ auth: "key" });
const listed: Webhook8x8[] = await client8x8.list().toArray();
for await (const { type } of client8x8.list()) if (type === "MSG") console.log(type satisfies string | undefined);

// Responses
const { data, response } = await webex.get("id").withResponse();
data satisfies Webhook;
response.status satisfies number;
response.headers.get("TrackingID") satisfies string | null;
response.requestId satisfies string | undefined;
(await webex.create({ ...hook, resource: "rooms", event: "created" }).withResponse()).data.id satisfies string;
(await client8x8.createOrReplace([item]).withResponse()).data satisfies unknown;
// @ts-expect-error: a list has a response for each page
webex.list().withResponse();
// @ts-expect-error: ensure sends several requests
webex.ensure({ ...hook, resource: "rooms", event: "created" }).withResponse();

// Functions for fetch
globalThis.fetch satisfies Fetch;
createWebexWebhooks({ auth: "t", fetch });
createWebexWebhooks({ auth: "t", fetch: async (url, init) => fetch(new Request(url, init)) });
create8x8Webhooks({ accountId: "id", auth: "t", fetch: async () => Response.json([]) });
// @ts-expect-error: it is called with a URL
createWebexWebhooks({ auth: "t", fetch: async (request: Request) => fetch(request) });
// @ts-expect-error: this is what axios returns
createWebexWebhooks({ auth: "t", fetch: async () => ({ status: 200, data: {} }) });
// @ts-expect-error: the token that was rejected, not whether
createWebexWebhooks({ auth: ({ rejected }: { rejected: boolean }) => `${rejected}` });

// Options of calls
const options = { retries: 0, timeout: 1, deadline: 1, maxRetryAfter: 1, headers: { traceparent: "00-1" } };
const { signal } = new AbortController();
webex.get("id", { ...options, signal, retries: undefined, onAttempt: undefined });
webex.create({ ...hook, resource: "rooms", event: "created" }, options);
webex.create({ ...hook, resource: "holograms", event: "flickered" }, { ...options, undocumented: true });
webex.reactivate("id", { ...options, inactiveSince: new Date() });
client8x8.list({ ...options, onAttempt: (attempt) => attempt satisfies AttemptInfo });
client8x8.delete([{ subAccountId: "*" }], { onRetry: ({ delay, status }) => [delay satisfies number, status] });
createWebexWebhooks({ ...options, auth: async ({ rejected }) => (rejected ? "new" : "old"), targetUrls: "any" });
createWebexWebhooks({ auth: "t", now: () => 0, setTimer: () => () => undefined, random: () => 0.5, signal });
// @ts-expect-error: there is no such option
webex.get("id", { retry: 1 });
// @ts-expect-error: there is no such option
webex.create({ ...hook, resource: "rooms", event: "created" }, { timeoutMs: 1 });
// @ts-expect-error: there is no such option
webex.ensure({ ...hook, resource: "rooms", event: "created" }, { prune: true });
// @ts-expect-error: there is no such option
client8x8.createOrReplace([item], { dryRun: true });
// @ts-expect-error: the query comes first
webex.list({ retries: 1 });
// @ts-expect-error: the token is an option of the client
webex.get("id", { auth: "t" });
// @ts-expect-error: a number of milliseconds
webex.get("id", { timeout: "5s" });
// @ts-expect-error: the signal, not its controller
webex.get("id", { signal: new AbortController() });
// @ts-expect-error: a value is a string
client8x8.list({ headers: { "X-Count": 5 } });
// @ts-expect-error: Headers aren't an object of names and values
client8x8.list({ headers: new Headers() });
// @ts-expect-error: an attempt has no delay
client8x8.list({ onAttempt: ({ delay }) => delay });
// @ts-expect-error: there is no such value
createWebexWebhooks({ auth: "t", targetUrls: "private" });
// @ts-expect-error: the argument is read-only
client8x8.list({ onRetry: (retry: RetryInfo) => retry.attempt++ });

// Ensure and health
const planned = await webex.ensure({ ...hook, resource: "rooms", event: "created" }, { dryRun: true });
planned satisfies EnsurePlan;
// @ts-expect-error: nothing was created that could have an id
planned.after.id satisfies string;
const ensured = await webex.ensure({ ...hook, resource: "rooms", event: "created" }, { ...options, appId: "a" });
ensured satisfies EnsureResult satisfies EnsurePlan;
ensured.after.id satisfies string;
// @ts-expect-error: secrets are left out
ensured.after.secret;
webex.ensure({ ...hook, resource: "holograms", event: "flickered" }, { undocumented: true, secrets: "keep" });
// @ts-expect-error: messages are never updated
webex.ensure({ ...hook, resource: "messages", event: "updated" });
const done: EnsureResult8x8[] = await client8x8.ensure([item], {
  ...options,
  prune: true,
  secrets: "keep",
  dryRun: true,
});
// @ts-expect-error: the id of an app is an option of Webex
client8x8.ensure([item], { appId: "a" });
const states = (await webex.health([{ name: "n", ownedBy: "org" }], options)).map(({ state }) => state);
states satisfies ("active" | "inactive" | "missing" | "duplicate" | "unreadable")[];
(await client8x8.health([{ subAccountId: "*" }], options)) satisfies WebhookHealth8x8[];
// @ts-expect-error: a name is required
webex.health([{ ownedBy: "org" }]);
(await webex.reactivate("id")).probationUntil satisfies Date | undefined;

// What a function returns is accepted where another takes it
webex.health(await webex.health());
webex.health(await webex.list().toArray());
webex.health([await webex.get("id"), ensured.after, (await webex.reactivate("id")).webhook, ...ensured.removed]);
client8x8.health(await client8x8.health());
client8x8.health(done);
client8x8.health(listed);
client8x8.delete(listed);
client8x8.delete(done);
client8x8.delete(await client8x8.health());

// Optional properties take undefined
const nothing = { auth: "t", now: undefined, setTimer: undefined, baseUrl: undefined, targetUrls: undefined };
createWebexWebhooks(nothing);
create8x8Webhooks({ ...nothing, accountId: "id", region: undefined });
webex.ensure({ ...hook, resource: "rooms", event: "created" }, { appId: undefined, dryRun: undefined });
client8x8.ensure([item], { prune: undefined, secrets: undefined, dryRun: undefined });
webex.health([{ name: "n", ownedBy: undefined, appId: undefined }], undefined);
client8x8.health([{ subAccountId: "*", type: undefined }], undefined);

// The subpaths are twins
export type Twins = [
  [webexTypes.ClientOptions, types8x8.ClientOptions],
  [webexTypes.WebhooksClient, types8x8.WebhooksClient],
  [webexTypes.EnsureOptions, types8x8.EnsureOptions],
  [webexTypes.EnsureResult, types8x8.EnsureResult],
  [webexTypes.WebhookHealth, types8x8.WebhookHealth],
  [webexTypes.WebhookKey, types8x8.WebhookKey],
];

// Errors
declare const error: unknown;
if (isHttpError(error)) error satisfies HttpError satisfies CommsWebhooksError;
if (isHttpError(error)) error.name satisfies "HttpError";
if (isHttpError(error)) error.retryAfter satisfies number | undefined;
if (isTimeoutError(error)) error.limit satisfies "timeout" | "deadline";
if (isAbortError(error)) error.cause satisfies unknown;
if (isAbortError(error)) error.hint satisfies string | undefined;

export { done, isKnown, listed, mistyped, status, wrong };
