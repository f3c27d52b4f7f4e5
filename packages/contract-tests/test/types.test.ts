import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import { apis } from "../src/apis.ts";
import { compile, type Files } from "../src/compile.ts";
import { deliveryExamples } from "../src/deliveries.ts";
import { listExamples } from "../src/examples.ts";
import { openLists } from "../src/open-lists.ts";
import {
  assertionFiles,
  literalFiles,
  literals,
  readmePages,
  surroundings,
  wrongLiteral,
} from "../src/type-samples.ts";

const samples = [...readmePages()].flatMap(([page, codes]) =>
  codes.map((code, index) => ({
    page,
    code,
    file: `${page.replaceAll("/", "-")}-${index + 1}.ts`,
    line: code.split("\n")[0],
  })),
);

/** Pairs of types that are not the same, or the same for want of any type. */
const different = ["never, never", "any, any", "string, never", "any, string", '"a", string', "{ a?: 1 }, {}"];
const imported = (names: string) => `import { ${names} } from "../src/type-assertions.ts";\n`;

const { exports } = createRequire(import.meta.url)("comms-webhooks/package.json") as { exports: object };
const modules = [
  ...["", ...apis.map((api) => `/${api}`)]
    .filter((path) => `.${path}` in exports)
    .map((path) => `comms-webhooks${path}`),
  ...apis.map((api) => `@comms-webhooks/${api}-types`),
];

const files: Files = {
  ...Object.assign({}, ...apis.map(literals)),
  ...Object.fromEntries(apis.map((api) => [`open-lists-${api}.ts`, openLists(api)])),
  ...Object.fromEntries(apis.map((api) => [`wrong-${api}.ts`, wrongLiteral(api, { nothing: [7] })])),
  ...Object.fromEntries([...assertionFiles(), ...surroundings()].map((file) => [file, undefined])),
  ...Object.fromEntries(
    different.map((pair, index) => [`different-${index}.ts`, `${imported("equal")}equal<${pair}>();`]),
  ),
  "same.ts": `${imported("equal, suggests")}equal<"a" | 1, 1 | "a">();\nsuggests<"a" | (string & {}), "a">();`,
  "closed.ts": `${imported("suggests")}suggests<"a", "a">();`,
  "mark.ts": "// @ts-expect-error\nexport const right: string = 'right';\n",
  "modules.ts": modules.map((module, index) => `export type * as module${index} from "${module}";`).join("\n"),
  // A sample may be the body of a function.
  ...Object.fromEntries(
    samples.map(({ file, code }) => [file, `${code.replaceAll("return undefined;", "")}\nexport {};`]),
  ),
};
const { errorsIn, vacuousTypes } = compile(files);

describe.each(apis)("the generated types of %s", (api) => {
  const [operations, deliveries] = literalFiles(api);

  test("accept every example of an operation as a literal", () => {
    expect(files[operations]?.match(/^export const/gm)).toHaveLength(listExamples(api).length);
    expect(errorsIn(operations)).toEqual([]);
  });

  test("accept every example of a delivery as a literal", () => {
    expect(files[deliveries]?.match(/^export const/gm)).toHaveLength(deliveryExamples(api).length);
    expect(errorsIn(deliveries)).toEqual([]);
  });

  test("reject a value of another shape", () => {
    expect(errorsIn(`wrong-${api}.ts`)).not.toEqual([]);
  });

  test("accept every string in an open list, and suggest its known values", () => {
    expect(errorsIn(`open-lists-${api}.ts`)).toEqual([]);
  });
});

describe("the assertions about types", () => {
  test.each(assertionFiles())("hold in %s", (file) => {
    expect(errorsIn(file)).toEqual([]);
  });

  test.each(different.map((pair, index) => [pair, index] as const))("reject the pair %s", (_pair, index) => {
    expect(errorsIn(`different-${index}.ts`)).toHaveLength(1);
  });

  test("hold for types that are the same, and not for a closed list", () => {
    expect(errorsIn("same.ts")).toEqual([]);
    expect(errorsIn("closed.ts")).toHaveLength(1);
  });

  test("fail where a line that is expected to be wrong is right", () => {
    expect(errorsIn("mark.ts")).toEqual(["mark.ts:1 Unused '@ts-expect-error' directive."]);
  });
});

describe("the exported types", () => {
  test.each(modules)("of %s are neither never nor any", (module) => {
    expect(vacuousTypes(module)).toEqual([]);
  });
});

describe("the samples of READMEs", () => {
  // What the settings of a library demand, and a sample doesn't.
  const beside = /never read|never used|are unused|isolatedDeclarations|likely not portable/;

  test.each(
    ["README.md", "packages/comms-webhooks/README.md", "packages/sandbox/README.md"].concat(
      apis.flatMap((api) => [`packages/${api}-client/README.md`, `packages/${api}-types/README.md`]),
    ),
  )("are there in %s", (page) => {
    expect(samples.map((sample) => sample.page)).toContain(page);
  });

  test.each(samples)("compile in $page: $line", ({ file }) => {
    expect(errorsIn(file).filter((error) => !beside.test(error))).toEqual([]);
  });
});
