import { expect, test } from "vitest";
import { readExplanations, reasonFor } from "./explanations.ts";

const rows = [{ edit: 'known value specs/*(nothing) -> "extra"', reason: "a value more" }];

test("a row explains the edits that begin as it does, whatever stands for its *", () => {
  const edit = 'known value  specs/8x8/schemas/A.yaml#/x-known-values/2  (nothing) -> "extra"';
  expect(reasonFor(rows, { edit })).toBe("a value more");
  expect(reasonFor(rows, { edit: edit.replace("known value", "enum") })).toBeUndefined();
  expect(reasonFor(rows, { edit: edit.replace("(nothing)", '"a"') })).toBeUndefined();
});

test("each row of the table has a reason", async () => {
  for (const { edit, reason } of await readExplanations()) expect([edit, reason.length > 20]).toEqual([edit, true]);
});
