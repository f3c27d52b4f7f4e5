import { describe, expect, test } from "vitest";
import { accepts, errorsAt } from "../../src/ajv.ts";
import { apis, documentOf, importClient } from "../../src/apis.ts";
import { deliveryExamples, listDeliveries, wholeDeliveries } from "../../src/deliveries.ts";
import { walk, walkSchema } from "../../src/mutations/walk.ts";
import { issuesOf } from "../../src/validators.ts";

describe.each(apis)("the deliveries of %s", async (api) => {
  const document = documentOf(api);
  const deliveries = listDeliveries(document);
  const examples = deliveryExamples(api);
  const branches = document.components.schemas["Delivery"]?.oneOf ?? [];
  const client = await importClient<{ deliveryExamples: Record<string, Record<string, unknown>> }>(api, "/examples");

  test("have an example each, and the client exports them by delivery and case", () => {
    expect([...new Set(examples.map(({ delivery }) => delivery))]).toEqual(deliveries.map(({ name }) => name));
    const flat = Object.entries(client.deliveryExamples).flatMap(([name, cases]) =>
      Object.entries(cases).map(([key, value]) => [key === "default" ? name : `${name}.${key}`, value]),
    );
    expect(flat).toEqual(examples.map(({ name, value }) => [name, value]));
  });

  test("are the branches of Delivery, before the one for unknown deliveries", () => {
    const schemas = deliveries.map(({ schema }) => ({ $ref: `#/components/schemas/${schema}` }));
    expect(branches).toEqual([...schemas, { $ref: "#/components/schemas/UnknownDelivery" }]);
  });

  test.each([...examples, ...wholeDeliveries(api)])("$name is valid by its own schema and by Delivery", (example) => {
    for (const name of [example.schema, "Delivery"]) {
      const errors = errorsAt(api, `#/components/schemas/${name}`, "asserted", example.value);
      expect(errors.map(({ instancePath, message }) => `${name}${instancePath} ${message}`)).toEqual([]);
      expect(issuesOf(api, name, example.value)).toEqual([]);
    }
  });

  test.each(examples)("$name is valid by no other branch of Delivery", ({ schema, value }) => {
    const fitting = branches.filter(({ $ref = "" }) => accepts(api, $ref, "annotated")(value));
    expect(fitting).toEqual([{ $ref: `#/components/schemas/${schema}` }]);
    const accepting = branches
      .map(({ $ref = "" }) => $ref.split("/").at(-1) ?? "")
      .filter((name) => issuesOf(api, name, value).length === 0);
    expect(accepting).toEqual([schema]);
  });

  test("have known values in the open lists of their examples", () => {
    const nodes = examples.flatMap(({ name, schema, value }) =>
      [...walk(document, { $ref: `#/components/schemas/${schema}` }, value)].map((node) => ({ name, ...node })),
    );
    const isOpen = deliveries.some(({ schema }) =>
      [...walkSchema(document, { $ref: `#/components/schemas/${schema}` })].some(([, part]) => part["x-known-values"]),
    );
    const open = nodes.filter(({ schema }) => schema["x-known-values"]);
    expect(open.length > 0).toBe(isOpen);
    const unknown = open.filter(({ schema, value }) => !schema["x-known-values"]?.includes(String(value)));
    expect(unknown.map(({ name, site, value }) => `${name}${site} ${value}`)).toEqual([]);
  });
});
