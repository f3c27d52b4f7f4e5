import { deliveryExamples as examples8x8 } from "@comms-webhooks/8x8-client/examples";
import { deliveryExamples as examplesWebex } from "@comms-webhooks/webex-client/examples";
import { describe, expect, it } from "vitest";
import { deliveryKey8x8 } from "../src/8x8/index.js";
import { webexDeliveryKey } from "../src/webex/index.js";
import { seededRandom } from "./seeded-random.js";

const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const apis = [
  { api: "Webex", key: webexDeliveryKey, examples: examplesWebex },
  { api: "8x8", key: deliveryKey8x8, examples: examples8x8 },
];
const valuesOf = (examples: object) =>
  Object.values(examples).flatMap((cases) => Object.values(cases as object) as Record<string, unknown>[]);

describe.each(apis)("the key of a delivery of $api", ({ key, examples }) => {
  const values = valuesOf(examples);

  it("is the same for copies", async () => {
    for (const value of values) {
      const copy = JSON.parse(JSON.stringify(value)) as unknown;
      expect(await key(copy, encode(copy))).toBe(await key(value, encode(value)));
    }
  });

  it("is another for each example", async () => {
    const keys = await Promise.all(values.map((value) => key(value, encode(value))));
    expect(new Set(keys).size).toBe(values.length);
  });

  it("is another for each of many values of a field that identifies nothing, if the event is unknown", async () => {
    const random = seededRandom(7);
    const keys = new Set<string>();
    for (let count = 0; count < 200; count += 1) {
      const body = {
        resource: "news",
        event: "sent",
        eventType: "news_sent",
        eventId: "e",
        payload: { umid: "u", random: random() },
      };
      keys.add(await key(body, encode(body)));
    }
    expect(keys.size).toBe(200);
  });

  it("exists for anything that JSON can be", async () => {
    const odd = [null, 5, "text", [], {}, { eventType: 5 }, { eventType: "toString" }, { eventType: "account_update" }];
    const odder = [{ namespace: 5, eventType: "account_update", eventId: "e" }, { eventType: "SMS.short_url_clicked" }];
    const keys = await Promise.all([...odd, ...odder].map((value) => key(value, encode(value))));
    expect(new Set(keys).size).toBe(odd.length + odder.length);
    for (const each of keys) expect(each).toMatch(/^(webex|8x8):[0-9a-f]{64}$/);
  });
});

describe("the key of an 8x8 delivery", () => {
  const receipt = (payload: object, other: object = {}) => ({
    namespace: "ChatApps",
    eventType: "outbound_message_status_changed",
    payload: { umid: "u", channel: "viber", status: { state: "sent", timestamp: "t" }, ...payload },
    ...other,
  });
  const same = async (one: unknown, other: unknown) =>
    (await deliveryKey8x8(one, encode(one))) === (await deliveryKey8x8(other, encode(other)));

  it("is another for each channel, state, detail, time and error code of a receipt", async () => {
    const status = { state: "sent", timestamp: "t" };
    for (const payload of [
      { umid: "v" },
      { channel: "whatsapp" },
      { channel: undefined },
      { status: { ...status, state: "read" } },
      { status: { ...status, detail: "delivered_to_operator" } },
      { status: { ...status, timestamp: "later" } },
      { status: { ...status, errorCode: 15 } },
    ])
      expect(await same(receipt({}), receipt(payload))).toBe(false);
  });

  it("is another for another content under the same id", async () => {
    const update = (verdict: string) => ({ eventType: "account_update", eventId: "e", eventDetails: { verdict } });
    expect(await same(update("approved"), update("rejected"))).toBe(false);
  });

  it("doesn't depend on the order of properties, on spaces or on null", async () => {
    const status = { timestamp: "t", errorCode: null, state: "sent" };
    const { payload, ...other } = receipt({ status, detail: null });
    expect(await same(receipt({}), { payload, ...other })).toBe(true);
    const [body, spaced] = [encode({ a: 1 }), new TextEncoder().encode('{ "a": 1 }')];
    expect(await deliveryKey8x8({ a: 1 }, spaced)).toBe(await deliveryKey8x8({ a: 1 }, body));
  });

  it("is that of the bytes if the JSON is nested too deeply", async () => {
    const text = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
    const body = new TextEncoder().encode(text);
    const key = await deliveryKey8x8(JSON.parse(text), body);
    expect(key).toBe(`8x8:${Buffer.from(await crypto.subtle.digest("SHA-256", body)).toString("hex")}`);
  });

  it("tells namespaces and events apart", async () => {
    const message = (namespace: string, eventType: string) => ({ namespace, eventType, payload: { umid: "u" } });
    const chat = message("ChatApps", "inbound_message_received");
    expect(await same(chat, message("SMS", "inbound_message_received"))).toBe(false);
    expect(await same(chat, message("ChatApps", "external_app_message"))).toBe(false);
  });
});
