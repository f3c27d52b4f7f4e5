import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { compileAt, compileSchema } from "../src/ajv.ts";
import { deliveryExamples } from "../src/deliveries.ts";
import { apis, documents, type Schema } from "../src/document.ts";
import { exampleFolder, listExamples } from "../src/examples.ts";
import { walk, walkSchema } from "../src/mutations/walk.ts";
import { listOperations } from "../src/operations.ts";
import { locate } from "../src/pointer.ts";
import { issuesOf } from "../src/validators.ts";

describe.each(apis)("the examples of %s", (api) => {
  const document = documents[api];
  const examples = listExamples(api);
  const operations = listOperations(document).map((entry) => ({ ...entry, id: entry.operation.operationId }));

  test("are the files in its folder of examples", () => {
    const names = new Set([...examples, ...deliveryExamples(api)].map(({ name }) => `${name}.yaml`));
    expect([...names].sort()).toEqual(readdirSync(exampleFolder(api)).sort());
  });

  test.each(examples)("$operationId $place: $name is valid", ({ pointer, schema, value }) => {
    const check = compileAt(api, pointer, "asserted");
    check(value);
    expect((check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)).toEqual([]);
    expect(issuesOf(api, schema, value)).toEqual([]);
  });

  test("have known values in open lists, which no schema demands", () => {
    const nodes = examples.flatMap(({ name, schema, value }) =>
      [...walk(document, { $ref: `#/components/schemas/${schema}` }, value)].map((node) => ({ name, ...node })),
    );
    const open = nodes.filter(({ schema }) => schema["x-known-values"]);
    expect(open.length).toBeGreaterThan(3);
    const unknown = open.filter(({ schema, value }) => !schema["x-known-values"]?.includes(String(value)));
    expect(unknown.map(({ name, site, value }) => `${name}${site} ${value}`)).toEqual([]);
  });

  test.each(operations)("$id has one for each body", ({ id, path, method, operation }) => {
    const statuses = Object.keys(operation.responses).filter(
      (status) => "content" in locate<object>(document, "paths", path, method, "responses", status).node,
    );
    const places = new Set(examples.filter(({ operationId }) => operationId === id).map(({ place }) => place));
    expect([...places].sort()).toEqual([...(operation.requestBody ? ["request"] : []), ...statuses].sort());
    expect(statuses.length).toBeGreaterThanOrEqual(3);
  });

  test.each(operations)("$id has one for each parameter, which is valid", ({ method, path, parameters }) => {
    for (const [index, { name, example }] of parameters.entries()) {
      const shared = document.paths[path]?.parameters?.length ?? 0;
      const at = index < shared ? [path, "parameters", `${index}`] : [path, method, "parameters", `${index - shared}`];
      const check = compileAt(api, locate(document, "paths", ...at, "schema").pointer, "asserted");
      expect(check(example), name).toBe(true);
    }
  });

  test("are there for each field, and valid", () => {
    const fields = Object.keys(document.components.schemas).flatMap((name) =>
      [...walkSchema(document, { $ref: `#/components/schemas/${name}` })]
        // A value that is fixed needs no example, and neither does an item where the array has one.
        .filter(([site, schema]) => schema.const === undefined && !site.endsWith("[]") && isLeaf(schema))
        .map(([site, schema]) => ({ field: `${name}${site}`, schema })),
    );
    expect(fields.length).toBeGreaterThan(20);
    const wrong = fields.filter(
      ({ schema }) => !schema.examples?.length || !schema.examples.every((value) => compileSchema(api, schema)(value)),
    );
    expect(wrong.map(({ field }) => field)).toEqual([]);
  });
});

function isLeaf({ type = "object" }: Schema): boolean {
  return ![type].flat().some((name) => name === "object" || name === "array");
}
