import { _, type CodeKeywordDefinition, type KeywordCxt, Name, type SchemaCxt } from "ajv";
import type { Ajv2020 } from "ajv/dist/2020.js";
import { getProperty, not } from "ajv/dist/compile/codegen/index.js";
import { change, useHelper } from "./ajv.ts";
import type { Schema } from "./openapi.ts";

type AnySchema = Schema | boolean | undefined;

/** What a keyword applies a schema to. */
type Application = Parameters<KeywordCxt["subschema"]>[0];

/**
 * Lets the checks of what a vendor sends skip optional properties that are `null` although their schema doesn't allow it.
 * They note what they skip; `checkWithoutNulls` of the package of validation removes it.
 * @param reading The schemas of what a vendor sends.
 */
export function skipNulls(
  ajv: Ajv2020,
  reading: ReadonlySet<unknown>,
  acceptsNull: (schema: AnySchema) => boolean,
): void {
  // Within `not` and conditions, which create no errors, a schema is compared as it is.
  const isReading = ({ it }: KeywordCxt) => it.createErrors !== false && reading.has(it.schemaEnv.root.schema);
  for (const keyword of ["properties", "patternProperties", "additionalProperties"]) {
    wrap(ajv, keyword, isReading, (cxt, application, apply) => {
      const { dataProp, schemaProp } = application as { dataProp: string | Name; schemaProp?: string };
      const schema = schemaProp === undefined ? cxt.schema : (cxt.schema as Record<string, AnySchema>)[schemaProp];
      const { required = [] } = cxt.parentSchema as Schema;
      if (required.includes(dataProp as string) || acceptsNull(schema)) return apply();
      const value = _`${cxt.data}${getProperty(dataProp)}`;
      const skip = _`${useHelper(cxt, "absent")}(${cxt.data}, ${dataProp})`;
      const others = required.filter((name) => !Object.hasOwn(Object((cxt.parentSchema as Schema).properties), name));
      const isRequired = dataProp instanceof Name ? others.map((name) => _` && ${dataProp} !== ${name}`) : [];
      const condition = isRequired.reduce((all, one) => _`${all}${one}`, _`${value} === null`);
      let applied: SchemaCxt | undefined;
      cxt.gen.if(
        condition,
        () => cxt.gen.code(skip),
        () => {
          applied = apply();
        },
      );
      return applied as SchemaCxt;
    });
  }
  for (const keyword of ["anyOf", "oneOf"]) {
    wrap(ajv, keyword, isReading, (cxt, _application, apply, valid) => {
      const nulls = useHelper(cxt, "absentNulls");
      const before = cxt.gen.const("skipped", _`${nulls}.length`);
      const applied = apply();
      cxt.gen.if(not(valid), () => cxt.gen.assign(_`${nulls}.length`, before));
      return applied;
    });
  }
}

/** Changes how a keyword of some schemas applies the schemas in it. */
function wrap(
  ajv: Ajv2020,
  keyword: string,
  applies: (cxt: KeywordCxt) => boolean,
  around: (cxt: KeywordCxt, application: Application, apply: () => SchemaCxt, valid: Name) => SchemaCxt,
): void {
  const rule = ajv.RULES.all[keyword];
  const { code } = (typeof rule === "object" ? rule.definition : {}) as CodeKeywordDefinition;
  change(ajv, keyword, {
    code(cxt) {
      if (applies(cxt)) {
        const apply = cxt.subschema.bind(cxt);
        cxt.subschema = (application, valid) => around(cxt, application, () => apply(application, valid), valid);
      }
      code(cxt);
    },
  });
}

/** Creates the function that reports whether `null` is among the values that a schema allows. */
export function nullAcceptance(schemaOf: (name: string) => AnySchema): (schema: AnySchema) => boolean {
  const known = new Map<Schema, boolean>();
  const accepts = (schema: AnySchema): boolean => {
    if (typeof schema !== "object") return schema !== false;
    const found = known.get(schema);
    if (found !== undefined) return found;
    // Where a schema leads back to itself, it adds nothing.
    known.set(schema, true);
    const { $ref, type, allOf = [], anyOf, oneOf } = schema;
    const listed: unknown[] | undefined = Object.hasOwn(schema, "const") ? [schema.const] : schema.enum;
    const accepted =
      (type === undefined || [type].flat().includes("null")) &&
      (listed === undefined || listed.includes(null)) &&
      ($ref === undefined || accepts(schemaOf($ref))) &&
      allOf.every(accepts) &&
      [anyOf, oneOf].every((branches) => branches === undefined || branches.some(accepts));
    known.set(schema, accepted);
    return accepted;
  };
  return accepts;
}
