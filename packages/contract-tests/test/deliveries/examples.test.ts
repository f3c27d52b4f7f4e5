import * as connect from "@comms-webhooks/8x8-client/examples";
import * as webex from "@comms-webhooks/webex-client/examples";
import { describe, expect, test } from "vitest";
import { compileAt } from "../../src/ajv.ts";
import { deliveryExamples, listDeliveries, wholeDeliveries } from "../../src/deliveries.ts";
import { apis, documents } from "../../src/document.ts";
import { walk } from "../../src/mutations/walk.ts";
import { issuesOf } from "../../src/validators.ts";

const generated = { webex: webex.deliveryExamples, "8x8": connect.deliveryExamples };

describe.each(apis)("the deliveries of %s", (api) => {
  const document = documents[api];
  const examples = deliveryExamples(api);
  const branches = document.components.schemas["Delivery"]?.oneOf ?? [];
  const known = (document.components.schemas["UnknownDelivery"] ?? {}) as object;

  test("have an example each, and the client has them by delivery and case", () => {
    const names = listDeliveries(document).map(({ name }) => name);
    expect([...new Set(examples.map(({ delivery }) => delivery))]).toEqual(names);
    const flat = Object.entries(generated[api] as Record<string, Record<string, unknown>>).flatMap(([name, cases]) =>
      Object.entries(cases).map(([key, value]) => [key === "default" ? name : `${name}.${key}`, value]),
    );
    expect(flat).toEqual(examples.map(({ name, value }) => [name, value]));
  });

  test("are the branches of Delivery, before the one that is for unknown ones", () => {
    expect(known).toBeDefined();
    const schemas = listDeliveries(document).map(({ schema }) => ({ $ref: `#/components/schemas/${schema}` }));
    expect(branches).toEqual([...schemas, { $ref: "#/components/schemas/UnknownDelivery" }]);
  });

  test.each([...examples, ...wholeDeliveries(api)])("$name is valid, also as one of all", ({ schema, value }) => {
    for (const name of [schema, "Delivery"]) {
      const check = compileAt(api, `#/components/schemas/${name}`, "asserted");
      check(value);
      expect((check.errors ?? []).map(({ instancePath, message }) => `${name}${instancePath} ${message}`)).toEqual([]);
      expect(issuesOf(api, name, value)).toEqual([]);
    }
  });

  test.each(examples)("$name is of its own branch and of no other", ({ schema, value }) => {
    const fitting = branches.filter(({ $ref = "" }) => compileAt(api, $ref, "annotated")(value));
    expect(fitting).toEqual([{ $ref: `#/components/schemas/${schema}` }]);
    const accepting = branches
      .map(({ $ref = "" }) => $ref.split("/").at(-1) ?? "")
      .filter((name) => issuesOf(api, name, value).length === 0);
    expect(accepting).toEqual([schema]);
  });

  test("have known values in their examples", () => {
    const nodes = examples.flatMap(({ name, schema, value }) =>
      [...walk(document, { $ref: `#/components/schemas/${schema}` }, value)].map((node) => ({ name, ...node })),
    );
    const open = nodes.filter(({ schema }) => schema["x-known-values"]);
    expect(open.length).toBeGreaterThan(50);
    const unknown = open.filter(({ schema, value }) => !schema["x-known-values"]?.includes(String(value)));
    expect(unknown.map(({ name, site, value }) => `${name}${site} ${value}`)).toEqual([]);
  });
});
