import { describe, expect, test } from "vitest";
import { errorsAt } from "../src/ajv.ts";
import { apis, documentOf } from "../src/apis.ts";
import { listExamples } from "../src/examples.ts";
import { responseNulls } from "../src/mutations/index.ts";
import { nullSets } from "../src/mutations/nulls.ts";
import { removeAt } from "../src/mutations/values.ts";
import { validateOf } from "../src/validators.ts";
import { operations } from "./faults/operations.ts";

describe.each(apis)("a response of %s", (api) => {
  const document = documentOf(api);
  const cases = listExamples(api)
    .filter(({ place }) => place !== "request")
    .map((example) => ({
      ...example,
      nulls: responseNulls(document, { $ref: `#/components/schemas/${example.schema}` }, example.value),
    }));

  /** Calls the example's operation through its client and returns what it resolves with, or the error as JSON. */
  async function call({ operationId, place }: (typeof cases)[number], body: unknown): Promise<unknown> {
    const operation = operations.find((own) => own.api === api && own.id === operationId);
    if (!operation) throw new Error(`${api} has no call of ${operationId}`);
    const status = place === "default" ? 418 : Number(place);
    const fetch = async () => Response.json(body, { status });
    const called = operation.call({ auth: "k7", fetch, retries: 0, now: () => 0 }, "Y2lz");
    return await called.catch((error: unknown) => ({ error: JSON.parse(JSON.stringify(error)) as unknown }));
  }

  const withNulls = cases.filter(({ nulls }) => nulls.length > 0);

  test(`is tried with ${cases.flatMap(({ nulls }) => nulls).length} nulls, for every operation with a body`, () => {
    const idsOf = (some: typeof cases) =>
      new Set(some.filter(({ place }) => place.startsWith("2")).map(({ operationId }) => operationId));
    expect(idsOf(cases).size).toBeGreaterThan(0);
    expect(idsOf(withNulls)).toEqual(idsOf(cases));
  });

  test.each(withNulls)("like $name of $operationId is what its client reads without the null", async (example) => {
    for (const { title, path, value } of example.nulls) {
      const expected = await call(example, removeAt(example.value, path));
      const read = await call(example, value);
      if (example.place.startsWith("2")) expect(read, title).toStrictEqual(expected);
      else expect(withoutBody(read), title).toStrictEqual(withoutBody(expected));
      expect(Object.hasOwn(Object(read) as object, "error"), title).toBe(!example.place.startsWith("2"));
    }
  });

  test.each(withNulls)(
    "like $name is read without any set of nulls as Ajv accepts it, and isn't changed",
    (example) => {
      for (const { sent, left } of nullSets(example.value, example.nulls)) {
        const before = JSON.stringify(sent);
        expect(errorsAt(api, example.pointer, "annotated", sent)).not.toEqual([]);
        expect(errorsAt(api, example.pointer, "annotated", left)).toEqual([]);
        expect(validateOf(api, example.schema)(sent)).toStrictEqual({ value: left });
        expect(JSON.stringify(sent)).toBe(before);
      }
    },
  );
});

/** Returns a failed call without the response's body, which an error shows as it came. */
function withoutBody(outcome: unknown): unknown {
  const { error } = Object(outcome) as { error?: object };
  return { error: { ...error, body: undefined } };
}
