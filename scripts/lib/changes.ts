import type { Document, Schema } from "../generators/openapi.ts";

/** A change of a document, and what it means for users: it breaks some, it adds something, or neither. */
export interface Change {
  impact: "major" | "minor" | "patch";
  text: string;
}

/** A change as `redocly diff` reports it, as far as it is read here. */
export interface RedoclyChange {
  impact: Change["impact"];
  kind: "added" | "removed" | "modified";
  property?: string;
  verdicts: { message: string }[];
  base?: { pointer: string; value: unknown };
  revision?: { pointer: string; value: unknown };
}

/** Describes what `redocly diff` reports. A value that an enum gains is an addition; Redocly calls it a patch. */
export function changesOf(changes: RedoclyChange[]): Change[] {
  return changes.map(({ impact, kind, property, verdicts, base, revision }) => {
    const place = placeOf((revision ?? base)?.pointer ?? "");
    const gained = property === "enum" ? added(base?.value, revision?.value) : [];
    if (impact === "patch" && gained.length > 0)
      return { impact: "minor", text: `added ${gained.join(", ")} to ${place}` };
    const details = verdicts.map(({ message }) => message).join(" ");
    return { impact, text: details ? `${details} (${place})` : `${kind === "modified" ? "changed" : kind} ${place}` };
  });
}

/** Lists what changed in extensions that generated code depends on: `redocly diff` doesn't compare extensions. */
export function extensionChanges(base: Document, revision: Document): Change[] {
  const [before, after] = [extensionNames(base), extensionNames(revision)];
  const knownBefore = knownValues(base);
  return [
    ...added(after, before).map((name): Change => ({ impact: "major", text: `removed ${name}` })),
    ...added(before, after).map((name): Change => ({ impact: "minor", text: `added ${name}` })),
    ...added(knownBefore, knownValues(revision)).map((name): Change => ({ impact: "minor", text: `added ${name}` })),
  ];
}

/** Counts changes by impact. */
export function countChanges(changes: Change[]): Record<Change["impact"], number> {
  const count = (impact: Change["impact"]) => changes.filter((change) => change.impact === impact).length;
  return { major: count("major"), minor: count("minor"), patch: count("patch") };
}

/** Writes a JSON pointer for people: `Webhook.status`, `webhooks rooms.created`, `GET /webhooks responses 200`. */
function placeOf(pointer: string): string {
  const parts = pointer.split("/").map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
  const [, section, kind, ...rest] = parts;
  if (section === "components" && kind === "schemas")
    return rest.filter((part) => part !== "properties" && part !== "enum").join(".");
  if (section === "paths" && kind && rest[0]) return [rest[0].toUpperCase(), kind, ...rest.slice(1)].join(" ");
  return parts.slice(1).join(" ");
}

function added(before: unknown, after: unknown): string[] {
  if (!Array.isArray(before) || !Array.isArray(after)) return [];
  return after.filter((value) => !before.includes(value));
}

function extensionNames(document: Document): string[] {
  const tables = Object.values(document.components.schemas).map((schema) => schema["x-webhook-resources"] ?? {});
  return [
    ...document.servers.map((server) => `server ${server["x-name"]}`),
    ...tables.flatMap((table) =>
      Object.entries(table).flatMap(([resource, { events }]) => events.map((event) => `event ${event} of ${resource}`)),
    ),
    ...Object.keys(document["x-error-codes"] ?? {}).map((code) => `error code ${code}`),
  ];
}

function knownValues(document: Document): string[] {
  const visit = (schema: Schema | boolean | undefined, place: string): string[] => {
    if (typeof schema !== "object") return [];
    return [
      ...(schema["x-known-values"] ?? []).map((value) => `known value ${value} of ${place}`),
      ...Object.entries(schema.properties ?? {}).flatMap(([name, property]) => visit(property, `${place}.${name}`)),
      ...[...(schema.allOf ?? []), schema.items].flatMap((part) => visit(part, place)),
    ];
  };
  return Object.entries(document.components.schemas).flatMap(([name, schema]) => visit(schema, name));
}
