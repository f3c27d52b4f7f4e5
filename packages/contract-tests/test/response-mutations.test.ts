import { describe, expect, test } from "vitest";
import { errorsAt } from "../src/ajv.ts";
import { apis, documentOf } from "../src/apis.ts";
import { responseExamples } from "../src/examples.ts";
import { expectedAtLeast, responseMistakes, responseNovelties, unnoticed } from "../src/mutations/index.ts";
import { walkSchema, wholeValues } from "../src/mutations/walk.ts";
import { issuesOf } from "../src/validators.ts";

describe.each(apis)("responses of %s", (api) => {
  const document = documentOf(api);
  const examples = responseExamples(api);
  const schemas = new Map(examples.map((example) => [example.schema, example]));
  const whole = [...schemas.values()].flatMap((example) =>
    wholeValues(document, { $ref: `#/components/schemas/${example.schema}` }).map((value) => ({
      ...example,
      name: `every field of ${example.schema}`,
      value,
    })),
  );
  const cases = [...examples, ...whole].map((example) => {
    const schema = { $ref: `#/components/schemas/${example.schema}` };
    return {
      ...example,
      errors: (changed: unknown) => errorsAt(api, example.pointer, "annotated", changed),
      least: expectedAtLeast(document, schema, example.value),
      mistakes: responseMistakes(document, schema, example.value),
      novelties: responseNovelties(document, schema, example.value),
    };
  });

  const counts = {
    mistakes: cases.flatMap((c) => c.mistakes).length,
    novelties: cases.flatMap((c) => c.novelties).length,
  };

  test(`are tried with ${counts.mistakes} mistakes and ${counts.novelties} novelties, several for each value`, () => {
    const few = cases.filter(
      ({ least, mistakes, novelties }) => mistakes.length < least.mistakes || novelties.length < least.novelties,
    );
    expect(few.map(({ name }) => name)).toEqual([]);
    expect(Math.min(counts.mistakes, counts.novelties)).toBeGreaterThan(0);
  });

  test("are tried in every field that the schemas have", () => {
    const tried = cases.flatMap(({ schema, mistakes }) => mistakes.map(({ site }) => `${schema}${site}`));
    const fields = new Set(
      cases.flatMap(({ schema }) =>
        [...walkSchema(document, { $ref: `#/components/schemas/${schema}` })].map(([site]) => `${schema}${site} type`),
      ),
    );
    const untried = [...fields].filter((field) => !tried.includes(field));
    expect(untried).toEqual([]);
  });

  test.each(cases)("$name with a mistake is rejected, with one issue that names the field", (example) => {
    const { schema, errors, mistakes } = example;
    expect(mistakes.filter(({ value }) => errors(value).length === 0).map(({ title }) => title)).toEqual([]);
    expect(mistakes.flatMap((mistake) => unnoticed(mistake, issuesOf(api, schema, mistake.value)))).toEqual([]);
  });

  test.each(cases)("$name with something new is accepted", ({ schema, errors, novelties }) => {
    const wrong = novelties.flatMap(({ title, value }) => {
      const issues = issuesOf(api, schema, value);
      const found = errors(value);
      return found.length === 0 && issues.length === 0 ? [] : [{ title, errors: found, issues }];
    });
    expect(wrong).toEqual([]);
  });

  test("have no closed list and no closed object", () => {
    const closed = [...new Set(cases.map(({ schema }) => schema))].flatMap((name) =>
      [...walkSchema(document, { $ref: `#/components/schemas/${name}` })].filter(
        ([, schema]) => schema.enum || schema.pattern || schema.additionalProperties === false || schema.not,
      ),
    );
    expect(closed).toEqual([]);
  });
});
