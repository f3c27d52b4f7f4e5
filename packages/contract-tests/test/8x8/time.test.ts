import { describe, expect, test } from "vitest";
import { deliveryExamples } from "../../src/deliveries.ts";
import { shortest } from "../../src/shortest.ts";
import { issuesOf } from "../../src/validators.ts";

/** Returns a function that validates a delivery with so many wrong items. */
function wrong(count: number): () => readonly object[] {
  const example = deliveryExamples("8x8").find(({ name }) => name === "whatsapp_contact.forwarded")?.value;
  const value = structuredClone(example) as { eventDetails: { rawEvent: { value: { messages: unknown[] } } } };
  value.eventDetails.rawEvent.value.messages = Array.from({ length: count }, () => ({ type: 7, contacts: [7] }));
  return () => issuesOf("8x8", "Delivery", value);
}

describe("a delivery of 8x8 with many wrong items", () => {
  test("gets 100 issues for the mistakes in 100,000 items", () => {
    expect(wrong(100_000)()).toHaveLength(100);
  });

  test("is validated in a time that grows with their number, not with its square", () => {
    const one = wrong(1_000);
    // Works of the same length, as a busy machine slows a long work down more than a short one.
    const [ten, whole] = shortest(5, () => repeat(10, one), wrong(10_000));
    // By its square the ten parts together would take a tenth of the whole.
    expect(whole / ten).toBeLessThan(4);
  });
});

function repeat(times: number, work: () => unknown): void {
  for (let time = 0; time < times; time += 1) work();
}
