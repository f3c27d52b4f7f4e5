import type { Path } from "./edit.ts";
import { drop, dropItem, type Found, isObject, replace, scalars } from "./found.ts";

type Schema = Readonly<Record<string, unknown>>;

const otherTypes: Readonly<Record<string, string>> = {
  string: "integer",
  integer: "string",
  number: "integer",
  boolean: "string",
  array: "object",
  object: "array",
};
const otherFormats: Readonly<Record<string, string>> = { uri: "uuid", uuid: "uri", "date-time": "date" };
const limits = ["minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems"];

/** Lists edits of a schema and of the schemas in it. */
export function schemaEdits(schema: unknown, at: Path): Found[] {
  if (!isObject(schema)) return [];
  const { not, properties, items } = schema;
  return [
    ...assertionEdits(schema, at),
    ...listEdits(schema, at),
    ...propertyEdits(schema, at),
    ...(not === undefined ? [] : [drop("rule between fields", schema, at, "not"), ...ruleEdits(not, [...at, "not"])]),
    ...(isObject(properties)
      ? Object.entries(properties).flatMap(([name, value]) => schemaEdits(value, [...at, "properties", name]))
      : []),
    ...schemaEdits(items, [...at, "items"]),
    ...["allOf", "oneOf"].flatMap((key) => branchEdits(schema[key], [...at, key])),
  ];
}

/** Edits of single keywords. */
function assertionEdits(schema: Schema, at: Path): Found[] {
  const { type, format, pattern, const: fixed, default: byDefault, additionalProperties } = schema;
  const found: Found[] = [];
  const set = (kind: string, key: string, to: unknown) => found.push(replace(kind, schema, at, key, to));
  if (typeof type === "string") set("type", "type", otherTypes[type]);
  if (Array.isArray(type)) set("type", "type", type[0]);
  if (type === "string" && format === undefined && !schema["enum"] && !schema["x-known-values"] && fixed === undefined)
    set("format added", "format", "uuid");
  if (typeof format === "string") {
    set("format", "format", undefined);
    if (otherFormats[format]) set("format", "format", otherFormats[format]);
  }
  if (typeof pattern === "string") {
    set("pattern", "pattern", undefined);
    set("pattern", "pattern", `${pattern}x`);
  }
  if (fixed !== undefined) set("const", "const", `${fixed}x`);
  if (byDefault !== undefined) {
    set("default", "default", undefined);
    set("default", "default", typeof byDefault === "boolean" ? !byDefault : Number(byDefault) + 1);
  }
  for (const limit of limits.filter((key) => typeof schema[key] === "number")) {
    set("limit", limit, undefined);
    set("limit", limit, Number(schema[limit]) + 1);
  }
  if (additionalProperties !== undefined) set("additionalProperties", "additionalProperties", undefined);
  else if (isObject(schema["properties"])) set("additionalProperties", "additionalProperties", false);
  if (Array.isArray(schema["examples"]))
    found.push(...scalars("example of a field", schema["examples"], [...at, "examples"]));
  return found;
}

/** Edits of the lists of values. */
function listEdits(schema: Schema, at: Path): Found[] {
  const found: Found[] = [];
  for (const [kind, key] of [
    ["enum", "enum"],
    ["known value", "x-known-values"],
  ] as const) {
    const list = schema[key];
    if (!Array.isArray(list)) continue;
    for (const index of list.keys()) {
      found.push(dropItem(kind, list, [...at, key], index));
      found.push(replace(kind, list, [...at, key], index, `${list[index]}x`));
    }
    found.push(replace(kind, list, [...at, key], list.length, "extra"));
  }
  const aliases = schema["x-aliases"];
  if (isObject(aliases)) {
    found.push(drop("alias", schema, at, "x-aliases"));
    for (const name of Object.keys(aliases)) {
      found.push(drop("alias", aliases, [...at, "x-aliases"], name));
      found.push(replace("alias", aliases, [...at, "x-aliases"], name, "extra"));
    }
  }
  const violation = schema["x-violation"];
  if (isObject(violation)) {
    found.push(drop("x-violation", schema, at, "x-violation"));
    found.push(replace("x-violation", violation, [...at, "x-violation"], "path", "name"));
    found.push(replace("x-violation", violation, [...at, "x-violation"], "message", "must be something else"));
  }
  return found;
}

/** Edits of the fields of an object, and of which of them are required. */
function propertyEdits(schema: Schema, at: Path): Found[] {
  const properties = isObject(schema["properties"]) ? schema["properties"] : {};
  const required = Array.isArray(schema["required"]) ? (schema["required"] as string[]) : [];
  const found: Found[] = [];
  for (const index of required.keys()) {
    if (required.length === 1) found.push(drop("required", schema, at, "required"));
    else found.push(dropItem("required", required, [...at, "required"], index));
  }
  for (const [name, value] of Object.entries(properties)) {
    const dropped = drop("property", properties, [...at, "properties"], name);
    const rest = required.filter((other) => other !== name);
    const without = { at: [...at, "required"], ...(rest.length > 0 && { to: rest }) };
    found.push(
      rest.length === required.length ? dropped : { ...dropped, operations: [...dropped.operations, without] },
    );
    const renamed = { at: [...at, "properties", `${name}X`], to: value };
    found.push({ ...dropped, kind: "property renamed", to: `${name}X`, operations: [...dropped.operations, renamed] });
    if (!required.includes(name))
      found.push(
        required.length > 0
          ? replace("required added", required, [...at, "required"], required.length, name)
          : replace("required added", schema, at, "required", [name]),
      );
  }
  return found;
}

/** Edits of the part of a rule between fields that it forbids. */
function ruleEdits(rule: unknown, at: Path): Found[] {
  if (!isObject(rule)) return [];
  const { required, properties } = rule;
  return [
    ...(Array.isArray(required)
      ? [...required.keys()].map((index) => dropItem("rule between fields", required, [...at, "required"], index))
      : []),
    ...Object.entries(isObject(properties) ? properties : {}).flatMap(([name, value]) => [
      drop("rule between fields", properties as Schema, [...at, "properties"], name),
      ...Object.keys(isObject(value) ? value : {})
        .filter((key) => key !== "type")
        .map((key) => drop("rule between fields", value as Schema, [...at, "properties", name], key)),
    ]),
  ];
}

function branchEdits(branches: unknown, at: Path): Found[] {
  if (!Array.isArray(branches)) return [];
  return branches.flatMap((branch, index) => [
    dropItem("branch", branches, at, index),
    ...schemaEdits(branch, [...at, index]),
  ]);
}
