import { type Document, listOperations } from "../generators/openapi.ts";
import { factsOf, knownValues, operationFacts, reachable, rulesOf, unionsOf } from "./spec-facts.ts";

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
  verdicts: { ruleId: string; message: string }[];
  base?: { pointer: string; value: unknown };
  revision?: { pointer: string; value: unknown };
}

/**
 * Describes what `redocly diff` reports. It knows no receivers: a branch or a value that only deliveries gain is an
 * addition, for a receiver has a place for what it doesn't know. A value that an enum of a request gains is one, too.
 */
export function changesOf(changes: RedoclyChange[], base: Document, revision: Document): Change[] {
  const isDelivery = deliveryPointers(base, revision);
  return changes.flatMap((change) => {
    const { impact, kind, property, verdicts } = change;
    const pointer = (change.revision ?? change.base)?.pointer ?? "";
    if (isCompared(pointer, kind)) return [];
    const place = placeOf(pointer);
    const gained = property === "enum" ? added(change.base?.value, change.revision?.value) : [];
    const isGain = verdicts.every(({ ruleId, message }) => isGainOfReader(ruleId, message)) && isDelivery(pointer);
    if (gained.length > 0 && (isGain || impact === "patch"))
      return { impact: "minor", text: `added ${gained.join(", ")} to ${place}` };
    const details = verdicts.map(({ message }) => message).join(" ");
    const text = details ? `${details} (${place})` : `${kind === "modified" ? "changed" : kind} ${place}`;
    return { impact: isGain && verdicts.length > 0 ? "minor" : impact, text };
  });
}

/** Lists what changed for generated code besides: names, extensions, unions and rules, which `redocly diff` passes over. */
export function factChanges(base: Document, revision: Document): Change[] {
  const [before, after] = [operationFacts(base), operationFacts(revision)];
  const shared = [...before.keys()].filter((key) => after.has(key));
  const list = (facts: Map<string, string[]>) => shared.flatMap((key) => facts.get(key) ?? []);
  return [
    ...difference(factsOf(base), factsOf(revision)),
    ...difference(list(before), list(after)),
    ...added(knownValues(base), knownValues(revision)).map(
      (name): Change => ({ impact: "minor", text: `added ${name}` }),
    ),
    ...lostBranches(unionsOf(base), unionsOf(revision)),
    ...changedRules(rulesOf(base), rulesOf(revision)),
  ];
}

/** Counts changes by impact. */
export function countChanges(changes: Change[]): Record<Change["impact"], number> {
  const count = (impact: Change["impact"]) => changes.filter((change) => change.impact === impact).length;
  return { major: count("major"), minor: count("minor"), patch: count("patch") };
}

function difference(before: string[], after: string[]): Change[] {
  return [
    ...added(after, before).map((name): Change => ({ impact: "major", text: `removed ${name}` })),
    ...added(before, after).map((name): Change => ({ impact: "minor", text: `added ${name}` })),
  ];
}

/** Lists the branches that unions lost. Inline branches that are as many as before were changed, not removed. */
function lostBranches(before: Map<string, string[]>, after: Map<string, string[]>): Change[] {
  const isInline = (branch: string) => branch.startsWith("{");
  return [...before].flatMap(([place, branches]) => {
    const present = after.get(place) ?? branches;
    const isChanged = present.filter(isInline).length >= branches.filter(isInline).length;
    return added(present, branches)
      .filter((branch) => !(isInline(branch) && isChanged))
      .map((branch): Change => ({ impact: "major", text: `removed branch ${branch} of ${place}` }));
  });
}

/** Lists the rules that changed. Which values a rule excludes can't be compared, so that each change may exclude more. */
function changedRules(before: Map<string, string>, after: Map<string, string>): Change[] {
  return [...before].flatMap(([place, rule]): Change[] => {
    const present = after.get(place);
    if (present === undefined || present === rule) return [];
    return [{ impact: "major", text: `changed the rule (not) of ${place}` }];
  });
}

/** Returns whether a change of Redocly's is one of facts, which are compared here. */
function isCompared(pointer: string, kind: RedoclyChange["kind"]): boolean {
  return (
    /^#?\/(servers|x-[^/]*)(\/|$)/.test(pointer) ||
    (kind !== "modified" && /^#?\/components\/schemas\/[^/]+$/.test(pointer))
  );
}

/** Returns whether a verdict is that a reader can meet something new. */
function isGainOfReader(ruleId: string, message: string): boolean {
  if (ruleId === "enum-values-added") return message.includes(" gained values: ");
  return ruleId === "schema-combinator-changed" && /^`(oneOf|anyOf)` subschema.* was added\.$/.test(message);
}

/** Returns a test of whether a place occurs in deliveries and in no response. */
function deliveryPointers(...documents: Document[]): (pointer: string) => boolean {
  const sets = documents.map((document) => ({
    deliveries: reachable(document, document.webhooks),
    responses: reachable(document, ...listOperations(document).map(({ operation }) => operation.responses)),
  }));
  return (pointer) => {
    if (/^#?\/webhooks\//.test(pointer)) return true;
    const name = pointer.match(/^#?\/components\/schemas\/([^/]+)/)?.[1];
    if (name === undefined) return false;
    return sets.some(({ deliveries }) => deliveries.has(name)) && !sets.some(({ responses }) => responses.has(name));
  };
}

/** Writes a JSON pointer for people: `Webhook.status`, `webhooks rooms.created`, `GET /webhooks responses 200`. */
function placeOf(pointer: string): string {
  const parts = pointer.split("/").map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
  const [, section, kind, ...rest] = parts;
  if (section === "components" && kind === "schemas")
    return rest.filter((part) => part !== "properties" && part !== "enum").join(".");
  if (section === "paths" && kind && rest[0] === "parameters") return [kind, ...rest].join(" ");
  if (section === "paths" && kind && rest[0]) return [rest[0].toUpperCase(), kind, ...rest.slice(1)].join(" ");
  return parts.slice(1).join(" ");
}

function added(before: unknown, after: unknown): string[] {
  if (!Array.isArray(before) || !Array.isArray(after)) return [];
  const present = new Set(before);
  return after.filter((value) => !present.has(value));
}
