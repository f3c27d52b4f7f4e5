import type { Schema } from "./openapi.ts";
import { literal, memberName } from "./texts.ts";
import { atom, type Code, present, union } from "./type-code.ts";

type Resolve = (schema: Schema | boolean | undefined) => Schema;

/** Keywords that say nothing about values. */
const annotations =
  /^(title|description|default|examples?|deprecated|readOnly|writeOnly|\$comment|externalDocs|xml|x-.*)$/;

/** Lists the keywords of a schema that limit its values. */
export function assertions(schema: Schema): string[] {
  return Object.keys(schema).filter((keyword) => !annotations.test(keyword));
}

/**
 * Returns what the `not` of an object's schema leaves, as types to intersect with the object's. What TypeScript has no word
 * for, such as "every string but this one", is left out: a type may accept too much, but must not refuse a valid value.
 */
export function complements(schema: Schema, resolve: Resolve): Code[] {
  const { not } = schema;
  if (typeof not !== "object") return [];
  const parts = assertions(not).join() === "anyOf" ? (not.anyOf ?? []) : [not];
  return parts.flatMap((part) => {
    const alternatives = complement(part, declaredBy(schema, resolve), resolve, violationOf(schema));
    return alternatives ? [union(alternatives)] : [];
  });
}

/** What no value has: a property named by the rule, which the compiler's message then quotes. Default: `never`. */
function violationOf({ "x-violation": violation }: Schema): Code {
  if (!violation) return union([]);
  const rule = `${violation.path} ${violation.message}`.replaceAll('"', ""); // Messages show quotes escaped.
  return union([atom(`{ ${memberName(rule)}: never }`), atom("undefined")]);
}

/** Returns the alternatives of a value that a schema doesn't accept, or nothing if a type can't tell them. */
function complement(
  not: Schema,
  declared: Record<string, Schema | boolean>,
  resolve: Resolve,
  violation: Code,
): Code[] | undefined {
  const isKnown = assertions(not).every((keyword) => ["type", "required", "properties"].includes(keyword));
  if (!isKnown || (not.type !== undefined && not.type !== "object")) return undefined;
  const required = not.required ?? [];
  const rules = not.properties ?? {};
  const names = [...new Set([...required, ...Object.keys(rules)])];
  if (names.length === 0) return undefined;
  const alternatives = names.map((name) => {
    const left = Object.hasOwn(rules, name) ? remainder(rules[name] ?? true, resolve(declared[name])) : [];
    if (!left) return undefined;
    const isOptional = required.includes(name);
    const types = isOptional && left.length > 0 ? [...left, atom("undefined")] : left;
    return types.length === 0 && !isOptional
      ? []
      : [
          atom(
            `{ ${memberName(name)}${isOptional ? "?" : ""}: ${types.length > 0 ? union(types).text : violation.text} }`,
          ),
        ];
  });
  return alternatives.some((alternative) => !alternative) ? undefined : alternatives.flatMap((types) => types ?? []);
}

/** Returns the types of a property's values that a rule doesn't accept, or nothing if a type can't tell them. */
function remainder(rule: Schema | boolean, declared: Schema): Code[] | undefined {
  if (rule === false) return [present];
  const keywords = rule === true ? [] : assertions(rule);
  if (rule === true || keywords.length === 0) return [];
  const types = [declared.type ?? []].flat();
  if (keywords.every((keyword) => keyword === "const" || keyword === "enum" || keyword === "type")) {
    if (keywords.join() === "type") return ofOtherTypes([rule.type ?? []].flat(), types);
    const all =
      types.join() === "boolean"
        ? [true, false]
        : (declared.enum ?? (declared.const === undefined ? undefined : [declared.const]));
    const excluded = [...(rule.enum ?? []), ...(rule.const === undefined ? [] : [rule.const])].map((value) =>
      literal(value),
    );
    return all
      ?.map((value: unknown) => literal(value))
      .filter((value) => !excluded.includes(value))
      .map(atom);
  }
  const isFilled = keywords.every((keyword) => keyword === "type" || keyword === "minLength") && rule.minLength === 1;
  if (!isFilled || (rule.type !== undefined && rule.type !== "string") || !types.includes("string")) return undefined;
  const others = rule.type === undefined ? [] : ofOtherTypes(["string"], types);
  return others && [atom('""'), ...others];
}

/** Returns the types that are declared and not excluded, if they are plain ones. */
function ofOtherTypes(excluded: string[], declared: string[]): Code[] | undefined {
  if (declared.length === 0) return undefined;
  const left = declared.filter(
    (type) => !excluded.includes(type) && !(type === "integer" && excluded.includes("number")),
  );
  const isPlain = left.every((type) => ["string", "number", "integer", "boolean", "null"].includes(type));
  if (!isPlain || (excluded.includes("integer") && left.includes("number"))) return undefined;
  return left.map((type) => atom(type === "integer" ? "number" : type));
}

/** Returns the properties that a schema and those that it includes declare. */
function declaredBy(schema: Schema, resolve: Resolve): Record<string, Schema | boolean> {
  const parts = (schema.allOf ?? []).map((part) => resolve(part).properties ?? {});
  return Object.assign(Object.create(null), ...parts, schema.properties ?? {});
}
