import { describe, expect, it } from "vitest";
import { resolveReferences } from "../../src/file/references.js";

const environment = { NAME: "value", EMPTY: "", TRICKY: "${NAME} $$ {a: b}\n- c" };

describe("resolveReferences", () => {
  it.each([
    ["${NAME}", "value"],
    ["a ${NAME} b ${NAME}", "a value b value"],
    ["${NAME:-default}", "value"],
    ["${MISSING:-default}", "default"],
    ["${MISSING:-}", ""],
    ["${EMPTY:-default}", "default"],
    ["${MISSING:-a:-b $ c}", "a:-b $ c"],
    ["$${NAME}", "${NAME}"],
    ["$$${NAME}", "$value"],
    ["$$$$", "$$"],
    ["$NAME costs $5", "$NAME costs $5"],
    ["$", "$"],
  ])("reads %j as %j", (text, value) => {
    expect(resolveReferences(text, environment)).toMatchObject({ value, problems: [] });
  });

  it("reads nothing in a value of the environment", () => {
    expect(resolveReferences("<${TRICKY}>", environment).value).toBe("<${NAME} $$ {a: b}\n- c>");
  });

  it.each([
    ["${MISSING}", "${MISSING}", "MISSING, which isn't set"],
    ["a ${EMPTY}", "${EMPTY}", "EMPTY, which is empty"],
    ["${}", "${}", "malformed"],
    ["${1A}", "${1A}", "malformed"],
    ["${A-B}", "${A-B}", "malformed"],
    ["${ NAME }", "${ NAME }", "malformed"],
    ["x ${NAME", "${NAME", "malformed"],
    ["${NAME:=x}", "${NAME:=x}", "malformed"],
    ["${toString}", "${toString}", "toString, which isn't set"],
  ])("reports %j", (text, part, message) => {
    const { problems } = resolveReferences(text, environment);
    expect(problems).toEqual([{ text: part, message: expect.stringContaining(message), remedy: expect.any(String) }]);
  });

  it("reports a reference within a default", () => {
    expect(resolveReferences("${A:-${NAME}}", environment).problems).toHaveLength(1);
  });

  it.each([
    ["${NAME}", true],
    ["Bearer ${NAME}", true],
    ["${NAME:-}", true],
    ["${NAME:-default}", false],
    ["x${NAME}", false],
    ["Bearer", false],
    ["$NAME", false],
    ["", false],
  ])("knows whether the secret of %j is all from the environment", (text, isSecret) => {
    expect(resolveReferences(text, environment).isSecret).toBe(isSecret);
  });
});
