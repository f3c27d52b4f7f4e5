// Compiled, never run: each `@ts-expect-error` fails the type check when its line becomes legal.
import { create8x8Webhooks, type Webhook as Webhook8x8 } from "../src/8x8/index.js";
import type { CommsWebhooksError, HttpError } from "../src/index.js";
import { isHttpError } from "../src/index.js";
import { createWebexWebhooks, type Webhook } from "../src/webex/index.js";

const webex = createWebexWebhooks({ auth: async () => "token" });
const connect = create8x8Webhooks({ accountId: "id", auth: "key", region: "europe" });
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
// @ts-expect-error: only organizations can be named
webex.create({ ...hook, resource: "rooms", event: "created", ownedBy: "creator" });
webex.update("id", { ...hook, status: "active", anything: 1 });
// @ts-expect-error: an update can't deactivate
webex.update("id", { ...hook, status: "inactive" });
// @ts-expect-error: the organization is all that can be asked for
webex.list({ ownedBy: "me" });

// What a vendor sends may be new
const status: string = (await created).status;
const isKnown = (await created).status === "inactive";
const mistyped: Webhook["resource"] = "holograms";
// @ts-expect-error: known or not, it is a string
const wrong: Webhook["resource"] = 5;

// 8x8
connect.createOrReplace([item, { ...item, type: "CABM", httpAuthorization: "Bearer x" }, { ...item, oauth }]);
connect.createOrReplace([{ ...item, httpAuthorization: "", oauth }]);
// @ts-expect-error: one kind of authorization
connect.createOrReplace([{ ...item, httpAuthorization: "Bearer x", oauth }]);
// @ts-expect-error: `*` is no type
connect.createOrReplace([{ ...item, type: "*" }]);
// @ts-expect-error: an array
connect.createOrReplace(item);
// @ts-expect-error: the client's secret is required
connect.createOrReplace([{ ...item, oauth: { url: "https://a.example", clientId: "i", credentialsLocation: "body" } }]);
// @ts-expect-error: a reference has no URL
connect.delete([{ subAccountId: "*", url: "https://h.example" }]);
// @ts-expect-error: there is no such region
create8x8Webhooks({ accountId: "id", auth: "key", region: "mars" });
// @ts-expect-error: the account is required
create8x8Webhooks({ auth: "key" });
const listed: Webhook8x8[] = await connect.list().toArray();
for await (const { type } of connect.list()) if (type === "MSG") console.log(type satisfies string | undefined);

// Errors
declare const error: unknown;
if (isHttpError(error)) error satisfies HttpError satisfies CommsWebhooksError;
if (isHttpError(error)) error.name satisfies "HttpError";

export { isKnown, listed, mistyped, status, wrong };
