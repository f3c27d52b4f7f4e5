import { describe, expect, test } from "vitest";
import { generateClient } from "./client.ts";
import { generateData } from "./data.ts";
import type { Document, Operation, Schema } from "./openapi.ts";
import { generateTypes } from "./types.ts";
import { generateValidators } from "./validators.ts";

const [small, factor, runs] = [16, 8, 7];

/** Returns a document with so many pairs of an operation and its own two schemas. */
function documentOf(count: number): Document {
  const numbers = Array.from({ length: count }, (_, index) => index);
  const operation = (index: number): Operation => ({
    operationId: `operation${index}`,
    summary: `Operation ${index}`,
    responses: {
      "200": { content: { "application/json": { schema: { $ref: `#/components/schemas/List${index}` } } } },
    },
  });
  const item: Schema = {
    type: "object",
    required: ["id"],
    properties: { id: { type: "string" }, kind: { type: "string", "x-known-values": ["a", "b"] } },
  };
  const document = {
    openapi: "3.1.0",
    info: { title: "Many", version: "1.0.0" },
    servers: [{ url: "https://example.com", description: "One", "x-name": "one" }],
    paths: Object.fromEntries(numbers.map((index) => [`/path${index}`, { get: operation(index) }])),
    components: {
      responses: {},
      schemas: Object.fromEntries(
        numbers.flatMap((index): [string, Schema][] => [
          [`Item${index}`, item],
          [`List${index}`, { type: "array", items: { $ref: `#/components/schemas/Item${index}` } }],
        ]),
      ),
    },
  };
  return document as unknown as Document;
}

/** Returns the processor time of the shortest of several runs: what other processes do to the clock doesn't count. */
async function shortest(generate: (document: Document) => unknown, document: Document): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const start = process.cpuUsage();
    await generate(document);
    const { user, system } = process.cpuUsage(start);
    times.push(user + system);
  }
  return Math.max(Math.min(...times), 1);
}

describe("the time of generating", () => {
  test.each([
    ["types", (document: Document) => generateTypes("8x8", document)],
    ["validators", (document: Document) => generateValidators("8x8", document)],
    ["client and data", (document: Document) => [generateClient("8x8", document), generateData("8x8", document)]],
  ])("of %s grows no faster than the document", { timeout: 120_000 }, async (_title, generate) => {
    const [one, many] = [documentOf(small), documentOf(small * factor)];
    await generate(many);
    const ratio = (await shortest(generate, many)) / (await shortest(generate, one));
    // Four times the factor allows for garbage collection and compilation; quadratic growth would be 64.
    expect(ratio).toBeLessThan(factor * 4);
  });
});
