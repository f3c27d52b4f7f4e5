import { describe, expect, test } from "vitest";
import { accepts } from "../../src/ajv.ts";
import { apis, documentOf } from "../../src/apis.ts";
import { deliveryExamples, listDeliveries, optionalSelectingFields, wholeDeliveries } from "../../src/deliveries.ts";
import {
  expectedAtLeast,
  type Mutation,
  responseMistakes,
  responseNovelties,
  unnoticed,
} from "../../src/mutations/index.ts";
import { walkSchema } from "../../src/mutations/walk.ts";
import { issuesOf } from "../../src/validators.ts";

describe.each(apis)("deliveries of %s", (api) => {
  const document = documentOf(api);
  const one = accepts(api, "#/components/schemas/Delivery", "annotated");
  const cases = [...deliveryExamples(api), ...wholeDeliveries(api)].map((example) => {
    const schema = { $ref: `#/components/schemas/${example.schema}` };
    return {
      ...example,
      own: accepts(api, schema.$ref, "annotated"),
      least: expectedAtLeast(document, schema, example.value),
      mistakes: responseMistakes(document, schema, example.value),
      novelties: responseNovelties(document, schema, example.value),
      named: responseNovelties(document, schema, example.value, { named: false }),
    };
  });
  // Without a field that other deliveries lack, a delivery is another one.
  const absent = optionalSelectingFields(api).map((field) => `${field}: is null`);
  const others = [...absent, ...optionalSelectingFields(api).map((field) => `${field}: removed`)];
  const sameDelivery = ({ title }: Mutation) => !others.includes(title);
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

  test("are tried in every field of every form", () => {
    const tried = new Set(cases.flatMap(({ schema, mistakes }) => mistakes.map(({ site }) => `${schema}${site}`)));
    const fields = listDeliveries(document).flatMap(({ schema: name }) =>
      [...walkSchema(document, { $ref: `#/components/schemas/${name}` })]
        .filter(([, { type }]) => type !== undefined)
        .flatMap(([site, { required = [] }]) => [
          `${name}${site} type`,
          ...required.map((r) => `${name}${site}.${r} required`),
        ]),
    );
    expect([...new Set(fields)].filter((field) => !tried.has(field))).toEqual([]);
  });

  test.each(cases)("$name with a mistake is rejected by Ajv", ({ own, mistakes }) => {
    expect(mistakes.filter(({ value }) => own(value)).map(({ title }) => title)).toEqual([]);
    expect(mistakes.filter((mistake) => sameDelivery(mistake) && one(mistake.value)).map(({ title }) => title)).toEqual(
      [],
    );
  });

  test.each(cases)("$name with a mistake gets one issue, which names the field", ({ schema, mistakes }) => {
    // To a schema with the field in a part of its own, `null` is absence, which is another mistake.
    const own = mistakes.filter(({ title }) => !absent.includes(title));
    const tried = { [schema]: own, Delivery: mistakes.filter(sameDelivery) };
    for (const [name, list] of Object.entries(tried))
      expect(list.flatMap((mistake) => unnoticed(mistake, issuesOf(api, name, mistake.value)))).toEqual([]);
  });

  test.each(cases)("$name with something new is accepted", ({ own, schema, novelties, named }) => {
    const rejected = [
      ...novelties.filter(({ value }) => !one(value) || issuesOf(api, "Delivery", value).length > 0),
      ...named.filter(({ value }) => !own(value) || issuesOf(api, schema, value).length > 0),
    ];
    expect(rejected.map(({ title }) => title)).toEqual([]);
  });
});
