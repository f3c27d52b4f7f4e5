import { describe, expect, test } from "vitest";
import { compileAt } from "../src/ajv.ts";
import { apis, documents } from "../src/document.ts";
import { responseExamples } from "../src/examples.ts";
import { responseMistakes, responseNovelties, unnoticed } from "../src/mutations/index.ts";
import { walkSchema, wholeValues } from "../src/mutations/walk.ts";
import { issuesOf } from "../src/validators.ts";

/** At least so many mistakes and novelties are tried in each API's response examples. */
const floors = { webex: { mistakes: 900, novelties: 700 }, "8x8": { mistakes: 250, novelties: 200 } };

describe.each(apis)("responses of %s", (api) => {
  const document = documents[api];
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
      check: compileAt(api, example.pointer, "annotated"),
      mistakes: responseMistakes(document, schema, example.value),
      novelties: responseNovelties(document, schema, example.value),
    };
  });

  const counts = {
    mistakes: cases.flatMap((c) => c.mistakes).length,
    novelties: cases.flatMap((c) => c.novelties).length,
  };

  test(`are tried with ${counts.mistakes} mistakes and ${counts.novelties} novelties`, () => {
    expect(counts.mistakes).toBeGreaterThan(floors[api].mistakes);
    expect(counts.novelties).toBeGreaterThan(floors[api].novelties);
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

  test.each(cases)("$name with a mistake is refused, with one issue that names the field", (example) => {
    const { schema, check, mistakes } = example;
    expect(mistakes.filter(({ value }) => check(value)).map(({ title }) => title)).toEqual([]);
    expect(mistakes.flatMap((mistake) => unnoticed(mistake, issuesOf(api, schema, mistake.value)))).toEqual([]);
  });

  test.each(cases)("$name with something new is accepted", ({ schema, check, novelties }) => {
    const wrong = novelties.flatMap(({ title, value }) => {
      const issues = issuesOf(api, schema, value);
      return check(value) && issues.length === 0 ? [] : [{ title, errors: check.errors, issues }];
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
