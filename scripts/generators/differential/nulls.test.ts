import { describe, expect, test } from "vitest";
import { loadValidators } from "../../testing/load-validators.ts";
import { generateValidators } from "../validators.ts";
import { cases, responseDocumentOf } from "./documents.ts";
import { createValues } from "./values.ts";

const values = createValues(20_000, "constructor");

/** Reports whether a value is another one without some properties that are `null` there. */
function isWithoutNulls(read: unknown, sent: unknown): boolean {
  if (typeof sent !== "object" || sent === null || typeof read !== "object" || read === null) return read === sent;
  const rest = read as Record<string, unknown>;
  return (
    Array.isArray(sent) === Array.isArray(read) &&
    Object.keys(rest).every((name) => Object.hasOwn(sent, name)) &&
    Object.entries(sent).every(([name, value]) =>
      Object.hasOwn(rest, name) ? isWithoutNulls(rest[name], value) : value === null && !Array.isArray(sent),
    )
  );
}

const hasNull = (value: unknown): boolean =>
  typeof value === "object" &&
  value !== null &&
  Object.values(value).some((part) => (part === null ? !Array.isArray(value) : hasNull(part)));

describe(`validators of responses, on ${values.length} values each`, { timeout: 120_000 }, () => {
  test.each(cases)("leave out nothing but nulls, all at once: %s", async (_title, schemas) => {
    const { Body } = await loadValidators(generateValidators("any", responseDocumentOf(schemas), { shared: true }));
    const validate = (value: unknown) => {
      const result = Body?.["~standard"].validate(value);
      return result?.issues ? undefined : result;
    };
    const wrong = values.filter((sent) => {
      const result = validate(sent);
      if (!result) return false;
      if (!hasNull(sent)) return result.value !== sent;
      return !isWithoutNulls(result.value, sent) || validate(result.value)?.value !== result.value;
    });
    expect(wrong.slice(0, 5)).toEqual([]);
  });
});
