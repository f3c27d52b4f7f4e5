import { describe, expect, test } from "vitest";
import { createAjv } from "../src/ajv.ts";
import { apis, documents, type Schema } from "../src/document.ts";
import { assertedSites, requestMistakes, unnoticed } from "../src/mutations/index.ts";
import { listOperations, parametersName } from "../src/operations.ts";
import { issuesOf, validators } from "../src/validators.ts";

describe.each(apis)("the parameters of %s", (api) => {
  const document = documents[api];
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
      Object.keys(validators[api])
        .filter((name) => name.endsWith("Parameters"))
        .sort(),
    ).toEqual(expected);
  });

  test.each(withParameters)(
    "of $operationId are right as the examples have them",
    ({ name, value, mistakes, schema }) => {
      expect(issuesOf(api, name, value)).toEqual([]);
      const tried = new Set(mistakes.map(({ site }) => site));
      expect([...tried].sort()).toEqual(assertedSites(document, schema).sort());
    },
  );

  test.each(withParameters)(
    "of $operationId with a mistake are refused, with one issue",
    ({ name, mistakes, schema }) => {
      const check = createAjv(document, "asserted").compile(absolute(schema));
      expect(mistakes.filter(({ value }) => check(value)).map(({ title }) => title)).toEqual([]);
      expect(mistakes.flatMap((mistake) => unnoticed(mistake, issuesOf(api, name, mistake.value)))).toEqual([]);
    },
  );

  test.each(withParameters)("of $operationId may lack what is optional", ({ name, value, parameters }) => {
    const needed = parameters.filter(({ required }) => required).map((parameter) => parameter.name);
    const least = Object.fromEntries(Object.entries(value).filter(([key]) => needed.includes(key)));
    expect(issuesOf(api, name, least)).toEqual([]);
  });
});

/** Gives a schema with its references into the document that Ajv knows. */
function absolute(schema: Schema): Schema {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"document#/')) as Schema;
}
