import { type Api, documentOf } from "./apis.ts";
import type { Schema } from "./document.ts";

/** Keywords that demand nothing, and those that `fieldKinds` lists. */
const others = new Set("$ref type format required properties items allOf oneOf description title examples".split(" "));

/** Keywords whose values other facts hold, or follow from the document's files. */
const withoutValue = new Set(["enum", "not"]);

/**
 * Lists what a component schema demands of its own fields beyond their kinds, such as `name.minLength: 1`. Other components
 * are left to themselves.
 */
export function constraintsOf(api: Api, component: string): string[] {
  return constraintsIn(documentOf(api).components.schemas[component] ?? {});
}

/** Lists what a schema demands beyond its kind. */
export function constraintsIn(schema: Schema, prefix = ""): string[] {
  const { properties = {}, items, allOf = [], oneOf = [] } = schema;
  return [
    ...Object.entries(schema)
      .filter(([keyword]) => !others.has(keyword) && !keyword.startsWith("x-"))
      .map(([keyword, value]) => `${prefix}${keyword}${withoutValue.has(keyword) ? "" : `: ${JSON.stringify(value)}`}`),
    ...Object.entries(properties).flatMap(([name, field]) => (field ? constraintsIn(field, `${prefix}${name}.`) : [])),
    ...[...(items ? [items] : []), ...allOf, ...oneOf].flatMap((part) => constraintsIn(part, prefix)),
  ];
}
