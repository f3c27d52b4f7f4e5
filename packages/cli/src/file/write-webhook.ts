import type { FieldKinds } from "./fields.js";
import type { FileFormat, ListedWebhook } from "./file-format.js";
import type { WriteContext } from "./write-file.js";

/** A webhook as the file has it, or why it can't be there. */
export type WrittenWebhook =
  | {
      readonly fields: Map<string, unknown>;
      /** Whether its URL is one that only `targetUrls: any` accepts. */
      readonly isLocal: boolean;
    }
  | { readonly problem: string };

/** Writes a webhook. References stand for its secrets. */
export function writeWebhook(
  { shape, webhookFields, webhookIssues }: FileFormat,
  { keys, fields, comment }: ListedWebhook,
  context: WriteContext,
): WrittenWebhook {
  const identity = Object.fromEntries(shape.keys.map((key, index) => [key, keys[index]]));
  // Masks and hidden secrets are no mistakes of the webhook.
  const desired = { ...identity, ...withoutSecrets(fields, webhookFields) };
  const check = (options: object) => webhookIssues(desired, { targetUrls: "any", ...options });
  const [flag] = Object.keys(shape.flags);
  const flags = check({}).length > 0 && flag !== undefined ? { [flag]: true } : {};
  const [issue] = check(flags);
  if (issue) return { problem: issue.message };
  const written = write(fields, webhookFields, keys, context);
  for (const [name, value] of Object.entries(flags)) written.set(name, value);
  if (comment !== undefined) context.comments.set(written, [` ${comment}`]);
  return { fields: written, isLocal: webhookIssues(desired, flags).length > 0 };
}

function withoutSecrets(fields: object, kinds: FieldKinds): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]): [string, unknown][] => {
      const kind = kinds[name];
      if (kind === undefined) return [];
      if (typeof kind === "object") return [[name, withoutSecrets(Object(value), kind)]];
      return [[name, kind === "secret" ? "secret" : value]];
    }),
  );
}

/** Writes the fields in the order of the API's document. A dollar sign of a value is written twice. */
function write(
  fields: object,
  kinds: FieldKinds,
  parts: readonly string[],
  context: WriteContext,
): Map<string, unknown> {
  const written = new Map<string, unknown>();
  for (const [name, kind] of Object.entries(kinds)) {
    const value = (fields as Record<string, unknown>)[name];
    if (value === undefined || value === null) continue;
    if (typeof kind === "object") written.set(name, write(Object(value), kind, parts, context));
    else if (kind === "secret") written.set(name, `\${${variableName([...parts, name], context.variables)}}`);
    else written.set(name, typeof value === "string" ? value.replaceAll("$", "$$$$") : value);
  }
  return written;
}

/** Returns the name of a new variable: `LOBBY_SECRET` for the secret of Lobby. */
function variableName(parts: readonly string[], variables: string[]): string {
  const words = parts
    .map((part) => (part === "*" ? "all" : part))
    .join(" ")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .match(/[A-Za-z0-9]+/g);
  const base = (words ?? [])
    .join("_")
    .toUpperCase()
    .replace(/^(?=\d|SECRET$)/, "WEBHOOK_");
  let name = base;
  for (let number = 2; variables.includes(name); number += 1) name = `${base}_${number}`;
  variables.push(name);
  return name;
}
