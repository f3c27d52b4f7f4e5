import type { Schema } from "./openapi.ts";

type AnySchema = Schema | boolean;

/** How many cases the parts of a schema may be told apart in. */
const maxCases = 128;

/** The kind of members that a keyword leaves to `unevaluated…`. */
type Kind = "Properties" | "Items";

/** What the parts of a schema that apply to a value evaluate of it. */
interface Evaluated {
  all: boolean;
  names: string[];
  patterns: string[];
  first: number;
  contained: AnySchema[];
}

/** Prepares schemas where they are, and finds what a reference leads to. */
export interface Context {
  assert: (schema: AnySchema) => AnySchema;
  resolve: (reference: string) => AnySchema;
}

/** There are more cases than code should be generated for. */
export class TooManyCases extends Error {
  constructor(keyword: string) {
    super(
      `depends on too many branches; write ${keyword.replace("un", "").replace("evaluated", "additional")} in the branches`,
    );
  }
}

/**
 * Writes `unevaluatedProperties` or `unevaluatedItems` without annotations of other keywords: as `additionalProperties` or
 * `items` in each case of the branches that a value can match. It is the same for every value, and needs no bookkeeping at
 * run time, which Ajv has but gets wrong in some cases.
 */
export function expandUnevaluated(schema: Schema, kind: Kind, context: Context): AnySchema {
  const rest = context.assert(schema[`unevaluated${kind}`] as AnySchema);
  if (rest === true) return true;
  const none: Evaluated = { all: false, names: [], patterns: [], first: 0, contained: [] };
  let cases = 0;
  const { [`unevaluated${kind}`]: _own, ...others } = schema;

  const expand = (pending: AnySchema[], before: Evaluated): AnySchema => {
    const [next, ...later] = pending;
    if (before.all) return true;
    if (next === undefined) {
      cases++;
      if (cases > maxCases) throw new TooManyCases(`unevaluated${kind}`);
      return kind === "Properties" ? leftProperties(before, rest) : leftItems(before, rest);
    }
    if (typeof next === "boolean") return expand(later, before);
    return choose(next, later, merge(before, evaluatedBy(next, kind, context)));
  };

  const choose = (next: Schema, later: AnySchema[], evaluated: Evaluated): AnySchema => {
    const always = [...(typeof next.$ref === "string" ? [context.resolve(next.$ref)] : []), ...(next.allOf ?? [])];
    const choices = choicesOf(next).filter(({ parts }) => parts.some((part) => canEvaluate(part, kind, context)));
    const follow = (left: Choice[], pendingNow: AnySchema[]): AnySchema => {
      const [choice, ...further] = left;
      if (choice === undefined) return expand([...pendingNow, ...later], evaluated);
      if (choice.onlyOne === true) {
        return choice.parts.reduceRight<AnySchema>(
          (otherwise, part) => branch(part, follow(further, [...pendingNow, part]), otherwise),
          true,
        );
      }
      return branch(
        choice.condition,
        follow(further, [...pendingNow, ...choice.matched]),
        follow(further, [...pendingNow, ...choice.otherwise]),
      );
    };
    return follow(choices, always);
  };

  const branch = (condition: AnySchema, then: AnySchema, otherwise: AnySchema): AnySchema => {
    if (then === true && otherwise === true) return true;
    return { if: context.assert(condition), then, else: otherwise } as unknown as Schema;
  };

  return expand([others], none);
}

/** Parts of a schema of which some apply to a value: exactly one, or those that a condition decides on. */
interface Choice {
  parts: AnySchema[];
  onlyOne?: boolean;
  condition: AnySchema;
  matched: AnySchema[];
  otherwise: AnySchema[];
}

function choicesOf(schema: Schema): Choice[] {
  const one = schema.oneOf ?? [];
  const dependents = Object.entries((schema["dependentSchemas"] as Record<string, AnySchema> | undefined) ?? {});
  const { if: condition, then = true, else: otherwise = true } = schema as Record<string, AnySchema | undefined>;
  return [
    ...(schema.anyOf ?? []).map((part) => ({ parts: [part], condition: part, matched: [part], otherwise: [] })),
    ...(one.length > 0 ? [{ parts: one, onlyOne: true, condition: true, matched: [], otherwise: [] }] : []),
    ...dependents.map(([name, part]) => ({
      parts: [part],
      condition: { type: "object", required: [name] },
      matched: [part],
      otherwise: [],
    })),
    ...(condition === undefined
      ? []
      : [{ parts: [condition, then, otherwise], condition, matched: [condition, then], otherwise: [otherwise] }]),
  ];
}

/** Returns what a schema evaluates by itself, without the parts that apply to the same value. */
function evaluatedBy(schema: Schema, kind: Kind, { assert }: Context): Evaluated {
  const names = Object.keys(schema.properties ?? {});
  const patterns = Object.keys((schema["patternProperties"] as object | undefined) ?? {});
  const all =
    kind === "Properties"
      ? schema.additionalProperties !== undefined || schema["unevaluatedProperties"] !== undefined
      : schema.items !== undefined || schema["unevaluatedItems"] !== undefined;
  const first = ((schema["prefixItems"] as AnySchema[] | undefined) ?? []).length;
  const contains = schema["contains"] as AnySchema | undefined;
  const contained = contains === undefined || kind === "Properties" ? [] : [assert(contains)];
  return { all, names, patterns, first, contained };
}

function merge(one: Evaluated, other: Evaluated): Evaluated {
  return {
    all: one.all || other.all,
    names: [...new Set([...one.names, ...other.names])],
    patterns: [...new Set([...one.patterns, ...other.patterns])],
    first: Math.max(one.first, other.first),
    contained: [...one.contained, ...other.contained],
  };
}

/** Reports whether a schema, or a part of it that applies to the same value, can evaluate members. */
function canEvaluate(schema: AnySchema | undefined, kind: Kind, context: Context): boolean {
  if (typeof schema !== "object") return false;
  const { all, names, patterns, first, contained } = evaluatedBy(schema, kind, { ...context, assert: () => true });
  const own = kind === "Properties" ? names.length + patterns.length > 0 : first + contained.length > 0;
  if (all || own) return true;
  const target = typeof schema.$ref === "string" ? [context.resolve(schema.$ref)] : [];
  const parts = [...target, ...(schema.allOf ?? []), ...choicesOf(schema).flatMap((choice) => choice.parts)];
  return parts.some((part) => canEvaluate(part, kind, context));
}

function leftProperties({ names, patterns }: Evaluated, rest: AnySchema): Schema {
  const each = (keys: string[]) => Object.fromEntries(keys.map((key) => [key, true]));
  return {
    ...(names.length > 0 && { properties: each(names) }),
    ...(patterns.length > 0 && { patternProperties: each(patterns) }),
    additionalProperties: rest,
  };
}

function leftItems({ first, contained }: Evaluated, rest: AnySchema): Schema {
  const schemas = rest === false ? contained : [...contained, rest];
  const items = contained.length === 0 ? rest : schemas.length === 1 ? schemas[0] : { anyOf: schemas };
  return { ...(first > 0 && { prefixItems: Array.from({ length: first }, () => true) }), items } as Schema;
}
