import { describe, expect, it } from "vitest";
import { document } from "../generators/golden/document.ts";
import type { Document } from "../generators/openapi.ts";
import { countChanges } from "./changes.ts";
import { compareDocuments } from "./compare-spec.ts";

/** Returns what a change of the small document means for users. */
async function changesAfter(change?: (copy: Document) => void): Promise<string[]> {
  const copy = structuredClone(document);
  change?.(copy);
  return (await compareDocuments(document, copy)).map(({ impact, text }) => `${impact}: ${text}`);
}

const schemaOf = (copy: Document, name: string) => copy.components.schemas[name] ?? {};

describe("compareDocuments", { timeout: 120_000 }, () => {
  it("finds nothing between equal documents", async () => {
    expect(await changesAfter()).toEqual([]);
  });

  it("rates what breaks users, what adds something, and the rest, in this order", async () => {
    const changes = await changesAfter((copy) => {
      Object.assign(schemaOf(copy, "Booking").properties ?? {}, { floor: { type: "integer" } });
      Object.assign(schemaOf(copy, "BookRequest"), { required: ["resource", "event", "callback"] });
      Object.assign(copy.paths["/ping"]?.["get"] ?? {}, { summary: "Ping it" });
      schemaOf(copy, "Kind").enum = ["desk", "room", "lift"];
    });
    expect(changes).toEqual([
      "major: Properties of `BookRequest` became required: `callback`. (BookRequest.required)",
      "minor: added Booking.floor",
      "minor: added lift to Kind",
      "patch: changed GET /ping summary",
    ]);
  });

  it("rates a value that an enum loses as breaking, and what extensions gain or lose", async () => {
    const changes = await changesAfter((copy) => {
      schemaOf(copy, "Kind").enum = ["desk"];
      schemaOf(copy, "BookRequest")["x-webhook-resources"]?.["room"]?.events.splice(0, 1, "cleaned");
      Object.assign(copy.servers[0] ?? {}, { "x-name": "first" });
      Reflect.deleteProperty(copy["x-error-codes"] ?? {}, "17");
      Object.assign(schemaOf(copy, "Booking").properties ?? {}, {
        kind: { type: "string", "x-known-values": ["desk", "room", "lift"] },
      });
    });
    expect(changes.filter((text) => !text.startsWith("patch"))).toEqual([
      expect.stringMatching(/^major: Enum of `\w+` lost values: 'room'\. \(Kind\)$/),
      ...[
        "major: removed server main (https://api.example.com/v2)",
        "major: removed event taken of room",
        "major: removed error code 17",
      ],
      ...["minor: added server first (https://api.example.com/v2)", "minor: added event cleaned of room"],
      "minor: added known value lift of Booking.kind",
    ]);
  });

  it("rates a new delivery as an addition, although it is no unknown one any more", async () => {
    const changes = await changesAfter((copy) => {
      const [taken] = Object.values(copy.webhooks ?? {});
      Object.assign(copy.webhooks ?? {}, { "desk.moved": structuredClone(taken) });
      const { not } = schemaOf(copy, "UnknownDelivery");
      expect(not).toBeDefined();
      Object.assign(schemaOf(copy, "UnknownDelivery"), { not: { ...not, required: [] } });
    });
    expect(changes.filter((text) => !text.startsWith("patch"))).toEqual([
      expect.stringMatching(/^minor: .*desk\.moved/),
    ]);
  });

  it("counts changes by impact", () => {
    const changes = (["major", "patch", "patch"] as const).map((impact) => ({ impact, text: "" }));
    expect(countChanges(changes)).toEqual({ major: 1, minor: 0, patch: 2 });
  });
});
