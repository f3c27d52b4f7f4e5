import { dirname, join, relative } from "node:path";
import { camelCase } from "../lib/names.js";
import { partFiles } from "../lib/part-files.js";

/**
 * Completes each delivery with what a delivery file leaves out: the root document's `x-delivery-defaults`, an operation
 * id built from its name, and the examples in `examples/<name>.yaml` and `examples/<name>.<case>.yaml`. What the file
 * has itself is kept; examples that it lists come first.
 * @type {import('../types.d.ts').Rule}
 */
export const completeDeliveries = () => ({
  Root: {
    enter(root, { resolve, location }) {
      const defaults = root["x-delivery-defaults"];
      if (!defaults) return;
      const folder = dirname(location.source.absoluteRef);
      const names = Object.keys(root.webhooks ?? {});
      const examples = groupExamples(partFiles(location.source.absoluteRef, "examples"), names);
      for (const name of names) {
        const { node, location: place } = resolve(root.webhooks[name]);
        if (typeof node?.post !== "object" || node.post === null || !place) continue;
        const toRoot = relative(dirname(place.source.absoluteRef), folder);
        complete(node.post, name, rebase(defaults, toRoot), rebase(examples[name], toRoot));
      }
    },
  },
});

/** @param {any} operation @param {string} name @param {any} defaults @param {any} examples */
function complete(operation, name, defaults, examples) {
  const own = { ...operation };
  for (const key of Object.keys(own)) delete operation[key];
  Object.assign(operation, { operationId: camelCase(name) }, defaults, own);
  if (!own.requestBody) return;
  operation.requestBody = { ...defaults.requestBody, ...own.requestBody };
  for (const media of Object.values(own.requestBody.content ?? {}))
    if (Object.keys(examples).length > 0) media.examples = { ...media.examples, ...examples, ...media.examples };
}

/**
 * Groups example files by the delivery that each is called after: the longest name that the file's name begins with.
 * @param {string[]} files @param {string[]} names @returns {Record<string, Record<string, { $ref: string }>>}
 */
function groupExamples(files, names) {
  const groups = Object.fromEntries(names.map((name) => [name, /** @type {Record<string, { $ref: string }>} */ ({})]));
  const byLength = [...names].sort((a, b) => b.length - a.length);
  const keys = new Map(files.map((file) => [file.slice("examples/".length).replace(/\.ya?ml$/, ""), file]));
  for (const key of [...keys.keys()].sort()) {
    const name = byLength.find((candidate) => key === candidate || key.startsWith(`${candidate}.`));
    const group = name === undefined ? undefined : groups[name];
    if (group) group[key] = { $ref: `${keys.get(key)}` };
  }
  return groups;
}

/** Copies a part of the root document for a file elsewhere: relative references get another base. @param {any} node @param {string} base @returns {any} */
function rebase(node, base) {
  if (Array.isArray(node)) return node.map((item) => rebase(item, base));
  if (typeof node !== "object" || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [
      key,
      key === "$ref" && typeof value === "string" ? join(base, value).replaceAll("\\", "/") : rebase(value, base),
    ]),
  );
}
