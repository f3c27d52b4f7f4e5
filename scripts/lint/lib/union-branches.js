/**
 * @typedef {(node: any, from?: string) => { node: any, location?: import('../types.d.ts').Location | undefined }} Resolve
 * @typedef {ReturnType<Resolve>} Found
 * @typedef {object} Union
 * @property {Found[]} branches all but the last
 * @property {string[][]} names the names of each of them: the values that it pins its fields to, joined by dots; a field that
 * may be absent is pinned to the empty text, too
 * @property {Found} last
 */

/**
 * Reads a union whose branches name themselves by `const` and `enum`; returns nothing for another schema.
 * @param {any} schema @param {Resolve} resolve @returns {Union | undefined}
 */
export function readUnion(schema, resolve) {
  if (!Array.isArray(schema?.oneOf) || schema.oneOf.length < 2) return undefined;
  const all = /** @type {Found[]} */ (schema.oneOf.map((/** @type {any} */ branch) => resolve(branch)));
  const branches = all.slice(0, -1);
  const pinned = commonPins(branches.map((branch) => pins(branch, resolve)));
  if (!pinned) return undefined;
  const names = pinned.map((lists) => combine(Object.values(lists)));
  return { branches, names, last: /** @type {Found} */ (all.at(-1)) };
}

/**
 * Returns the fields that a schema, or a part of it, pins to certain values. Where a field may be absent, the empty text
 * stands for its absence.
 * @param {Found} found @param {Resolve} resolve @returns {Record<string, string[]>}
 */
export function pins({ node, location }, resolve) {
  const parts = [
    node,
    ...(node?.allOf ?? []).map((/** @type {any} */ part) => resolve(part, location?.source.absoluteRef).node),
  ];
  const required = parts.flatMap((part) => part?.required ?? []);
  const lists = parts.flatMap((part) => valueLists(part?.properties));
  return Object.fromEntries(lists.map(([name, values]) => [name, required.includes(name) ? values : ["", ...values]]));
}

/**
 * Keeps of the branches' pins those that tell them apart: the fields that all of them pin, and at least one requires.
 * Returns nothing if there are none, a branch requires none of them, or leaves one open.
 * @param {Record<string, string[]>[]} branches @returns {Record<string, string[]>[] | undefined}
 */
export function commonPins(branches) {
  const required = branches.flatMap((lists) => Object.keys(lists).filter((name) => !lists[name]?.includes("")));
  const shared = Object.keys(branches[0] ?? {}).filter((name) => required.includes(name));
  const areShared = required.every((name) => shared.includes(name) && branches.every((lists) => lists[name]));
  const areNamed = branches.every((lists) => shared.some((name) => !lists[name]?.includes("")));
  if (shared.length === 0 || !areShared || !areNamed) return undefined;
  return branches.map((lists) => Object.fromEntries(shared.map((name) => [name, lists[name] ?? []])));
}

/** Lists the values of each property that has some. @param {any} properties @returns {[string, string[]][]} */
function valueLists(properties) {
  return Object.entries(properties ?? {}).flatMap(([name, property]) => {
    const values = property?.const === undefined ? property?.enum : [property.const];
    return Array.isArray(values) ? [[name, values]] : [];
  });
}

/**
 * Finds each `not` by which a schema leaves names to other branches: next to its fields, or at one of them.
 * @param {Found} found @returns {{ at: import('../types.d.ts').Location, names: string[] }[]}
 */
export function exclusions({ node, location }) {
  if (!location || !node) return [];
  const whole = node.not ? [{ at: location, names: excludedNames(node.not) }] : [];
  const fields = Object.entries(node.properties ?? {}).flatMap(([name, property]) =>
    Array.isArray(property?.not?.enum) ? [{ at: location.child(["properties", name]), names: property.not.enum }] : [],
  );
  return [...whole, ...fields].filter(({ names }) => names.length > 0);
}

/** Lists the names that a `not` next to the fields excludes. @param {any} not @returns {string[]} */
export const excludedNames = (not) =>
  (not.anyOf ?? [not]).flatMap((/** @type {any} */ part) => {
    const required = [...(not.required ?? []), ...(part.required ?? [])];
    const lists = valueLists(part.properties);
    return combine(lists.map(([name, values]) => (required.includes(name) ? values : ["", ...values])));
  });

/** Joins one value of each list by dots, in every combination. @param {string[][]} lists @returns {string[]} */
export const combine = (lists) =>
  lists.reduce((heads, list, i) => (i === 0 ? list : heads.flatMap((h) => list.map((v) => `${h}.${v}`))), []);

/** Returns the name of a delivery from a combination of values: what is absent has no part in it. @param {string} key */
export const withoutAbsent = (key) => key.split(".").filter(Boolean).join(".");
