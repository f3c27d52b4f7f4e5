import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { parse } from "yaml";
import { parameterEdits, pathItemEdits, responseEdits, rootEdits } from "./document-edits.ts";
import type { Edit, Path } from "./edit.ts";
import { drop, dropItem, type Found, isObject, replace, scalars } from "./found.ts";
import { schemaEdits } from "./schema-edits.ts";

type Node = Readonly<Record<string, unknown>>;

/** Lists the edits of all files of an API's spec. */
export function specEdits(root: string, api: string): Edit[] {
  const folder = `specs/${api}`;
  const names = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
  return names
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => name.endsWith(".yaml") && !/^(?:dist|node_modules|workflows)\//.test(name))
    .sort()
    .flatMap((name) => {
      const node = parse(readFileSync(join(root, folder, name), "utf8")) as unknown;
      const found = isObject(node) ? fileEdits(name, node) : [];
      return [...found, ...referenceEdits(node, [], names)].map((edit) => ({ ...edit, file: `${folder}/${name}` }));
    });
}

function fileEdits(name: string, node: Node): Found[] {
  switch (dirname(name)) {
    case "schemas":
      return schemaEdits(node, []);
    case "deliveries":
    case "paths":
      return pathItemEdits(node);
    case "responses":
      return responseEdits(node, []);
    case "parameters":
    case "headers":
      return parameterEdits(node, []);
    case "examples":
      return exampleEdits(node["value"], ["value"]);
    default:
      return tableEdits[basename(name)]?.(node) ?? [];
  }
}

/** Edits of the values and the fields of an example. */
function exampleEdits(value: unknown, at: Path): Found[] {
  const fields = (node: unknown, path: Path): Found[] =>
    typeof node !== "object" || node === null
      ? []
      : Object.entries(node).flatMap(([key, part]) => {
          const place = Array.isArray(node) ? Number(key) : key;
          const own = Array.isArray(node) ? [] : [drop("field of an example", node, path, key)];
          return [...own, ...fields(part, [...path, place])];
        });
  return [...scalars("value of an example", value, at), ...fields(value, at)];
}

/** The files that list facts, and the root document. */
const tableEdits: Readonly<Record<string, (node: Node) => Found[]>> = {
  "openapi.yaml": rootEdits,
  "resources.yaml": (rows) =>
    Object.entries(rows as Record<string, Node>).flatMap(([name, row]) => {
      const lists = ["events", "filters"].flatMap((key) => {
        const list = row[key] as string[];
        return [
          ...[...list.keys()].map((index) => dropItem("resource row", list, [name, key], index)),
          ...[...list.keys()].map((index) => replace("resource row", list, [name, key], index, `${list[index]}x`)),
          replace("resource row", list, [name, key], list.length, key === "events" ? "updated" : "extra"),
        ];
      });
      return [
        drop("resource row", rows, [], name),
        ...lists,
        ...scalars("resource row", row["scopes"], [name, "scopes"]),
        ...Object.keys(row["scopes"] as Node).map((key) =>
          drop("resource row", row["scopes"] as Node, [name, "scopes"], key),
        ),
        ...(row["path"] === undefined ? [] : [drop("resource row", row, [name], "path")]),
        ...scalars("resource row", row["path"] ?? null, [name, "path"]),
        replace("resource row", row, [name], "orgOwned", !row["orgOwned"]),
      ];
    }),
  "error-codes.yaml": (codes) => keysAndValues("error code", codes),
  "receipt-error-codes.yaml": (channels) =>
    Object.entries(channels).flatMap(([channel, codes]) =>
      keysAndValues("receipt error code", codes as Node, [channel]),
    ),
  "source-addresses.yaml": (addresses) => scalars("source address", addresses, []),
};

function keysAndValues(kind: string, node: Node, at: Path = []): Found[] {
  return [...Object.keys(node).map((key) => drop(kind, node, at, key)), ...scalars(kind, node, at)];
}

/** Edits that let a reference lead to the next file of the same folder. */
function referenceEdits(node: unknown, at: Path, names: readonly string[]): Found[] {
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, part]) => {
    if (key !== "$ref" || typeof part !== "string" || !part.endsWith(".yaml"))
      return referenceEdits(part, [...at, Array.isArray(node) ? Number(key) : key], names);
    const folder = part.includes("/") ? basename(dirname(part)) : "schemas";
    const others = names.filter((name) => dirname(name) === folder).sort();
    const next = others[(others.findIndex((name) => basename(name) === basename(part)) + 1) % others.length];
    return next ? [replace("reference", node, at, "$ref", part.replace(basename(part), basename(next)))] : [];
  });
}
