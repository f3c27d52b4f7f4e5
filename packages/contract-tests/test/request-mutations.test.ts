import { describe, expect, test } from "vitest";
import { accepts } from "../src/ajv.ts";
import { apis, documentOf } from "../src/apis.ts";
import { requestExamples } from "../src/examples.ts";
import { assertedSites, requestMistakes, unnoticed } from "../src/mutations/index.ts";
import { issuesOf } from "../src/validators.ts";

describe.each(apis)("requests to %s", (api) => {
  const document = documentOf(api);
  const cases = requestExamples(api).map((example) => ({
    ...example,
    mistakes: requestMistakes(document, { $ref: `#/components/schemas/${example.schema}` }, example.value),
  }));
  const tried = cases.flatMap(({ schema, mistakes }) => mistakes.map(({ site }) => `${schema}${site}`));

  test(`are tried with ${tried.length} mistakes, at least one for each rule of their schemas`, () => {
    const names = new Set(cases.map(({ schema }) => schema));
    const rules = [...names].flatMap((name) =>
      assertedSites(document, { $ref: `#/components/schemas/${name}` }).map((site) => `${name}${site}`),
    );
    expect([...new Set(tried)].sort()).toEqual(rules.sort());
    expect(tried.length).toBeGreaterThan(4 * rules.filter((rule) => rule.endsWith(" type")).length);
  });

  test.each(cases)("$name with a mistake is rejected by Ajv", ({ pointer, mistakes }) => {
    const check = accepts(api, pointer, "asserted");
    expect(mistakes.filter(({ value }) => check(value)).map(({ title }) => title)).toEqual([]);
  });

  test.each(cases)("$name with a mistake gets one issue, which names the field", ({ schema, mistakes }) => {
    expect(mistakes.flatMap((mistake) => unnoticed(mistake, issuesOf(api, schema, mistake.value)))).toEqual([]);
  });
});
