import { describe, expect, test } from "vitest";
import { accepts } from "../../src/ajv.ts";
import { apis, documentOf } from "../../src/apis.ts";
import { deliveryExamples, optionalSelectingFields, selectingFields, wholeDeliveries } from "../../src/deliveries.ts";
import { requiredRemovals, responseNulls, unnoticed } from "../../src/mutations/index.ts";
import { nullSets } from "../../src/mutations/nulls.ts";
import { removeAt } from "../../src/mutations/values.ts";
import { validateOf } from "../../src/validators.ts";
import { receive } from "./receive.ts";

describe.each(apis)("a delivery of %s", (api) => {
  const document = documentOf(api);
  const one = accepts(api, "#/components/schemas/Delivery", "annotated");
  const others = optionalSelectingFields(api).map((field) => `${field}: removed`);
  const cases = [...deliveryExamples(api), ...wholeDeliveries(api)].map((example) => {
    const schema = { $ref: `#/components/schemas/${example.schema}` };
    const nulls = responseNulls(document, schema, example.value);
    // Without a field that other deliveries lack, a delivery is another one.
    const required = requiredRemovals(document, schema, example.value).filter(({ title }) => !others.includes(title));
    return { ...example, nulls, required };
  });
  const [nulls, required] = [cases.flatMap((own) => own.nulls), cases.flatMap((own) => own.required)];

  test(`is tried with ${nulls.length} nulls, in each of its optional fields, and without ${required.length} required ones`, () => {
    expect(cases.filter((own) => own.required.length === 0).map(({ name }) => name)).toEqual([]);
    expect(nulls.length).toBeGreaterThan(0);
  });

  test("has no field that is documented as null, since handlers don't get it", () => {
    expect(JSON.stringify(document)).not.toMatch(/"type":\[[^\]]*"null"/);
  });

  test.each(cases)("like $name reaches its handler without an optional field that is null", async (example) => {
    const { delivery, value } = example;
    for (const { title, path, value: sent } of example.nulls) {
      const expected = await receive(api, delivery, removeAt(value, path));
      const received = await receive(api, delivery, sent);
      expect(received, title).toStrictEqual({ ...expected, original: sent });
      expect([received.by, received.status], title).toEqual([delivery, 200]);
    }
  });

  test.each(cases)("like $name gets one issue if a required field is left out", async (example) => {
    for (const mistake of example.required) {
      const { by, issues = [] } = await receive(api, example.delivery, mistake.value);
      expect([mistake.title, by]).toEqual([mistake.title, "onInvalid"]);
      expect(unnoticed(mistake, issues)).toEqual([]);
    }
  });

  test("without a known name reaches onUnknown without an optional field that is null", async () => {
    const names = Object.fromEntries(selectingFields(api).map((field) => [field, "something_new"]));
    const value = { ...cases[0]?.value, ...names };
    const schema = { $ref: "#/components/schemas/UnknownDelivery" };
    for (const { title, path, value: sent } of responseNulls(document, schema, value)) {
      const { by, value: read, original } = await receive(api, "*", sent);
      expect({ by, read, original }, title).toStrictEqual({
        by: "onUnknown",
        read: removeAt(value, path),
        original: sent,
      });
    }
  });

  test.each(cases)("like $name is read without any set of nulls as Ajv accepts it, and isn't changed", (example) => {
    for (const { sent, left } of nullSets(example.value, example.nulls)) {
      const before = JSON.stringify(sent);
      expect([one(sent), one(left)]).toEqual([false, true]);
      for (const name of [example.schema, "Delivery"])
        expect(validateOf(api, name)(sent)).toStrictEqual({ value: left });
      expect(JSON.stringify(sent)).toBe(before);
    }
  });
});
