import type { OpenApiDocument, Schema } from "../document.ts";
import { componentName, resolveSchema } from "../pointer.ts";

/** One form that a value can have: a schema without `allOf` and `oneOf`. */
export interface Form {
  schema: Schema;
  /** The branches of unions that were chosen, such as "<TextMessage>"; empty where there is no union. */
  branch: string;
  /** Whether a union is tried branch by branch, since no fixed values tell its branches apart. */
  tried: boolean;
}

const known = new WeakMap<Schema, Form[]>();

/** Lists the forms of a schema: one for each branch of a union, each with the parts of an `allOf` put together. */
export function formsOf(document: OpenApiDocument, reference: Schema): Form[] {
  const forms = known.get(reference) ?? findForms(document, reference);
  known.set(reference, forms);
  return forms;
}

function findForms(document: OpenApiDocument, reference: Schema): Form[] {
  const { allOf = [], oneOf = [], ...own } = resolveSchema(document, reference);
  const parts = allOf.map((part) => formsOf(document, part));
  const whole = [[{ schema: own, branch: "", tried: false }], ...parts].reduce(multiply);
  return oneOf.length === 0 ? whole : multiply(whole, branchesOf(document, oneOf));
}

/** Finds the form that a valid value has. */
export function formOf(document: OpenApiDocument, reference: Schema, value: unknown): Form {
  const forms = formsOf(document, reference);
  const [form, another] = forms.length === 1 ? forms : forms.filter(({ schema }) => fits(schema, value));
  if (!form || another) throw new Error(`A value has not one form, but ${form ? "several" : "none"}`);
  return form;
}

/** Lists the forms of a union's branches, and whether their fixed values tell them apart. */
function branchesOf(document: OpenApiDocument, oneOf: Schema[]): Form[] {
  const branches = oneOf.map((branch) => ({ branch, forms: formsOf(document, branch) }));
  const named = branches.slice(0, -1).every(({ forms }) => forms.every(({ schema }) => pinned(schema).length > 0));
  return branches.flatMap(({ branch, forms }) =>
    forms.map((form) => ({ ...form, branch: `<${componentName(branch)}>${form.branch}`, tried: form.tried || !named })),
  );
}

/** Returns the required properties that a schema allows only listed values for. */
export function pinned({ properties = {}, required = [] }: Schema): string[] {
  return required.filter((name) => {
    const property = properties[name];
    return property && (property.const !== undefined || property.enum !== undefined);
  });
}

function multiply(some: Form[], others: Form[]): Form[] {
  return some.flatMap((one) =>
    others.map((other) => ({
      schema: merge(one.schema, other.schema),
      branch: one.branch + other.branch,
      tried: one.tried || other.tried,
    })),
  );
}

function merge(one: Schema, other: Schema): Schema {
  const names = [...new Set([...Object.keys(one.properties ?? {}), ...Object.keys(other.properties ?? {})])];
  const properties = names.map((name) => {
    const [first, second] = [one.properties?.[name], other.properties?.[name]];
    return [name, first && second ? { ...first, ...second } : (second ?? first ?? {})] as const;
  });
  return {
    ...one,
    ...other,
    ...(names.length > 0 && { properties: Object.fromEntries(properties) }),
    ...((one.required || other.required) && {
      required: [...new Set([...(one.required ?? []), ...(other.required ?? [])])],
    }),
  };
}

function fits({ properties = {}, required = [] }: Schema, value: unknown): boolean {
  const fields = Object(value) as Record<string, unknown>;
  return (
    required.every((name) => Object.hasOwn(fields, name)) &&
    Object.entries(properties).every(([name, property]) => {
      const field = fields[name];
      if (!property || field === undefined) return true;
      const { const: only, enum: some, not } = property;
      const has = (list: readonly unknown[]) => list.includes(field);
      return (only === undefined || only === field) && (!some || has(some)) && !has(not?.enum ?? []);
    })
  );
}
