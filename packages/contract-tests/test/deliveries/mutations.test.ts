import { describe, expect, test } from "vitest";
import { compileAt } from "../../src/ajv.ts";
import { deliveryExamples, listDeliveries, wholeDeliveries } from "../../src/deliveries.ts";
import { apis, documents } from "../../src/document.ts";
import { responseMistakes, responseNovelties, unnoticed } from "../../src/mutations/index.ts";
import { walkSchema } from "../../src/mutations/walk.ts";
import { issuesOf } from "../../src/validators.ts";

/** At least so many mistakes and novelties are tried in each API's deliveries. */
const floors = { webex: { mistakes: 8_000, novelties: 6_000 }, "8x8": { mistakes: 12_000, novelties: 8_500 } };

// Ajv tries every branch of the union of all deliveries, and collects the errors of each.
const patience = 120_000;

describe.each(apis)("deliveries of %s", (api) => {
  const document = documents[api];
  const one = compileAt(api, "#/components/schemas/Delivery", "annotated");
  const cases = [...deliveryExamples(api), ...wholeDeliveries(api)].map((example) => {
    const schema = { $ref: `#/components/schemas/${example.schema}` };
    return {
      ...example,
      own: compileAt(api, schema.$ref, "annotated"),
      mistakes: responseMistakes(document, schema, example.value),
      novelties: responseNovelties(document, schema, example.value),
      named: responseNovelties(document, schema, example.value, { named: false }),
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

  test.each(cases)("$name with a mistake is refused", { timeout: patience }, ({ own, mistakes }) => {
    for (const check of [own, one])
      expect(mistakes.filter(({ value }) => check(value)).map(({ title }) => title)).toEqual([]);
  });

  test.each(cases)("$name with a mistake gets one issue, which names the field", ({ schema, mistakes }) => {
    for (const name of [schema, "Delivery"])
      expect(mistakes.flatMap((mistake) => unnoticed(mistake, issuesOf(api, name, mistake.value)))).toEqual([]);
  });

  test.each(cases)(
    "$name with something new is accepted",
    { timeout: patience },
    ({ own, schema, novelties, named }) => {
      const refused = [
        ...novelties.filter(({ value }) => !one(value) || issuesOf(api, "Delivery", value).length > 0),
        ...named.filter(({ value }) => !own(value) || issuesOf(api, schema, value).length > 0),
      ];
      expect(refused.map(({ title }) => title)).toEqual([]);
    },
  );
});
