import { describe, expect, it } from "vitest";
import { undeclaredImports } from "./undeclared-imports.ts";

const manifest = {
  name: "own",
  exports: {},
  dependencies: { "@scope/declared": "1.0.0" },
  peerDependencies: { peer: "1.0.0" },
};

describe("the imports that a package doesn't declare", () => {
  it.each([
    ["an import", 'import { a } from "other/part";'],
    ["an import without names", 'import "other";'],
    ["a re-export", 'export * from "other";'],
    ["a dynamic import", 'const a = await import("other");'],
    ["an import of a type", 'import type { A } from "other";'],
    ["a type that a declaration imports in place", 'export declare const a: import("other/part").A;'],
    ["a reference to types", '/// <reference types="other" />\nexport declare const a: A;'],
  ])("are found in %s", (_, text) => {
    const [found, ...more] = undeclaredImports(text, manifest);
    expect(found).toMatch(/^(@types\/)?other$/);
    expect(more).toEqual([]);
  });

  it("have the name of the package, once and sorted", () => {
    const text = 'import "zed";\nimport "@scope/other/part";\nimport "@scope/other";';
    expect(undeclaredImports(text, manifest)).toEqual(["@scope/other", "zed"]);
  });

  it("are none in code that imports Node, its own files, its dependencies and itself", () => {
    const specifiers = ["node:fs", "events", "./a.js", "../b.js", "#own", "@scope/declared/part", "peer", "own/part"];
    expect(undeclaredImports(specifiers.map((name) => `import "${name}";`).join("\n"), manifest)).toEqual([]);
  });

  it("are none in an example of a comment", () => {
    expect(undeclaredImports('/**\n * @example\n * import { a } from "other";\n */\nexport {};', manifest)).toEqual([]);
  });
});
