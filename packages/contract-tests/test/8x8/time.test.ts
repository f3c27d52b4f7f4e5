import { describe, expect, test } from "vitest";
import { deliveryExamples } from "../../src/deliveries.ts";
import { spent } from "../../src/spent.ts";
import { issuesOf } from "../../src/validators.ts";

describe("the time to validate", () => {
  test("100,000 wrong items grows with their number, not with its square", () => {
    const example = deliveryExamples("8x8").find(({ name }) => name === "whatsapp_contact.forwarded")?.value;
    const time = (count: number): number => {
      const value = structuredClone(example) as { eventDetails: { rawEvent: { value: { messages: unknown[] } } } };
      value.eventDetails.rawEvent.value.messages = Array.from({ length: count }, () => ({ type: 7, contacts: [7] }));
      let found = 0;
      const took = spent(() => {
        found = issuesOf("8x8", "Delivery", value).length;
      });
      expect(found).toBe(count * 2);
      return took;
    };
    time(1_000);
    // Ten times the number; by its square it would be a hundred times the time.
    expect(time(100_000) / Math.min(time(10_000), time(10_000))).toBeLessThan(40);
  });
});
