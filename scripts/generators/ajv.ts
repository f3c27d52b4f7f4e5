import { _, type CodeKeywordDefinition, type KeywordCxt, type Name, str, stringify } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import { getProperty } from "ajv/dist/compile/codegen/index.js";
import { alwaysValidSchema } from "ajv/dist/compile/util.js";
import { callRef } from "ajv/dist/vocabularies/core/ref.js";
import { assertedFormats } from "./formats.ts";
import type { Schema } from "./openapi.ts";

/** The package whose functions compiled code imports, in the words in which Ajv asks for a module. */
const validation = _`require("@comms-webhooks/validation")`;

/** Returns the function that compiled code imports for a module that it asks for. */
export function helperOf(call: string): string {
  if (call === 'require("ajv/dist/runtime/equal").default') return "equal";
  const helper = call.match(/^require\("@comms-webhooks\/validation"\)\.(\w+)$/)?.[1];
  if (helper === undefined) throw new Error(`Compiled code needs ${call}, for which there is no function`);
  return helper;
}

/** Returns the schema whose function compiled code asks for, if it is one. */
export function schemaOf(call: string): string | undefined {
  return call.match(/^require\("check"\)\.([\w$]+)$/)?.[1];
}

/** Lets compiled code import a function. */
export function useHelper({ gen }: KeywordCxt, name: string): Name {
  return gen.scopeValue("func", { ref: {}, key: name, code: _`${validation}${getProperty(name)}` });
}

/** Creates the compiler of validators. */
export function createAjv(schemas: Schema[]): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors: true,
    messages: false,
    inlineRefs: false,
    code: {
      source: true,
      esm: true,
      lines: true,
      optimize: 1,
      formats: validation,
    },
    // The table of keywords refuses what Ajv's strict mode would, and names the place.
    strict: false,
    strictNumbers: true,
    meta: false,
    validateSchema: false,
    logger: false,
    unicodeRegExp: true,
    // Only names that every object inherits need it.
    ownProperties: schemas.some(hasInheritedName),
  });
  // Both are written in other keywords, or refused, before a schema is compiled.
  Object.assign(ajv.opts, { unevaluated: false, dynamicRef: false });
  ajv.addKeyword("x-violation");
  for (const { id, test } of Object.values(assertedFormats)) {
    ajv.addFormat(id, test instanceof RegExp ? test : { type: test as "string", validate: () => true });
  }
  change(ajv, "not", {
    error: { message: "", params: ({ parentSchema }) => _`${stringify(violationOf(parentSchema as Schema))}` },
  });
  // Each schema is compiled by itself: Ajv would compile what it refers to inside, and run out of stack on long chains.
  change(ajv, "$ref", {
    code(cxt) {
      const name = cxt.schema as string;
      const check = cxt.gen.scopeValue("func", {
        ref: {},
        key: `check ${name}`,
        code: _`require("check")${getProperty(name)}`,
      });
      callRef(cxt, check, undefined, false);
    },
  });
  runLast(ajv, "not");
  for (const keyword of ["minLength", "maxLength"]) change(ajv, keyword, { code: checkLength });
  for (const keyword of ["items", "additionalProperties", "propertyNames"]) bound(ajv, keyword);
  describeRules(ajv);
  return ajv;
}

/** Returns the field and the words of what a value violates that `not` excludes. */
function violationOf({ "x-violation": violation }: Schema): { path?: string; rule: string } {
  return violation
    ? { path: violation.path, rule: violation.message }
    : { rule: "matches a form that isn't allowed here" };
}

/** Reports whether a schema names a property that every object inherits, such as `constructor`. */
function hasInheritedName(schema: unknown): boolean {
  if (typeof schema === "string") return schema in Object.prototype;
  if (typeof schema !== "object" || schema === null) return false;
  return Object.entries(schema).some(([key, value]) => key in Object.prototype || hasInheritedName(value));
}

/** Changes the definition of a keyword in one compiler. */
export function change(ajv: Ajv2020, keyword: string, changes: Partial<CodeKeywordDefinition>): void {
  const rule = ajv.RULES.all[keyword];
  if (typeof rule !== "object") throw new Error(`Ajv doesn't know the keyword ${keyword}`);
  Object.assign(rule, { definition: { ...rule.definition, ...changes } });
}

