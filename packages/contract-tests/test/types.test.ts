import { describe, expect, test } from "vitest";
import { apis } from "../src/apis.ts";
import { compile, type Files } from "../src/compile.ts";
import { deliveryExamples } from "../src/deliveries.ts";
import { listExamples } from "../src/examples.ts";
import { openLists } from "../src/open-lists.ts";
import { assertionFiles, literalFiles, literals, publishedModules, wrongLiteral } from "../src/type-samples.ts";

/** Pairs of types that are not the same, or the same for want of any type. */
const different = ["never, never", "any, any", "string, never", "any, string", '"a", string', "{ a?: 1 }, {}"];
const imported = (names: string) => `import { ${names} } from "../src/type-assertions.ts";\n`;

const modules = publishedModules();

/** Mistakes of a user, and what each of the compiler's lines about them has to contain. */
const mistakes: readonly (readonly [code: string, first: RegExp])[] = [
  ["createWebexReceiver({ secret: process.env.S, on: {} });", /of property 'secret'.*'undefined' is not assignable/s],
  ["createWebexReceiver({ on: {} });", /Property 'secret' is missing/],
  ["createWebexReceiver({ secret: [process.env.S] });", /'undefined' is not assignable to type 'string'/],
  ["createWebexReceiver({ secret: () => 5 });", /'number' is not assignable to type 'string \| readonly string\[\]/],
  ['createWebexReceiver({ secret: "s", unverified: true });', /'boolean' is not assignable to type 'true'/],
  ['createWebexReceiver({ secret: "s", onUnkown() {} });', /'onUnkown' does not exist.*'onUnknown'/s],
  ['createWebexReceiver({ secret: "s", on: { "messages.creatd"() {} } });', /'"messages.creatd"' does not exist/],
  ["create8x8Receiver({ authorization: process.env.S, on: {} });", /of property 'authorization'.*'undefined'/s],
  ["create8x8Receiver({ on: {} });", /Property 'authorization' is missing/],
  ["create8x8Receiver({ verifyToken: undefined });", /Property 'authorization' is missing/],
  ['create8x8Receiver({ authorization: "s", unverified: true });', /'boolean' is not assignable to type 'true'/],
];

const receivers = [
  'import { createWebexReceiver } from "comms-webhooks/webex";',
  'import { create8x8Receiver } from "comms-webhooks/8x8";',
  "declare const process: { env: Record<string, string | undefined> };",
  "export { create8x8Receiver, createWebexReceiver, process };",
].join("\n");

/** A module whose exports are as vague as none may be. */
const vague = `
export type Nothing = never;
export type Anything = any;
export type Contradiction = string & number;
export type Generic<T> = any & T;
export declare const value: any;
export declare function fail(): never;
export declare function parse(text: any, known: string): any;
export interface Loose { field: any; absent?: never; known: string }
export type Right<T> = { readonly [Name in keyof T]?: T[Name] };
`;

const files: Files = {
  ...Object.assign({}, ...apis.map(literals)),
  ...Object.fromEntries(apis.map((api) => [`open-lists-${api}.ts`, openLists(api)])),
  ...Object.fromEntries(apis.map((api) => [`wrong-${api}.ts`, wrongLiteral(api, { nothing: [7] })])),
  ...Object.fromEntries(assertionFiles().map((file) => [file, undefined])),
  ...Object.fromEntries(
    different.map((pair, index) => [`different-${index}.ts`, `${imported("equal")}equal<${pair}>();`]),
  ),
  "same.ts": `${imported("equal, suggests")}equal<"a" | 1, 1 | "a">();\nsuggests<"a" | (string & {}), "a">();`,
  "closed.ts": `${imported("suggests")}suggests<"a", "a">();`,
  "mark.ts": "// @ts-expect-error\nexport const right: string = 'right';\n",
  ...Object.fromEntries(mistakes.map(([code], index) => [`mistake-${index}.ts`, `${receivers}\n${code}`])),
  "vague.ts": vague,
  "modules.ts": modules.map((module, index) => `export type * as module${index} from "${module}";`).join("\n"),
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

  test("include those of every published package", () => {
    expect(modules).toEqual(
      expect.arrayContaining([
        ...["comms-webhooks", "comms-webhooks/node", "@comms-webhooks/sandbox", "@comms-webhooks/validation"],
        ...apis.flatMap((api) => [`comms-webhooks/${api}`, `@comms-webhooks/${api}-types`]),
        ...apis.flatMap((api) => ["", "/validators", "/data"].map((path) => `@comms-webhooks/${api}-client${path}`)),
      ]),
    );
  });

  test("are found if they are never or any", () => {
    const found = [
      "Nothing",
      "Anything",
      "Contradiction",
      "Generic",
      "value",
      "parse.text",
      "parse.return",
      "Loose.field",
    ];
    expect(vacuousTypes("vague.ts").sort()).toEqual(found.sort());
  });
});

describe("the options of a receiver", () => {
  test.each(mistakes.map(([code, message], index) => [code, message, index] as const))(
    "are a type error that names what is wrong: %s",
    (_code, message, index) => {
      const [error, ...others] = errorsIn(`mistake-${index}.ts`);
      expect(error).toMatch(message);
      expect(error).not.toMatch(/'unverified' is missing/);
      expect(others).toEqual([]);
    },
  );
});
