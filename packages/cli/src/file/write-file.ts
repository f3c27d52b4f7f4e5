import { Document, isMap, isScalar, type YAMLMap } from "yaml";
import { fileFormats } from "../apis.js";
import type { FileFormat, ListedWebhook } from "./file-format.js";
import { identityOf } from "./read-webhooks.js";
import { writeWebhook } from "./write-webhook.js";

/** An account to write, with the webhooks that it has. */
export interface WritableAccount {
  /** The API's name, such as `webex`. */
  readonly api: string;
  readonly name: string;
  /** The account's fields as they are to be in the file: references, such as `${WEBEX_TOKEN}`, stay references. */
  readonly fields: Readonly<Record<string, string | undefined>>;
  /** The webhooks as the API lists them. Of a secret only that there is one is used. */
  readonly webhooks: readonly object[];
}

/** A file's text, and what must be set to use it. */
export interface WrittenFile {
  readonly text: string;
  /** The environment variables that stand for the secrets of webhooks, in the order of the file. */
  readonly variables: readonly string[];
  /** What of the webhooks can't be in the file. The file has it as comments. */
  readonly notes: readonly string[];
}

/** Options of {@link writeFile}. */
export interface WriteFileOptions {
  /** Where editors find the schema, from the file. Default: the package in `node_modules`. */
  readonly schema?: string | undefined;
}

const defaultSchema = "./node_modules/@comms-webhooks/cli/schema/webhooks.schema.json";

/**
 * Returns the file of existing webhooks. The same webhooks in any order yield the same text. References to variables that are
 * named after the webhooks stand for their secrets.
 */
export function writeFile(accounts: readonly WritableAccount[], options: WriteFileOptions = {}): WrittenFile {
  const context = { variables: [] as string[], notes: [] as string[], comments: new Map<unknown, string[]>() };
  const file = new Map<string, unknown>();
  for (const format of fileFormats) {
    const own = accounts.filter(({ api }) => api === format.api);
    if (own.length === 0) continue;
    const written = own.map((account) => [account.name, writeAccount(format, account, context)] as const);
    file.set(format.api, new Map([["accounts", new Map(written)]]));
  }
  const document = new Document(file);
  finish(document.contents, file, context.comments);
  const references = accounts.flatMap(
    ({ fields }) =>
      Object.values(fields)
        .join(" ")
        .match(/(?<=\$\{)\w+(?=\})/g) ?? [],
  );
  const variables = [...new Set([...references, ...context.variables])];
  document.commentBefore = [
    ` yaml-language-server: $schema=${options.schema ?? defaultSchema}`,
    " `comms-webhooks plan` shows what would change, and `comms-webhooks apply` changes it.",
    ...(variables.length > 0 ? [` Environment variables to set: ${variables.join(", ")}.`] : []),
  ].join("\n");
  const { variables: secrets, notes } = context;
  return { text: document.toString({ lineWidth: 0 }), variables: secrets, notes };
}

/** What the writers of accounts add to. Comments belong to the map whose beginning they are before. */
export interface WriteContext {
  readonly variables: string[];
  readonly notes: string[];
  readonly comments: Map<unknown, string[]>;
}

function writeAccount(format: FileFormat, account: WritableAccount, context: WriteContext): Map<string, unknown> {
  const webhooks = new Map<string, unknown>();
  const known = new Set<string>();
  let targetUrls: string | undefined;
  for (const item of sort(account.webhooks.flatMap((webhook) => format.listed(webhook as never)))) {
    const identity = identityOf(item.keys);
    const written = known.has(identity)
      ? { problem: "there is an older one of this name, and apply deletes duplicates" }
      : writeWebhook(format, item, context);
    if ("fields" in written) {
      known.add(identity);
      if (written.isLocal) targetUrls = "any";
      insert(webhooks, item.keys, written.fields);
    } else {
      const name = JSON.stringify(item.keys.join(" "));
      context.notes.push(`${format.api} account ${JSON.stringify(account.name)}, webhook ${name}: ${written.problem}`);
      const comments = context.comments.get(webhooks) ?? [];
      context.comments.set(webhooks, [...comments, ` Webhook ${name} isn't here: ${written.problem}.`]);
    }
  }
  const fields = Object.entries({ targetUrls, ...account.fields }).filter(([, value]) => value !== undefined);
  const order = Object.keys(format.shape.account);
  fields.sort(([one], [other]) => order.indexOf(one) - order.indexOf(other));
  return new Map<string, unknown>([...fields, ["webhooks", webhooks]]);
}

/** Sorts webhooks by their names, and those of one name by their age. */
function sort(items: readonly ListedWebhook[]): ListedWebhook[] {
  const order = ({ keys, fields }: ListedWebhook) =>
    JSON.stringify([keys, (fields as { created?: string }).created, fields]);
  return items
    .map((item) => [order(item), item] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, item]) => item);
}

function insert(
  webhooks: Map<string, unknown>,
  [key = "", ...rest]: readonly string[],
  fields: Map<string, unknown>,
): void {
  const name = key.replaceAll("$", "$$$$");
  if (rest.length === 0) webhooks.set(name, fields);
  else {
    const inner = (webhooks.get(name) ?? new Map()) as Map<string, unknown>;
    webhooks.set(name, inner);
    insert(inner, rest, fields);
  }
}

/** Adds to a document what the values can't express: comments at the beginnings of maps, and quotes. */
function finish(node: unknown, value: unknown, comments: WriteContext["comments"]): void {
  if (!isMap(node) || !(value instanceof Map)) return;
  const comment = comments.get(value)?.join("\n");
  if (comment !== undefined) (node as YAMLMap).commentBefore = comment;
  for (const pair of node.items) {
    if (!isScalar(pair.key)) continue;
    if (pair.key.value === "<<") pair.key.type = "QUOTE_DOUBLE"; // Without quotes it merges.
    finish(pair.value, value.get(String(pair.key.value)), comments);
  }
}