/** Runs a keyword after the others: what is wrong with a field comes before a rule across fields. */
function runLast(ajv: Ajv2020, keyword: string): void {
  for (const { rules } of ajv.RULES.rules) {
    const at = rules.findIndex((rule) => rule.keyword === keyword);
    if (at >= 0) rules.push(...rules.splice(at, 1));
  }
}

/** Counts characters, not the units of UTF-16, where it makes a difference: not for a test of emptiness. */
function checkLength(cxt: KeywordCxt): void {
  const { keyword, data } = cxt;
  const limit = cxt.schema as number;
  const isEmptiness = keyword === "minLength" ? limit <= 1 : limit < 1;
  const length = isEmptiness ? _`${data}.length` : _`${useHelper(cxt, "codePoints")}(${data})`;
  cxt.fail(keyword === "maxLength" ? _`${length} > ${limit}` : _`${length} < ${limit}`);
}

/** Marks the loop of a keyword, each of whose errors makes the value wrong, to end at a number of them. */
function bound(ajv: Ajv2020, keyword: string): void {
  const rule = ajv.RULES.all[keyword];
  const { code } = (typeof rule === "object" ? rule.definition : {}) as CodeKeywordDefinition;
  change(ajv, keyword, {
    code(cxt) {
      const loops = keyword === "additionalProperties" ? cxt.schema === false : false;
      const isObject = typeof cxt.schema === "object" && !alwaysValidSchema(cxt.it, cxt.schema);
      if (loops || isObject || (keyword === "propertyNames" && cxt.schema === false)) cxt.gen.code(_`"bounded"`);
      code(cxt);
    },
  });
}

/** The rules of keywords that messages don't know, in words. They are part of the code of the schemas that have them. */
function describeRules(ajv: Ajv2020): void {
  const rules: Record<string, (value: never) => string> = {
    format: (own: string) => `must be ${Object.values(assertedFormats).find(({ id }) => id === own)?.name}`,
    pattern: patternRule,
    minLength: (limit: number) => `must have at least ${count(limit, "character")}`,
    maxLength: (limit: number) => `must have at most ${count(limit, "character")}`,
    minimum: (limit: number) => `must be at least ${limit}`,
    maximum: (limit: number) => `must be at most ${limit}`,
    exclusiveMaximum: (limit: number) => `must be less than ${limit}`,
    exclusiveMinimum: (limit: number) => `must be more than ${limit}`,
    multipleOf: (factor: number) => `must be a multiple of ${factor}`,
    minItems: (limit: number) => `must have at least ${count(limit, "item")}`,
    maxItems: (limit: number) => `must have at most ${count(limit, "item")}`,
    minProperties: (limit: number) => `must have at least ${count(limit, "field")}`,
    maxProperties: (limit: number) => `must have at most ${count(limit, "field")}`,
  };
  for (const [keyword, rule] of Object.entries(rules)) {
    change(ajv, keyword, { error: { message: "", params: ({ schema }) => _`{rule: ${rule(schema as never)}}` } });
  }
  change(ajv, "items", {
    error: { message: "", params: ({ params }) => _`{rule: ${str`must have at most ${params["len"]} items`}}` },
  });
  change(ajv, "contains", {
    error: { message: "", params: () => _`{rule: "doesn't have the items that it must have"}` },
  });
  change(ajv, "propertyNames", {
    error: { message: "", params: ({ params }) => _`{path: ${params["propertyName"]}, rule: "isn't an allowed name"}` },
  });
  change(ajv, "dependentRequired", {
    error: {
      message: "",
      params: ({ params: { missingProperty, property } }) =>
        _`{missingProperty: ${missingProperty}, rule: ${`is required beside ${String(property)}`}}`,
    },
  });
  change(ajv, "uniqueItems", {
    error: { message: "", params: () => _`{rule: "must not have equal items"}` },
    code(cxt) {
      if (cxt.schema !== true) return;
      cxt.fail(_`!${useHelper(cxt, "areUnique")}(${cxt.data})`);
    },
  });
}

function count(limit: number, unit: string): string {
  return `${limit} ${unit}${limit === 1 ? "" : "s"}`;
}

/** Describes a pattern in words if it only restricts the scheme of a URL. */
export function patternRule(pattern: string): string {
  if (pattern.startsWith("^https?://")) return "must be a URL that begins with https:// or http://";
  return pattern.startsWith("^https://") ? "must be a URL that begins with https://" : `must match ${pattern}`;
}
