import { deliveryExamples as examples8x8 } from "@comms-webhooks/8x8-client/examples";
import { deliveryExamples as webexExamples } from "@comms-webhooks/webex-client/examples";
import { describe, expect, it } from "vitest";
import { deliverySummary8x8 } from "../src/8x8/index.js";
import { webexDeliverySummary } from "../src/webex/index.js";

const examplesOf = (examples: Readonly<Record<string, Readonly<Record<string, unknown>>>>) =>
  Object.entries(examples).flatMap(([name, each]) =>
    Object.entries(each).map(([key, value]) => [name, key, value] as const),
  );

describe("a delivery's summary", () => {
  it.each(examplesOf(webexExamples))("of Webex's %s (%s) has its name and the ids of its data", (name, _, delivery) => {
    const { data } = delivery as { readonly data: Readonly<Record<string, unknown>> };
    const summary = webexDeliverySummary(delivery);
    expect(summary.name).toBe(name);
    expect(summary.ids["id"]).toBe(data["id"]);
    expect(summary.who).toEqual(expect.any(String));
  });

  it.each(examplesOf(examples8x8))("of 8x8's %s (%s) has its name, who and what", (name, _, delivery) => {
    const summary = deliverySummary8x8(delivery);
    expect(summary).toMatchObject({ name, who: expect.any(String), what: expect.any(String) });
    expect(Object.keys(summary.ids)).not.toEqual([]);
  });

  it("names the sender and the message", () => {
    expect(webexDeliverySummary(webexExamples["messages.created"].default)).toMatchObject({
      name: "messages.created",
      who: "bob@example.com",
      what: "group",
    });
    expect(deliverySummary8x8(examples8x8.inbound_message_received.text)).toMatchObject({
      who: "Mira Lindqvist",
      what: "Text, Is my order on its way?",
      ids: { umid: "502bb9a8-330c-4f78-8a43-e7e7445338da", subAccountId: "Harbor_Support" },
    });
  });

  it.each([null, undefined, 1, "text", [], {}, { resource: 1, event: {} }, { payload: null, eventType: 5 }])(
    "of %j is one without a name",
    (value) => {
      expect(webexDeliverySummary(value)).toEqual({ name: "?", ids: {} });
      expect(deliverySummary8x8(value)).toEqual({ name: "?", ids: {} });
    },
  );

  it("has no control or direction character, and no long text", () => {
    const hostile = `\u001b[31m\u202e\n${"x".repeat(1000)}`;
    const data = { id: hostile, personEmail: hostile, roomType: hostile, [`${hostile}Id`]: "x" };
    const payload = { umid: hostile, user: { name: hostile }, content: { text: hostile } };
    for (const summary of [
      webexDeliverySummary({ resource: hostile, event: hostile, data }),
      deliverySummary8x8({ namespace: hostile, eventType: hostile, payload }),
    ]) {
      expect(JSON.stringify(summary)).not.toMatch(/\\u|\\n|\u202e/);
      expect(JSON.stringify(summary).length).toBeLessThan(1500);
    }
  });
});
