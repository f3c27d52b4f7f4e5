import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { apis } from "../src/apis.ts";
import { complaints } from "../src/compile.ts";
import { deliveryExamples } from "../src/deliveries.ts";
import { type Example, listExamples } from "../src/examples.ts";

// A compilation takes a second or two, on a busy machine many more.
const patience = 120_000;

describe("the generated types", () => {
  test.each(apis)("take every example of %s as a literal", { timeout: patience }, (api) => {
    const examples = listExamples(api);
    const text = [`import type { operations } from "@comms-webhooks/${api}-types";`, ...examples.map(declaration)].join(
      "\n",
    );
    expect(text.match(/^export const/gm)).toHaveLength(examples.length);
    expect(complaints({ "literals.ts": text })).toEqual([]);
  });

  test.each(apis)("take every example of a delivery of %s as a literal", { timeout: patience }, (api) => {
    const literals = deliveryExamples(api).map(
      ({ delivery, value }, index) =>
        `export const example${index}: DeliveryMap["${delivery}"] = ${JSON.stringify(value)};`,
    );
    const text = [`import type { DeliveryMap } from "@comms-webhooks/${api}-types";`, ...literals].join("\n");
    expect(literals.length).toBeGreaterThan(30);
    expect(complaints({ "literals.ts": text })).toEqual([]);
  });

  test("take no example of another schema", { timeout: patience }, () => {
    const [first] = listExamples("webex");
    const text = [
      'import type { operations } from "@comms-webhooks/webex-types";',
      declaration({ ...(first as Example), value: { items: [{ id: 7 }] } }, 0),
    ].join("\n");
    expect(complaints({ "literals.ts": text })).not.toEqual([]);
  });

  test("refuse every wrong use that test/types marks, and no right one", { timeout: patience }, () => {
    const files = readdirSync(new URL("./types/", import.meta.url)).map((name) => `types/${name}`);
    expect(files.length).toBeGreaterThanOrEqual(3);
    expect(complaints(Object.fromEntries(files.map((file) => [file, undefined])))).toEqual([]);
  });

  test("make a mark complain where nothing is wrong", { timeout: patience }, () => {
    const text = "// @ts-expect-error\nexport const right: string = 'right';\n";
    expect(complaints({ "mark.ts": text })).toEqual(["mark.ts:1 Unused '@ts-expect-error' directive."]);
  });
});

function declaration({ operationId, place, value }: Example, index: number): string {
  const body =
    place === "request" ? 'NonNullable<Operation["requestBody"]>' : `Operation["responses"][${JSON.stringify(place)}]`;
  const status = place === "request" || place === "default" ? body : `Operation["responses"][${place}]`;
  const type = status.replace("Operation", `operations["${operationId}"]`);
  return `export const example${index}: ${type}["content"]["application/json"] = ${JSON.stringify(value)};`;
}
