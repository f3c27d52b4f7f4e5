// What uses every public function that needs neither Node nor Redis: compilers compile it, Node and a browser run it.
import * as comms from "comms-webhooks";
import * as api8x8 from "comms-webhooks/8x8";
import * as testing from "comms-webhooks/testing";
import * as webex from "comms-webhooks/webex";
import { expectEqual } from "./expect.js";
import { useGenerated } from "./generated.js";

const secret = "a-secret-of-the-programs";
const authorization = api8x8.basicAuthorization("user", "password");
const webhook: webex.CreateWebhookRequest = {
  name: "Lobby",
  targetUrl: "https://hooks.example.com/webex",
  resource: "messages",
  event: "created",
  secret,
};
const guards = {
  abort: comms.isAbortError,
  any: comms.isCommsWebhooksError,
  http: comms.isHttpError,
  request: comms.isInvalidRequestError,
  response: comms.isInvalidResponseError,
  network: comms.isNetworkError,
  condition: comms.isPostConditionError,
  timeout: comms.isTimeoutError,
};
const classes = {
  abort: comms.AbortError,
  any: comms.CommsWebhooksError,
  http: comms.HttpError,
  request: comms.InvalidRequestError,
  response: comms.InvalidResponseError,
  network: comms.NetworkError,
  condition: comms.PostConditionError,
  timeout: comms.TimeoutError,
};

/** Where both APIs are. */
export type Urls = Readonly<Record<"webex" | "8x8", string>>;

/** Uses everything against sandboxes that have no webhook yet. */
export async function useAnywhere(urls: Urls): Promise<void> {
  await useGenerated(urls);
  await manage(urls);
  await receive();
  await inspect(urls);
  await damage();
}

/** Registers, changes and removes webhooks with both clients. */
async function manage(urls: Urls): Promise<void> {
  const options = { baseUrl: urls.webex, retries: undefined, onRetry: (retry: comms.RetryInfo) => void retry.delay };
  const client: webex.WebhooksClient = webex.createWebexWebhooks({ auth: () => "token", ...options });
  const { data, response } = await client.create(webhook).withResponse();
  const { action }: webex.EnsureResult = await client.ensure({
    ...webhook,
    targetUrl: "https://hooks.example.com/new",
  });
  const names: string[] = [];
  for await (const { name, targetUrl } of client.list({ max: 10 })) names.push(`${name} ${targetUrl}`);
  expectEqual([response.status, action, names], [200, "updated", ["Lobby https://hooks.example.com/new"]]);
  await client.delete(data.id);

  const error = await client.get(data.id).catch((reason: unknown) => reason);
  const matching = Object.entries(guards).filter(([, matches]) => matches(error));
  const instances = Object.entries(classes).filter(([, type]) => error instanceof type);
  const found = [matching, instances].map((entries) => entries.map(([name]) => name));
  expectEqual([guards.http(error) && error.status, ...found], [404, ["any", "http"], ["any", "http"]]);
  expectEqual(comms.createRedactor(["token"])("the token").includes("token"), false);

  const client8x8 = api8x8.create8x8Webhooks({
    accountId: "3f8a1c52-7d40-4b9e-a6c1-90e2d57b48af",
    auth: "key",
    baseUrl: urls["8x8"],
  });
  const configuration = { subAccountId: "*", url: "https://hooks.example.com/8x8", httpAuthorization: authorization };
  await client8x8.ensure([configuration]);
  expectEqual((await client8x8.health([{ subAccountId: "*" }]))[0]?.state, "enabled");
  const mistakes = [
    webex.webhookIssues({ ...webhook, event: "ended" }),
    api8x8.webhookIssues([{ ...configuration, url: 5 }]),
  ];
  expectEqual(
    mistakes.map((issues) => issues[0]?.path),
    [["event"], [0, "url"]],
  );
}

