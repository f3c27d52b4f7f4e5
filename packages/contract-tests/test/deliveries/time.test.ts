import { Delivery as ConnectDelivery } from "@comms-webhooks/8x8-client/validators";
import { Delivery as WebexDelivery } from "@comms-webhooks/webex-client/validators";
import { describe, expect, test } from "vitest";
import { deliveryExamples } from "../../src/deliveries.ts";
import type { Api } from "../../src/document.ts";

const validators = { webex: WebexDelivery, "8x8": ConnectDelivery };
const [rounds, runs] = [20_000, 7];

/** The shortest of several runs of so many rounds, in nanoseconds a round. */
function shortest(work: (round: number) => unknown): number {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    for (let round = 0; round < rounds; round++) work(round);
    best = Math.min(best, performance.now() - start);
  }
  return (best / rounds) * 1e6;
}

describe("the time to validate", () => {
  test.each<[Api, string]>([
    ["webex", "messages.created"],
    ["webex", "controlHubAlerts.created"],
    ["8x8", "inbound_message_received.text"],
    ["8x8", "outbound_message_status_changed.delivered"],
    ["8x8", "whatsapp_contact.forwarded"],
  ])("a delivery of %s, %s, is less than that to parse it", { timeout: 60_000 }, (api, name) => {
    const text = JSON.stringify(deliveryExamples(api).find((example) => example.name === name)?.value);
    // As they come: each value is a new one.
    const values = Array.from({ length: rounds }, () => JSON.parse(text) as unknown);
    const { validate } = validators[api]["~standard"];
    expect(validate(values[0]).issues).toBeUndefined();
    const [parsing, validating] = [shortest(() => JSON.parse(text)), shortest((round) => validate(values[round]))];
    if (process.env["FIGURES"]) {
      const ratio = (validating / parsing).toFixed(2);
      console.log(`${name}: ${validating.toFixed(0)} ns, JSON.parse ${parsing.toFixed(0)} ns, ratio ${ratio}`);
    }
    expect(validating).toBeLessThan(parsing);
  });

  test("100,000 wrong items grows with their number, not with its square", { timeout: 60_000 }, () => {
    const example = deliveryExamples("8x8").find(({ name }) => name === "whatsapp_contact.forwarded")?.value;
    const time = (count: number): number => {
      const value = structuredClone(example) as { eventDetails: { rawEvent: { value: { messages: unknown[] } } } };
      value.eventDetails.rawEvent.value.messages = Array.from({ length: count }, () => ({ type: 7, contacts: [7] }));
      const start = performance.now();
      const { issues } = ConnectDelivery["~standard"].validate(value);
      expect(issues).toHaveLength(count * 2);
      return performance.now() - start;
    };
    time(1_000);
    // Ten times the number; by its square it would be a hundred times the time.
    expect(time(100_000) / Math.min(time(10_000), time(10_000))).toBeLessThan(40);
  });
});
