import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { apis } from "../src/apis.ts";
import { requiredFields } from "../src/required-fields.ts";

describe.each(apis)("the sources of %s", (api) => {
  const sources = readFileSync(new URL(`../../../specs/${api}/SOURCES.md`, import.meta.url), "utf8");
  const [, section = ""] = sources.split("\n## Required fields of what is received\n");
  const rows = (section.split("\n## ")[0] ?? "")
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .map((line) => line.split("|").map((cell) => cell.trim()));
  const named = rows.flatMap(([, fields = ""]) => [...fields.matchAll(/`([^`]+)`/g)].map(([, field]) => field));

  test("name each field that a delivery or a response must have, once", () => {
    expect(named.length).toBeGreaterThan(0);
    const place = `the fields under "Required fields of what is received" in specs/${api}/SOURCES.md`;
    expect(named.sort(), place).toEqual(requiredFields(api));
  });

  test("say why each of these fields is required", () => {
    expect(rows.filter(([, , reason = ""]) => reason === "")).toEqual([]);
  });
});
