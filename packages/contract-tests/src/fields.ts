import { type Api, documents, type Schema } from "./document.ts";
import { resolveSchema } from "./pointer.ts";

/** A field of a component schema. */
export interface Field {
  schema: Schema;
  required: boolean;
}

/** Finds a field by its dotted path in a component schema; the items of an array are looked through. */
export function fieldOf(api: Api, component: string, path: string): Field {
  const document = documents[api];
  const look = (schema: Schema): Schema => {
    const resolved = resolveSchema(document, schema);
    return resolved.items ? look(resolved.items) : resolved;
  };
  let field: Field = { schema: look({ $ref: `#/components/schemas/${component}` }), required: true };
  for (const name of path.split(".")) {
    const schema = field.schema.properties?.[name];
    if (!schema) throw new Error(`${component} has no field ${path}`);
    field = { schema: look(schema), required: field.schema.required?.includes(name) ?? false };
  }
  return field;
}

/** The names of a component schema's fields. */
export function fieldNames(api: Api, component: string): string[] {
  return Object.keys(resolveSchema(documents[api], { $ref: `#/components/schemas/${component}` }).properties ?? {});
}
