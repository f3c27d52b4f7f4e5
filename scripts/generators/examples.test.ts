import { describe, expect, test } from "vitest";
import { generateExamples } from "./examples.ts";
import { document } from "./golden/document.ts";
import type { Document } from "./openapi.ts";

/** The content of the one file that is generated, with a change of the document. */
function contentWith(change?: (copy: Document) => void): string {
  const copy = structuredClone(document);
  change?.(copy);
  return generateExamples("8x8", copy)[0]?.content ?? "";
}

function bodyOf(copy: Document, name: string) {
  const body = copy.webhooks?.[name]?.["post"]?.requestBody?.content["application/json"];
  if (!body) throw new Error(`No delivery ${name}`);
  return body;
}

describe("generateExamples", () => {
  test("lists the examples of each delivery by case, the plain one as default", () => {
    const content = contentWith();
    const [, literal] = content.match(/= (\{\n[\s\S]*\});\n$/) ?? [];
    expect(JSON.parse((literal ?? "").replace(/,(\n})/, "$1"))).toEqual({
      "room.freed": {
        default: { resource: "room", event: "freed", by: "p7" },
        early: { resource: "room", event: "freed", by: "p8", note: null },
      },
      "desk.taken": { standing: { resource: "desk", event: "occupied", height: { level: 3 } } },
    });
    expect(content).toContain('import type { DeliveryMap, DeliveryName } from "@comms-webhooks/8x8-types";');
  });

  test("writes no file for a document without deliveries", () => {
    const { webhooks: _webhooks, ...without } = document;
    expect(generateExamples("8x8", without)).toEqual([]);
  });

  test("follows the reference of an example, whatever the bundle calls it", () => {
    const content = contentWith((copy) => {
      bodyOf(copy, "room.freed").examples = { "room.freed": { $ref: "#/components/examples/room.freed-2" } };
      copy.components.examples = { ...copy.components.examples, "room.freed-2": { value: { by: "p99" } } };
    });
    expect(content).toContain('"by": "p99"');
    expect(content).not.toContain('"by": "p7"');
  });

  test.each([
    ["of another name", "freed.room", "room.freed"],
    ["of a name that only begins alike", "room.freedom", "room.freed"],
    ["that is missing", "room.freed", "nowhere"],
  ])("rejects an example %s", (_title, key, target) => {
    const change = (copy: Document) => {
      bodyOf(copy, "room.freed").examples = { [key]: { $ref: `#/components/examples/${target}` } };
    };
    expect(() => contentWith(change)).toThrow(
      `The example ${key} of room.freed must be a file named room.freed.yaml or room.freed.<case>.yaml`,
    );
  });
});
