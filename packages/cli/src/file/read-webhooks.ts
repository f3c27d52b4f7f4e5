import { type Field, readFields, toObject } from "./fields.js";
import type { FileFormat } from "./file-format.js";
import type { FileShape } from "./file-shape.js";
import { issueProblem } from "./issue-problem.js";
import type { LoadedWebhook } from "./loaded-file.js";
import { type Entry, rangeOf } from "./nodes.js";
import type { Reader } from "./reader.js";
import { resolveReferences } from "./references.js";

/** The account that webhooks are in. */
export interface AccountContext {
  /** The fields that webhooks have unless they have their own. */
  readonly defaults: ReadonlyMap<string, Field>;
  /** The options of the account's client. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly place: string;
}

type AnyWebhook = LoadedWebhook<Readonly<Record<string, unknown>>>;

/** Reads the webhooks of an account: maps by the fields that identify a webhook, and in them the other fields. */
export function readWebhooks(
  reader: Reader,
  format: FileFormat,
  webhooks: Entry,
  account: AccountContext,
): AnyWebhook[] {
  const { keys } = format.shape;
  const known = new Map<string, number>();

  const walk = (parent: Entry, identity: readonly (readonly [string, Field])[]): AnyWebhook[] => {
    const depth = identity.length;
    const place = placeOf(account.place, identity);
    if (depth === keys.length) {
      return readWebhook(reader, format, parent, identity, { ...account, place });
    }
    const entries = reader.map(parent, place, depth === 0 ? "webhooks" : `webhooks by ${keys[depth]}`) ?? [];
    return entries.flatMap((entry) => {
      const field = readKey(reader, entry, place);
      const path = [...identity, [keys[depth] ?? "", field] as const];
      const key = identityOf(path.map(([, { value }]) => String(value)));
      const first = known.get(key);
      if (first === undefined) known.set(key, field.key?.[0] ?? 0);
      else {
        const { line } = reader.source.position(first);
        const message = `${JSON.stringify(entry.name)} is there twice; the first one is in line ${line}`;
        reader.report({
          range: field.key,
          message,
          remedy: "Keep one of them, or rename one: names identify webhooks.",
          place,
        });
      }
      return walk(entry, path);
    });
  };
  return walk(webhooks, []);
}

/** Returns a text that is the same for keys that a server takes for the same. */
export function identityOf(keys: readonly string[]): string {
  return JSON.stringify(keys.map((key) => key.normalize().trim()));
}

function placeOf(account: string, identity: readonly (readonly [string, Field])[]): string {
  if (identity.length === 0) return account;
  return `${account}, webhook ${JSON.stringify(identity.map(([, { reference, value }]) => reference ?? value).join(" "))}`;
}

/** Reads a key, which can contain references. */
function readKey(reader: Reader, { name, key }: Entry, place: string): Field {
  const { value, isReference, problems } = resolveReferences(name, reader.environment);
  const range = rangeOf(key);
  for (const { text, message, remedy } of problems) {
    reader.report({ range: reader.within(range, text), message: `${JSON.stringify(name)} ${message}`, remedy, place });
  }
  return {
    value,
    key: range,
    range,
    isSecret: false,
    isWrong: problems.length > 0,
    reference: isReference ? name : undefined,
  };
}

function readWebhook(
  reader: Reader,
  { shape, webhookFields, webhookIssues }: FileFormat,
  webhook: Entry,
  identity: readonly (readonly [string, Field])[],
  { defaults, options, place }: AccountContext,
): AnyWebhook[] {
  const flagKinds = Object.fromEntries(Object.keys(shape.flags).map((flag) => [flag, "boolean"]));
  const remedies = Object.fromEntries(
    shape.keys.map((key) => [key, `Remove it: the ${key} is a key of the map around it.`]),
  );
  const last = shape.keys.at(-1);
  if (shape.keys.length > 1 && Object.hasOwn(webhookFields, webhook.name)) {
    const message = `${JSON.stringify(webhook.name)} is a field of a webhook, where a ${last} is expected`;
    reader.report({
      range: rangeOf(webhook.key),
      message,
      remedy: `Write the ${last} above it, and indent the fields.`,
      place,
    });
    return [];
  }
  const entries = reader.map(webhook, place, "fields");
  if (!entries) return [];
  const own = readFields(reader, entries, { ...webhookFields, ...flagKinds }, place, { remedies });
  const flags: Record<string, unknown> = {};
  for (const flag of Object.keys(shape.flags)) {
    const field = own.get(flag);
    if (field && !field.isWrong) flags[flag] = field.value;
    own.delete(flag);
  }
  const fields = new Map([...identity, ...withoutExcluded(defaults, own, shape), ...own]);
  const range = rangeOf(webhook.key);
  const desired = toObject(fields);
  for (const issue of webhookIssues(desired, { targetUrls: options["targetUrls"], ...flags })) {
    const problem = issueProblem(issue, fields, { place, range });
    if (problem) reader.report(problem);
  }
  const key = identity.map(([, { value }]) => value).join(" ");
  return [{ key, desired, options: flags, position: reader.source.position(range?.[0] ?? 0) }];
}

function withoutExcluded(
  defaults: ReadonlyMap<string, Field>,
  own: ReadonlyMap<string, Field>,
  { exclusive }: FileShape,
): [string, Field][] {
  const hasOwn = exclusive.some((name) => own.has(name));
  return [...defaults].filter(([name]) => !(hasOwn && exclusive.includes(name)));
}
