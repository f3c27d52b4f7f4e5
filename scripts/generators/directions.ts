import type { Document, Schema } from "./openapi.ts";
import { pointerTo, RefusedDocument } from "./refusals.ts";
import { componentOf, type Direction, referencesOf, schemaAt, schemaUses } from "./schema-uses.ts";

/**
 * Finds whether each component schema is part of requests, of responses, or of both. Throws for one that is part of both
 * or of neither, unless schemas may be shared: then one that nothing uses is checked as strictly as a request.
 */
export function findDirections(document: Document, shared: boolean): Map<string, ReadonlySet<Direction>> {
  const directions = new Map<string, Set<Direction>>();
  const seen = new Set<string>();
  // A list, not a recursion: references can lead through thousands of schemas.
  const pending: [schema: Schema | boolean, direction: Direction][] = [];
  const visit = (schema: Schema | boolean, direction: Direction): void => {
    pending.push([schema, direction]);
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) follow(...next);
  };
  const follow = (schema: Schema | boolean, direction: Direction): void => {
    for (const pointer of referencesOf(schema)) {
      const component = componentOf(pointer);
      if (component?.whole) add(component.name, direction);
      else if (!seen.has(`${direction} ${pointer}`)) {
        seen.add(`${direction} ${pointer}`);
        pending.push([schemaAt(document, pointer) ?? true, direction]);
      }
    }
  };
  const add = (name: string, direction: Direction): void => {
    const known = directions.get(name) ?? new Set();
    if (known.has(direction)) return;
    if (known.size > 0 && !shared) {
      throw refuse(name, "is part of a request and of a response: split it, since only requests are strict");
    }
    directions.set(name, known.add(direction));
    const schema = document.components.schemas[name];
    if (schema !== undefined) pending.push([schema, direction]);
  };
  for (const { schema, direction } of schemaUses(document)) visit(schema, direction);
  // A union that no operation refers to, such as that of all deliveries, has the direction of its branches.
  for (const [name, schema] of Object.entries(document.components?.schemas ?? {})) {
    if (directions.has(name)) continue;
    const parts = referencesOf(schema).map((pointer) => componentOf(pointer)?.name ?? "");
    const known = parts.map((part) => directions.get(part)).find((found) => found !== undefined);
    if (!known && !shared) throw refuse(name, "is used by no operation");
    for (const direction of known ?? new Set<Direction>(["request"])) {
      add(name, direction);
      visit(true, direction);
    }
  }
  return directions;
}

function refuse(name: string, reason: string): RefusedDocument {
  return new RefusedDocument([{ pointer: pointerTo("#/components/schemas", name), schema: name, reason }]);
}
