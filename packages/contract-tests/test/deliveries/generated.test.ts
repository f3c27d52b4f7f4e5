import { describe, expect, test } from "vitest";
import { accepts } from "../../src/ajv.ts";
import { apis, documentOf } from "../../src/apis.ts";
import { holds } from "../../src/arbitraries/check.ts";
import { mistakesIn } from "../../src/arbitraries/mistakes.ts";
import { valuesOf } from "../../src/arbitraries/values.ts";
import { listDeliveries, optionalSelectingFields, selectingFields } from "../../src/deliveries.ts";
import { responseMistakes, unnoticed } from "../../src/mutations/index.ts";
import { issuesOf } from "../../src/validators.ts";
import { asHandled } from "./as-handled.ts";
import { receive } from "./receive.ts";

const unknown = { name: "*", schema: "UnknownDelivery", by: "onUnknown" };

describe.each(apis)("a generated delivery of %s", (api) => {
  const document = documentOf(api);
  const one = accepts(api, "#/components/schemas/Delivery", "annotated");
  const names = selectingFields(api);
  // Without a field that other deliveries lack, a delivery is another one.
  const others = optionalSelectingFields(api).flatMap((field) => [`${field}: removed`, `${field}: is null`]);
  const cases = [...listDeliveries(document).map(({ name, schema }) => ({ name, schema, by: name })), unknown].map(
    (delivery) => {
      const reference = { $ref: `#/components/schemas/${delivery.schema}` };
      return { ...delivery, reference, values: valuesOf(api, reference) };
    },
  );

  test.each(cases)("that $schema allows is valid for Ajv, and reaches $by unchanged", async (delivery) => {
    const { name, schema, by, reference, values } = delivery;
    const own = accepts(api, reference.$ref, "asserted");
    await holds(values, async (value) => {
      expect([own(value), one(value)]).toEqual([true, true]);
      for (const each of [schema, "Delivery"]) expect(issuesOf(api, each, value)).toEqual([]);
      const expected = { by, value: asHandled(api, names, reference, value), original: value, status: 200 };
      expect(await receive(api, name, value)).toStrictEqual(expected);
    });
  });

  test.each(cases)("that $schema allows reaches onInvalid with one issue after a mistake", async (delivery) => {
    const { name, schema, reference, values } = delivery;
    const own = accepts(api, reference.$ref, "annotated");
    const mistakes = mistakesIn(values, (value, choose) =>
      responseMistakes(document, reference, value, choose).filter(({ title }) => !others.includes(title)),
    );
    await holds(mistakes, async (mistake) => {
      expect([own(mistake.value), one(mistake.value)]).toEqual([false, false]);
      const { by, original, issues = [] } = await receive(api, name, mistake.value);
      expect([by, original]).toEqual(["onInvalid", mistake.value]);
      for (const found of [issues, issuesOf(api, schema, mistake.value), issuesOf(api, "Delivery", mistake.value)])
        expect(unnoticed(mistake, found)).toEqual([]);
    });
  });
});
