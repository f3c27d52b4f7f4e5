import { type Api, documentOf } from "./apis.ts";
import type { Schema } from "./document.ts";

/**
 * Lists what a component schema says of each of its own fields in short: `meta.status!:string` is a required string. The
 * kind is a string's format, if there is one, or else the type; `[]` is a list; other components are shown by their names.
 * A component without fields has one kind, its own.
 */
export function fieldKinds(api: Api, component: string): string[] {
  const schema = documentOf(api).components.schemas[component] ?? {};
  const kinds = kindsOf(schema, "");
  return kinds.length > 0 ? kinds : [kindOf(schema)];
}

function kindsOf(schema: Schema, prefix: string): string[] {
  const { $ref, type, properties, required = [], items, allOf = [], oneOf = [] } = schema;
  if ($ref !== undefined) return prefix === "" ? [nameIn($ref)] : [];
  return [
    ...(properties && type !== "object" ? [`${prefix}:${typeOf(schema)}`] : []),
    ...Object.entries(properties ?? {}).flatMap(([name, field]) => {
      if (!field) return [`${prefix}${name}:absent`];
      const path = `${prefix}${name}`;
      return [`${path}${required.includes(name) ? "!" : ""}:${kindOf(field)}`, ...kindsOf(field, `${path}.`)];
    }),
    ...required.filter((name) => properties?.[name] === undefined).map((name) => `${prefix}${name}!`),
    ...(items ? kindsOf(items, prefix) : []),
    ...[...allOf, ...oneOf].flatMap((part) => kindsOf(part, prefix)),
  ];
}

function kindOf(schema: Schema): string {
  const { $ref, type, format, items, allOf, oneOf } = schema;
  if ($ref !== undefined) return nameIn($ref);
  if (items) return `${kindOf(items)}${type === "array" ? "[]" : `[] or ${typeOf(schema)}`}`;
  const parts = [...(allOf ?? []), ...(oneOf ?? [])].map(kindOf);
  if (parts.length > 0) return parts.join("&");
  return format !== undefined && type === "string" ? format : [typeOf(schema), format].filter(Boolean).join("/");
}

function typeOf({ type }: Schema): string {
  return [type].flat().join("|");
}

function nameIn(reference: string): string {
  return reference.slice(reference.lastIndexOf("/") + 1);
}
