import { type Api, documentOf } from "./apis.ts";
import type { Schema } from "./document.ts";

/**
 * Lists what a component schema says of each of its own fields in short: `meta.status!:string` is a required string. The
 * kind is a format, if there is one, or else a type; `[]` is a list; other components are shown by their names.
 */
export function fieldKinds(api: Api, component: string): string[] {
  return kindsOf(documentOf(api).components.schemas[component] ?? {}, "");
}

function kindsOf(
  { $ref, properties = {}, required = [], items, allOf = [], oneOf = [] }: Schema,
  prefix: string,
): string[] {
  if ($ref !== undefined) return prefix === "" ? [nameIn($ref)] : [];
  return [
    ...Object.entries(properties).flatMap(([name, field]) => {
      if (!field) return [`${prefix}${name}:absent`];
      const path = `${prefix}${name}`;
      return [`${path}${required.includes(name) ? "!" : ""}:${kindOf(field)}`, ...kindsOf(field, `${path}.`)];
    }),
    ...(items ? kindsOf(items, prefix) : []),
    ...[...allOf, ...oneOf].flatMap((part) => kindsOf(part, prefix)),
  ];
}

function kindOf({ $ref, type, format, items, allOf, oneOf }: Schema): string {
  if ($ref !== undefined) return nameIn($ref);
  if (items) return `${kindOf(items)}[]`;
  const parts = [...(allOf ?? []), ...(oneOf ?? [])].map(kindOf);
  return parts.length > 0 ? parts.join("&") : (format ?? [type].flat().join("|"));
}

function nameIn(reference: string): string {
  return reference.slice(reference.lastIndexOf("/") + 1);
}
