import { describe, expect, test } from "vitest";
import { apis } from "../src/apis.ts";
import { compile, type Files } from "../src/compile.ts";
import { deliveryExamples } from "../src/deliveries.ts";
import { listExamples } from "../src/examples.ts";
import { openLists } from "../src/open-lists.ts";
import { assertionFiles, literalFiles, literals, wrongLiteral } from "../src/type-samples.ts";

/** Pairs of types that are not the same, or the same for want of any type. */
const different = [
  ["never", "never"],
  ["any", "any"],
  ["string", "never"],
  ["any", "string"],
  ['"a"', "string"],
  ["{ a?: 1 }", "{}"],
] as const;
const imported = (names: string) => `import { ${names} } from "../src/type-assertions.ts";\n`;

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

const files: Files = {
  ...Object.assign({}, ...apis.map(literals)),
  ...Object.fromEntries(apis.map((api) => [`open-lists-${api}.ts`, openLists(api)])),
  ...Object.fromEntries(apis.map((api) => [`wrong-${api}.ts`, wrongLiteral(api, { nothing: [7] })])),
  ...Object.fromEntries(assertionFiles().map((file) => [file, undefined])),
  ...Object.fromEntries(
    different.map(([one, other], index) => [
      `different-${index}.ts`,
      `${imported("expectType")}expectType<${one}>().toEqualTypeOf<${other}>();`,
    ]),
  ),
  "same.ts": `${imported("expectType, suggests")}expectType<"a" | 1>().toEqualTypeOf<1 | "a">();\nsuggests<"a" | (string & {}), "a">();`,
  "closed.ts": `${imported("suggests")}suggests<"a", "a">();`,
  "nothing.ts": `${imported("suggests")}suggests<string, never>();`,
  "mark.ts": "// @ts-expect-error\nexport const right: string = 'right';\n",
  ...Object.fromEntries(mistakes.map(([code], index) => [`mistake-${index}.ts`, `${receivers}\n${code}`])),
};
const { errorsIn } = compile(files);

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

  test.each(different.map((pair, index) => [...pair, index] as const))("reject %s as %s", (_one, _other, index) => {
    expect(errorsIn(`different-${index}.ts`)).not.toEqual([]);
  });

  test("hold for types that are the same, and not for a closed list", () => {
    expect(errorsIn("same.ts")).toEqual([]);
    expect(errorsIn("closed.ts")).toHaveLength(1);
    expect(errorsIn("nothing.ts")).toHaveLength(1);
  });

  test("fail where a line that is expected to be wrong is right", () => {
    expect(errorsIn("mark.ts")).toEqual(["mark.ts:1 Unused '@ts-expect-error' directive."]);
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
