import type { Document, Schema } from "../../generators/openapi.ts";
import { codes, table } from "../tables.ts";

/** A field of a schema as a row of a table. */
export interface Field {
  /** The path from the schema, such as `data.id`; `[]` stands for the items of an array. */
  path: string;
  type: string;
  isRequired: boolean;
  description: string;
  /** Whether it has one value and no description, as the fields that name a delivery of Webex. */
  isName: boolean;
}

/** Lists the fields of a schema in their order, with those of objects inside it; named schemas are links. */
export function fieldsOf(document: Document, schema: Schema, path = ""): Field[] {
  const required = schema.required ?? [];
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, property]): Field[] => {
    if (typeof property === "boolean") return [];
    const at = path ? `${path}.${name}` : name;
    const inner = property.items?.properties
      ? fieldsOf(document, property.items, `${at}[]`)
      : fieldsOf(document, property, at);
    const named = document.components.schemas[nameOf(property) ?? ""];
    const description = [property.description ?? named?.description, knownValues(property), default_(property)];
    return [
      {
        path: at,
        type: typeOf(property),
        isRequired: required.includes(name),
        description: description.filter(Boolean).join(" "),
        isName: property.const !== undefined && !property.description,
      },
      ...inner,
    ];
  });
  const parts = (schema.allOf ?? []).filter((part) => !part.$ref).flatMap((part) => fieldsOf(document, part, path));
  return [...own, ...parts];
}

/**
 * Returns the table of a schema's fields, or what it is besides an object.
 * @param anchor what the anchor of each field begins with: the name of the schema or delivery, as in `Webhook.name`
 */
export function fieldTable(document: Document, schema: Schema, anchor: string): string {
  // What names a delivery is in the heading above its table.
  const fields = fieldsOf(document, schema).filter(({ isName }) => !isName);
  const parts = (schema.allOf ?? []).map(nameOf).filter((name) => name !== undefined);
  const branches = (schema.oneOf ?? schema.anyOf ?? []).map(typeOf);
  return [
    ...(parts.length > 0
      ? [`All fields of ${parts.map(linkTo).join(" and ")}${fields.length > 0 ? ", and:" : "."}`]
      : []),
    ...(branches.length > 0 ? [`One of ${branches.join(", ")}.`] : []),
    ...(fields.length > 0
      ? [
          table(
            ["Field", "Type", "Description"],
            fields.map(({ path, type, isRequired, description }) => [
              `${codes([path])}{#${anchor}.${path.replaceAll("[]", "")}}`,
              isRequired ? `${type}, required` : type,
              oneLine(description),
            ]),
          ),
        ]
      : []),
    ...(fields.length + parts.length + branches.length === 0 && schema.type ? [`Type: ${typeOf(schema)}.`] : []),
  ].join("\n\n");
}

/** Describes the type of a schema; a named one links to its section. */
export function typeOf(schema: Schema): string {
  const name = nameOf(schema);
  if (name !== undefined) return linkTo(name);
  if (schema.const !== undefined) return codes([schema.const]);
  if (schema.enum) return codes(schema.enum);
  if (schema.items) return `array of ${typeOf(schema.items)}`;
  const branches = schema.oneOf ?? schema.anyOf;
  if (branches) return branches.map(typeOf).join(" or ");
  const types = [schema.type ?? "any"].flat().join(" or ");
  return typeof schema["format"] === "string" ? `${types} (${schema["format"]})` : types;
}

/** Writes a description in one line of a table: the items of a list follow each other. */
export function oneLine(text: string): string {
  return text
    .replace(/\n+- /g, "<br>")
    .replace(/\s*\n\s*/g, " ")
    .trim();
}

/** Returns a link to the section of a named schema. */
export const linkTo = (name: string): string => `[${name}](./schemas.md#${name})`;

function nameOf({ $ref }: Schema): string | undefined {
  return $ref?.slice($ref.lastIndexOf("/") + 1);
}

function knownValues({ "x-known-values": values }: Schema): string {
  return values?.length ? `Known values: ${codes(values)}.` : "";
}

function default_(schema: Schema): string {
  return schema["default"] === undefined ? "" : `Default: \`${JSON.stringify(schema["default"])}\`.`;
}
