import { type Api, documentOf } from "./apis.ts";
import type { Schema } from "./document.ts";
import { formsOf } from "./mutations/forms.ts";
import { resolveSchema } from "./pointer.ts";

/** A field of a component schema. */
export interface Field {
  schema: Schema;
  required: boolean;
}

/** Finds a field by its dotted path in a component schema; the items of an array are looked through. */
export function fieldOf(api: Api, component: string, path: string): Field {
  const [field] = fieldsOf(api, component, path);
  if (!field) throw new Error(`${component} has no field ${path}`);
  return field;
}

/** Finds a field by its dotted path in each form that a component schema has. */
export function fieldsOf(api: Api, component: string, path: string): Field[] {
  const look = (schema: Schema): Schema[] =>
    formsOf(documentOf(api), schema).flatMap(({ schema: form }) => (form.items ? look(form.items) : [form]));
  return path.split(".").reduce<Field[]>(
    (fields, name) =>
      fields.flatMap(({ schema: parent }) => {
        const schema = parent.properties?.[name];
        const required = parent.required?.includes(name) ?? false;
        return schema ? look(schema).map((found) => ({ schema: found, required })) : [];
      }),
    look({ $ref: `#/components/schemas/${component}` }).map((schema) => ({ schema, required: true })),
  );
}

/** The names of a component schema's fields. */
export function fieldNames(api: Api, component: string): string[] {
  return Object.keys(resolveSchema(documentOf(api), { $ref: `#/components/schemas/${component}` }).properties ?? {});
}

/** The paths of all fields of a component schema in any of its forms, down to objects and arrays of unknown content. */
export function fieldPaths(api: Api, component: string): string[] {
  const document = documentOf(api);
  const paths = (schema: Schema, prefix: string): string[] =>
    formsOf(document, schema).flatMap(({ schema: form }) =>
      form.items
        ? paths(form.items, prefix)
        : Object.entries(form.properties ?? {}).flatMap(([name, field]) =>
            field ? [`${prefix}${name}`, ...paths(field, `${prefix}${name}.`)] : [],
          ),
    );
  return [...new Set(paths({ $ref: `#/components/schemas/${component}` }, ""))];
}
