import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { apis } from "../lib/apis.ts";
import { root } from "../lib/repository.ts";
import { applyEdit, type Edit, formatEdit, pointerOf } from "./edit.ts";
import { chooseEdits } from "./run-edits.ts";
import { specEdits } from "./spec-edits.ts";

const edits = apis.flatMap((api) => specEdits(root, api));
const chosen = chooseEdits(edits, 1);

describe("an edit", () => {
  const edit: Edit = {
    kind: "required",
    file: "specs/x/schemas/A.yaml",
    at: ["a/b", 0],
    from: "x",
    to: undefined,
    operations: [{ at: ["a/b", 0] }],
  };

  test("changes one place and leaves the rest as it is, with its comments", () => {
    expect(applyEdit("# why\na/b: [x, y] # list\nc: 1\n", edit)).toBe("# why\na/b: [ y ] # list\nc: 1\n");
  });

  test("adds a value that is not there yet", () => {
    const added = { ...edit, operations: [{ at: ["c", "d"], to: { e: 1 } }] };
    expect(parse(applyEdit("c: {}\n", added))).toEqual({ c: { d: { e: 1 } } });
  });

  test("is shown with its file, pointer, old and new value", () => {
    expect(pointerOf(edit)).toBe("#/a~1b/0");
    expect(formatEdit(edit)).toBe('required  specs/x/schemas/A.yaml#/a~1b/0  "x" -> (nothing)');
  });
});

describe("the edits of the specs", () => {
  test("are of every kind that a spec has, for each of many places", () => {
    expect(edits.length).toBeGreaterThan(5_000);
    expect(new Set(edits.map(({ kind }) => kind)).size).toBeGreaterThan(35);
  });

  test("change what the file says, each", () => {
    const texts = new Map(edits.map(({ file }) => [file, readFileSync(join(root, file), "utf8")]));
    for (const edit of chosen.slice(0, 400)) {
      const text = texts.get(edit.file) ?? "";
      expect(parse(applyEdit(text, edit)), formatEdit(edit)).not.toEqual(parse(text));
    }
  });

  test("are chosen by the seed alone, each once", () => {
    expect(chooseEdits(edits, 1)).toEqual(chosen);
    expect(chooseEdits(edits, 2)).not.toEqual(chosen);
    expect(new Set(chosen).size).toBe(edits.length);
  });

  test("begin with one of each kind", () => {
    const kinds = new Set(edits.map(({ kind }) => kind));
    expect(new Set(chosen.slice(0, kinds.size).map(({ kind }) => kind))).toEqual(kinds);
  });
});
