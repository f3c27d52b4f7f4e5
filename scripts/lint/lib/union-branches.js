/**
 * @typedef {(node: any, from?: string) => { node: any, location?: import('../types.d.ts').Location | undefined }} Resolve
 * @typedef {ReturnType<Resolve>} Found
 * @typedef {object} Union
 * @property {Found[]} branches all but the last
 * @property {string[][]} names the names of each of them: the values that it pins its fields to, joined by dots
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
  const names = branches.map((branch) => combine(Object.values(pins(branch, resolve))));
  if (names.some((own) => own.length === 0)) return undefined;
  return { branches, names, last: /** @type {Found} */ (all.at(-1)) };
}

/**
 * Returns the required fields that a schema, or a part of it, pins to certain values.
 * @param {Found} found @param {Resolve} resolve @returns {Record<string, string[]>}
 */
export function pins({ node, location }, resolve) {
  const parts = [
    node,
    ...(node?.allOf ?? []).map((/** @type {any} */ part) => resolve(part, location?.source.absoluteRef).node),
  ];
  return Object.assign({}, ...parts.map(ownPins));
}

/** @param {any} part @returns {Record<string, string[]>} */
function ownPins(part) {
  const required = part?.required ?? [];
  return Object.fromEntries(valueLists(part?.properties).filter(([name]) => required.includes(name)));
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
  (not.anyOf ?? [not]).flatMap((/** @type {any} */ part) =>
    combine(valueLists(part.properties).map(([, values]) => values)),
  );

/** Joins one value of each list by dots, in every combination. @param {string[][]} lists @returns {string[]} */
export const combine = (lists) =>
  lists.reduce((heads, list, i) => (i === 0 ? list : heads.flatMap((h) => list.map((v) => `${h}.${v}`))), []);
