import { type Field, type FieldKinds, readFields } from "./fields.js";
import type { FileFormat } from "./file-format.js";
import type { FileShape } from "./file-shape.js";
import { issueProblem } from "./issue-problem.js";
import type { LoadedAccountOf } from "./loaded-file.js";
import { type Entry, rangeOf } from "./nodes.js";
import { readWebhooks } from "./read-webhooks.js";
import type { Reader } from "./reader.js";

/** Any account, before its vendor's types are known. */
export type AnyAccount = LoadedAccountOf<string, Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>>;

/** Reads an account with its webhooks. What is wrong is reported. */
export function readAccount(reader: Reader, format: FileFormat, account: Entry): AnyAccount | undefined {
  const place = `${format.api} account ${JSON.stringify(account.name)}`;
  const range = rangeOf(account.key);
  const entries = reader.map(account, place, "fields");
  if (!entries) return undefined;
  const [own, others] = partition(entries, ({ name }) => name !== "defaults" && name !== "webhooks");
  const fields = readFields(reader, own, { ...accountKinds(format.shape), defaults: {}, webhooks: {} }, place);
  const options: Record<string, unknown> = {};
  for (const [name, { option, required, secret }] of Object.entries(format.shape.account)) {
    const field = fields.get(name);
    if (field) {
      const message = field.isWrong ? undefined : optionMistake(format, option, field.value);
      if (message === undefined) options[option] = field.isWrong ? undefined : field.value;
      else {
        const issue = {
          path: [name],
          message: message.replace(RegExp(`^${option}( must be) or return`), `${option}$1`),
        };
        const renamed = { ...issue, message: issue.message.replace(RegExp(`^${option}\\b`), name) };
        const problem = issueProblem(renamed, fields, { place, range });
        if (problem) reader.report(problem);
      }
    } else if (required) {
      const remedy = secret
        ? `Write "${name}: \${NAME}", with the name of an environment variable.`
        : `Write "${name}: …".`;
      reader.report({ range, message: `${name} is required`, remedy, place });
    }
  }
  const section = (name: string) => others.find((entry) => entry.name === name);
  const [defaultsEntry, webhooksEntry] = [section("defaults"), section("webhooks")];
  const defaultEntries = defaultsEntry ? reader.map(defaultsEntry, place, "fields") : [];
  if (!defaultEntries) return undefined;
  const defaults = readFields(reader, defaultEntries, format.webhookFields, `${place}, defaults`);
  reportExclusive(reader, defaults, `${place}, defaults`);
  return {
    api: format.api,
    name: account.name,
    client: options,
    webhooks: webhooksEntry ? readWebhooks(reader, format, webhooksEntry, { defaults, options, place }) : [],
    position: reader.source.position(range?.[0] ?? 0),
  };
}

/** Returns the kinds of an account's own fields. */
export function accountKinds(shape: FileShape): FieldKinds {
  return Object.fromEntries(
    Object.entries(shape.account).map(([name, { secret }]) => [name, secret ? "secret" : "string"]),
  );
}

function partition<Item>(items: readonly Item[], isFirst: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}

/** Returns what a client says to an option, the other ones being right. */
function optionMistake({ createClient, placeholders }: FileFormat, option: string, value: unknown): string | undefined {
  try {
    createClient({ ...placeholders, [option]: value } as never);
    return undefined;
  } catch (error) {
    if (error instanceof TypeError) return error.message;
    throw error;
  }
}

/** Defaults of both forms of authorization would contradict each other in every webhook. */
function reportExclusive(reader: Reader, defaults: ReadonlyMap<string, Field>, place: string): void {
  const [header, oauth] = [defaults.get("httpAuthorization"), defaults.get("oauth")];
  if (!header || !oauth) return;
  const message = 'httpAuthorization must be absent or empty when "oauth" is given';
  reader.report({ range: header.range, message, remedy: "Keep one of the two.", place });
}
