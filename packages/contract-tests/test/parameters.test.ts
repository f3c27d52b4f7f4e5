import { describe, expect, test } from "vitest";
import { compileSchema } from "../src/ajv.ts";
import { apis, documentOf } from "../src/apis.ts";
import type { Schema } from "../src/document.ts";
import { assertedSites, requestMistakes, unnoticed } from "../src/mutations/index.ts";
import { listOperations, parametersName } from "../src/operations.ts";
import { issuesOf, validatorsOf } from "../src/validators.ts";

describe.each(apis)("the parameters of %s", (api) => {
  const document = documentOf(api);
  const cases = listOperations(document).map(({ operation: { operationId }, parameters }) => {
    const schema: Schema = {
      type: "object",
      required: parameters.filter(({ required }) => required).map(({ name }) => name),
      properties: Object.fromEntries(parameters.map((parameter) => [parameter.name, parameter.schema])),
      additionalProperties: false,
    };
    const value = Object.fromEntries(parameters.map(({ name, example }) => [name, example]));
    const mistakes = parameters.length > 0 ? requestMistakes(document, schema, value) : [];
    return { operationId, name: parametersName(operationId), schema, value, parameters, mistakes };
  });
  const withParameters = cases.filter(({ parameters }) => parameters.length > 0);

  test("have a validator for each operation that has parameters, and for no other", () => {
    const expected = withParameters.map(({ name }) => name).sort();
    expect(
      Object.keys(validatorsOf(api))
        .filter((name) => name.endsWith("Parameters"))
        .sort(),
    ).toEqual(expected);
  });

  test.each(withParameters)(
    "of $operationId are accepted as the examples have them, and every rule of them is tried",
    ({ name, value, mistakes, schema }) => {
      expect(issuesOf(api, name, value)).toEqual([]);
      const tried = new Set(mistakes.map(({ site }) => site));
      expect([...tried].sort()).toEqual(assertedSites(document, schema).sort());
    },
  );

  test.each(withParameters)(
    "of $operationId with a mistake are rejected, with one issue",
    ({ name, mistakes, schema }) => {
      const check = compileSchema(api, schema);
      expect(mistakes.filter(({ value }) => check(value)).map(({ title }) => title)).toEqual([]);
      expect(mistakes.flatMap((mistake) => unnoticed(mistake, issuesOf(api, name, mistake.value)))).toEqual([]);
    },
  );

  test.each(withParameters)("of $operationId are accepted without the optional ones", ({ name, value, parameters }) => {
    const needed = parameters.filter(({ required }) => required).map((parameter) => parameter.name);
    const least = Object.fromEntries(Object.entries(value).filter(([key]) => needed.includes(key)));
    expect(issuesOf(api, name, least)).toEqual([]);
  });
});
