import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { accepts, compileSchema, errorsAt } from "../src/ajv.ts";
import { apis, documentOf, exampleFolder } from "../src/apis.ts";
import { deliveryExamples } from "../src/deliveries.ts";
import type { Schema } from "../src/document.ts";
import { listExamples } from "../src/examples.ts";
import { walk, walkSchema } from "../src/mutations/walk.ts";
import { listOperations } from "../src/operations.ts";
import { locate } from "../src/pointer.ts";
import { issuesOf } from "../src/validators.ts";

describe.each(apis)("the examples of %s", (api) => {
  const document = documentOf(api);
  const examples = listExamples(api);
  const operations = listOperations(document).map((entry) => ({ ...entry, id: entry.operation.operationId }));

  test("are the files in its folder of examples", () => {
    const names = new Set([...examples, ...deliveryExamples(api)].map(({ name }) => `${name}.yaml`));
    expect([...names].sort()).toEqual(readdirSync(exampleFolder(api)).sort());
  });

  test.each(examples)("$operationId $place: $name is valid", ({ pointer, schema, value }) => {
    const errors = errorsAt(api, pointer, "asserted", value);
    expect(errors.map(({ instancePath, message }) => `${instancePath} ${message}`)).toEqual([]);
    expect(issuesOf(api, schema, value)).toEqual([]);
  });

  test("have known values in open lists, although any value is valid", () => {
    const nodes = examples.flatMap(({ name, schema, value }) =>
      [...walk(document, { $ref: `#/components/schemas/${schema}` }, value)].map((node) => ({ name, ...node })),
    );
    const isOpen = examples.some(({ schema }) =>
      [...walkSchema(document, { $ref: `#/components/schemas/${schema}` })].some(([, part]) => part["x-known-values"]),
    );
    const open = nodes.filter(({ schema }) => schema["x-known-values"]);
    expect(open.length > 0).toBe(isOpen);
    const unknown = open.filter(({ schema, value }) => !schema["x-known-values"]?.includes(String(value)));
    expect(unknown.map(({ name, site, value }) => `${name}${site} ${value}`)).toEqual([]);
  });

  test.each(operations)("$id has one for each body", ({ id, path, method, operation }) => {
    const statuses = Object.keys(operation.responses).filter(
      (status) => "content" in locate<object>(document, "paths", path, method, "responses", status).node,
    );
    const places = new Set(examples.filter(({ operationId }) => operationId === id).map(({ place }) => place));
    expect([...places].sort()).toEqual([...(operation.requestBody ? ["request"] : []), ...statuses].sort());
    expect(statuses.some((status) => !status.startsWith("2"))).toBe(true);
  });

  test.each(operations)("$id has one for each parameter, which is valid", ({ method, path, parameters }) => {
    for (const [index, { name, example }] of parameters.entries()) {
      const shared = document.paths[path]?.parameters?.length ?? 0;
      const at = index < shared ? [path, "parameters", `${index}`] : [path, method, "parameters", `${index - shared}`];
      const { pointer } = locate(document, "paths", ...at, "schema");
      expect(accepts(api, pointer, "asserted")(example), name).toBe(true);
    }
  });

  test("of fields exist for each field, and are valid", () => {
    const fields = Object.keys(document.components.schemas).flatMap((name) =>
      [...walkSchema(document, { $ref: `#/components/schemas/${name}` })]
        // A value that is fixed needs no example, and neither does an item where the array has one.
        .filter(([site, schema]) => schema.const === undefined && !site.endsWith("[]") && isLeaf(schema))
        .map(([site, schema]) => ({ field: `${name}${site}`, schema })),
    );
    expect(fields.length).toBeGreaterThan(0);
    const wrong = fields.filter(({ schema }) => {
      const check = compileSchema(api, schema);
      return !schema.examples?.length || !schema.examples.every((value) => check(value));
    });
    expect(wrong.map(({ field }) => field)).toEqual([]);
  });
});

function isLeaf({ type = "object" }: Schema): boolean {
  return ![type].flat().some((name) => name === "object" || name === "array");
}
