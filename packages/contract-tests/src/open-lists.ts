import { type Api, documentOf } from "./apis.ts";
import type { Schema } from "./document.ts";

/** Writes for each open list of an API's schemas that its type accepts every string and suggests the known values. */
export function openLists(api: Api): string {
  const lines = Object.entries(documentOf(api).components.schemas).flatMap(([name, schema]) =>
    assertionsOf(schema, `components["schemas"]["${name}"]`),
  );
  if (lines.length === 0) return "export {};";
  return [
    `import type { components } from "@comms-webhooks/${api}-types";`,
    'import { suggests } from "../src/type-assertions.ts";',
    ...lines,
  ].join("\n");
}

/** Other components have assertions of their own, so references are not followed. */
function assertionsOf(schema: Schema, type: string): string[] {
  const { properties = {}, items, allOf = [], not, "x-known-values": known = [] } = schema;
  // Beside a `not` a list is closed, since it tells the branches of a union apart.
  const own =
    known.length > 0 && !not
      ? [`suggests<${type}, ${known.map((value) => JSON.stringify(value)).join(" | ")}>();`]
      : [];
  return [
    ...own,
    ...allOf.flatMap((part) => assertionsOf(part, type)),
    ...(items ? assertionsOf(items, `${type}[number]`) : []),
    ...Object.entries(properties).flatMap(([name, property]) =>
      property ? assertionsOf(property, `Exclude<${type}["${name}"], undefined | null>`) : [],
    ),
  ];
}