/** Receives a delivery of each vendor: directly, and through a queue. */
async function receive(): Promise<void> {
  const handled: string[] = [];
  const duplicates: comms.DuplicateOptions = { store: comms.memorySeenStore({ max: 10 }) };
  const on = { "messages.created": ({ event }: webex.DeliveryMap["messages.created"]) => void handled.push(event) };
  const receiver: comms.Receiver = webex.createWebexReceiver({
    secret,
    on,
    duplicates,
    onUnknown: (delivery) => delivery.event,
  });
  const request = await testing.buildWebexDelivery("messages.created", { secret });
  const statuses = [(await receiver(request.clone())).status, (await receiver(request)).status];
  expectEqual([statuses, handled], [[200, 200], ["created"]]);

  const queued: comms.QueuedDelivery[] = [];
  const receiver8x8 = api8x8.create8x8Receiver({ authorization, enqueue: (delivery) => queued.push(delivery) });
  await receiver8x8(await testing.build8x8Delivery("inbound_message_received", { authorization }));
  const dispatch8x8 = api8x8.create8x8Dispatcher({ on: { "*": ({ eventType }) => void handled.push(eventType) } });
  const dispatch: comms.Dispatcher = webex.createWebexDispatcher({
    onUnknown: (delivery) => void handled.push(delivery.resource),
  });
  for (const delivery of queued) await dispatch8x8(delivery);
  await dispatch({
    ...{ key: "key", name: "new.created", receivedAt: "2026-01-01T00:00:00Z", headers: {} },
    original: { id: "id", name: "n", resource: "new", event: "created", data: {} },
  });
  expectEqual(handled, ["created", "inbound_message_received", "new"]);
  const consumed = await receiver(request).catch((reason: unknown) => reason);
  expectEqual(consumed instanceof comms.BodyConsumedError, true);
}

/** Verifies, identifies and describes what was received, and fetches what it is about. */
async function inspect(urls: Urls): Promise<void> {
  const request = await testing.buildWebexDelivery("messages.created", { secret });
  const body = new Uint8Array(await request.arrayBuffer());
  const original = JSON.parse(new TextDecoder().decode(body)) as webex.DeliveryMap["messages.created"];
  const signature = await testing.signWebexDelivery(body, secret);
  expectEqual(await webex.verifyWebexSignature({ body, signature, secret: ["old", secret] }), true);
  const keys = [await webex.webexDeliveryKey(original, body), await api8x8.deliveryKey8x8(original, body)];
  const summaries = [webex.webexDeliverySummary(original), api8x8.deliverySummary8x8({ eventType: "new" })];
  expectEqual([keys.every(Boolean), summaries.map(({ name }) => name)], [true, ["messages.created", "new"]]);
  expectEqual(webex.resourceUrl(original, urls.webex)?.startsWith(urls.webex), true);
  const options: webex.FetchResourceOptions = { auth: "token", baseUrl: urls.webex, retries: 0, notFoundTimeout: 0 };
  const message = webex.fetchResource(original, { ...options, schema: undefined });
  const outcome = await message.then(({ text }) => text, guards.http);
  expectEqual(outcome, true);
}

/** Damages deliveries, as tests of a receiver do. */
async function damage(): Promise<void> {
  const { faults } = testing;
  const request = () => testing.buildWebexDelivery("messages.created", { secret });
  const damaged = [
    ...faults.duplicate(await request()),
    await faults.oversize(await request(), 5_000),
    await faults.slow(await request(), async () => undefined),
    await faults.truncated(await request()),
    await faults.wrongAuthorization(await request()),
    await faults.wrongSignature(await request()),
  ];
  const receiver = webex.createWebexReceiver({ secret, maxBytes: 2_000 });
  const statuses: number[] = [];
  for (const each of faults.reorder(damaged, () => 0)) statuses.push((await receiver(each)).status);
  expectEqual(statuses.sort(), [200, 200, 200, 200, 401, 401, 413]);
  expectEqual(faults.withByteOrderMark(new Uint8Array()).length, 3);
}
