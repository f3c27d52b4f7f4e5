import { deliveryExamples } from "@comms-webhooks/8x8-client/examples";
import { expect, it } from "vitest";
import { create8x8Receiver } from "../../src/8x8/index.js";

/** Sends a delivery to a receiver with a handler for everything, and returns what was called. */
async function received(value: object): Promise<unknown[]> {
  const calls: unknown[] = [];
  const receiver = create8x8Receiver({
    unverified: true,
    on: { "*": ({ namespace, eventType }, { name }) => calls.push(["known", name, namespace, eventType]) },
    onUnknown: (delivery, { name }) => calls.push(["unknown", name, delivery["namespace"], delivery.eventType]),
    onInvalid: (_original, issues, { name }) => calls.push(["invalid", name, issues.map(({ path }) => path.join("."))]),
  });
  const init = { method: "POST", body: JSON.stringify(value), headers: { "Content-Type": "application/json" } };
  expect((await receiver(new Request("https://receiver.invalid", init))).status).toBe(200);
  return calls;
}

const chat = deliveryExamples.inbound_message_received["text"] as object;
const sms = deliveryExamples["SMS.inbound_message_received"]["default"] as object;
const update = deliveryExamples.account_update["verified"] as object;
const event = "inbound_message_received";

it.each<[string, object, unknown[]]>([
  ["ChatApps", chat, ["known", event, "ChatApps", event]],
  ["SMS", sms, ["known", `SMS.${event}`, "SMS", event]],
  ["none, as messaging apps", { ...chat, namespace: undefined }, ["known", event, undefined, event]],
  ["none, as business updates", update, ["known", "account_update", undefined, "account_update"]],
  [
    "ChatApps in a business update",
    { ...update, namespace: "ChatApps" },
    ["known", "account_update", "ChatApps", "account_update"],
  ],
  ["ChatApps in other letters", { ...chat, namespace: "chatapps" }, ["known", event, "ChatApps", event]],
  ["Messaging Apps, its older name", { ...chat, namespace: "Messaging Apps" }, ["known", event, "ChatApps", event]],
  ["another one", { ...chat, namespace: "Voice" }, ["unknown", `Voice.${event}`, "Voice", event]],
  [
    "SMS in a business update",
    { ...update, namespace: "SMS" },
    ["unknown", "SMS.account_update", "SMS", "account_update"],
  ],
  ["an empty one", { ...chat, namespace: "" }, ["unknown", `.${event}`, "", event]],
  [
    "one in the event's name",
    { ...chat, namespace: undefined, eventType: `SMS.${event}` },
    ["unknown", "?", undefined, `SMS.${event}`],
  ],
  ["no string", { ...chat, namespace: 5 }, ["invalid", "?", ["namespace"]]],
  ["ChatApps with an SMS", { ...sms, namespace: "ChatApps" }, ["invalid", event, ["payload.user", "payload.type"]]],
])("a delivery with the namespace %s is handled as what it is", async (_title, value, call) => {
  expect(await received(value)).toEqual([call]);
});
