import { schemaPlaces } from "./check-schemas.ts";
import { type Document, valueAt } from "./openapi.ts";
import { keysOf, pointerTo } from "./refusals.ts";
import { componentOf, referencesOf, schemaAt, walk } from "./schema-uses.ts";

/** Moves each schema that refers to itself, but has no name, to the components: types and validators call it by name. */
export function nameRecursive(document: Document): void {
  for (let found = findRecursive(document); found !== undefined; found = findRecursive(document)) {
    const to = pointerTo("#/components/schemas", freeName(document, found));
    const keys = keysOf(found);
    const holder = valueAt(document, pointerTo("#", ...keys.slice(0, -1))) as Record<string, unknown>;
    const last = keys.at(-1) ?? "";
    document.components.schemas[keysOf(to).at(-1) ?? ""] = holder[last] as Document["components"]["schemas"][string];
    holder[last] = { $ref: to };
    moveReferences(document, new Map([[found, to]]));
  }
}

/** Changes the references to schemas that were moved, and to their parts. */
export function moveReferences(document: Document, moves: ReadonlyMap<string, string>): void {
  if (moves.size === 0) return;
  for (const place of schemaPlaces(document)) {
    for (const { schema } of walk(place.pointer, place.schema)) {
      if (typeof schema.$ref !== "string") continue;
      const keys = keysOf(schema.$ref);
      for (let length = keys.length; length > 0; length--) {
        const to = moves.get(pointerTo("#", ...keys.slice(0, length)));
        if (to === undefined) continue;
        schema.$ref = pointerTo(to, ...keys.slice(length));
        break;
      }
    }
  }
}

/** Finds a schema without a name that refers to itself, directly or by others without a name. */
function findRecursive(document: Document): string | undefined {
  const state = new Map<string, "open" | "done">();
  const isNamed = (pointer: string) => componentOf(pointer)?.whole === true;
  const visit = (pointer: string): string | undefined => {
    if (isNamed(pointer) || state.get(pointer) === "done") return undefined;
    if (state.get(pointer) === "open") return pointer;
    state.set(pointer, "open");
    for (const next of referencesOf(schemaAt(document, pointer) ?? true)) {
      const found = visit(next);
      if (found !== undefined) return found;
    }
    state.set(pointer, "done");
    return undefined;
  };
  for (const { schema } of schemaPlaces(document)) {
    for (const pointer of referencesOf(schema)) {
      const found = visit(pointer);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** Returns a name for a schema after its place: `MakeThingBody`, `PetListNode`. */
function freeName(document: Document, pointer: string): string {
  const [first, second, third, ...rest] = keysOf(pointer);
  const operation = valueAt(document, pointerTo("#", first ?? "", second ?? "", third ?? ""));
  const { operationId } = Object(operation) as { operationId?: string };
  const kinds: Record<string, string> = { requestBody: "Body", responses: "Response", parameters: "Parameter" };
  const last = keysOf(pointer).at(-1) ?? "";
  const words = [
    operationId ?? third ?? "",
    ...(operationId === undefined ? [] : [kinds[rest[0] ?? ""] ?? ""]),
    ...(last === "schema" ? [] : [last]),
  ];
  const base = words
    .flatMap((word) => word.match(/[A-Za-z0-9]+/g) ?? [])
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
  const start = /^[A-Za-z]/.test(base) ? base : `Schema${base}`;
  let name = start;
  for (let number = 2; Object.hasOwn(document.components.schemas, name); number++) name = `${start}${number}`;
  return name;
}
