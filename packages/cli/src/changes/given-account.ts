import { apis, fileFormats } from "../apis.js";
import { CliError } from "../errors.js";
import type { FileFormat } from "../file/file-format.js";
import type { LoadedAccount } from "../file/loaded-file.js";
import type { Io } from "../io.js";

export type ApiName = LoadedAccount["api"];

/** Where the fields of an account come from: `field=NAME` and `field=value`. */
export interface AccountSources {
  readonly env: readonly string[];
  readonly set: readonly string[];
}

/** What the arguments and the environment say about an account. */
export interface GivenAccount {
  /** The fields for the file, with references to variables. */
  readonly fields: Readonly<Record<string, string>>;
  /** The options of the client. */
  readonly client: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
}

function formatOf(api: ApiName): FileFormat {
  return fileFormats.find((format) => format.api === api) as FileFormat;
}

/** The variables of an account's fields: the usual ones, or those that are given. */
function variablesOf(api: ApiName, { env }: AccountSources): Readonly<Record<string, string>> {
  return { ...apis[api].variables, ...pairs("--env", env) };
}

/** Lists the variables that an account needs and that aren't set. */
export function missing(api: ApiName, options: AccountSources, env: Io["env"]): string[] {
  const variables = variablesOf(api, options);
  const set = pairs("--set", options.set);
  return Object.entries(formatOf(api).shape.account)
    .filter(([field, { required }]) => required && set[field] === undefined && !env[variables[field] ?? ""])
    .map(([field]) => variables[field] ?? field);
}

/** Returns an account's fields for the file, with references, and the options of its client. */
export function accountOf(api: ApiName, options: AccountSources, env: Io["env"], isOnly: boolean): GivenAccount {
  const { account } = formatOf(api).shape;
  const set = pairs("--set", options.set);
  const variables = variablesOf(api, options);
  const unknown = Object.keys({ ...set, ...pairs("--env", options.env) }).find((field) => !(field in account));
  if (unknown !== undefined && isOnly) {
    throw new CliError(`An account of ${api} has no such field. It has ${Object.keys(account).join(", ")}.`);
  }
  const fields: Record<string, string> = {};
  const client: Record<string, string> = {};
  const secrets: string[] = [];
  for (const [field, { option, secret }] of Object.entries(account)) {
    const variable = variables[field];
    const value = set[field] ?? (variable === undefined ? undefined : env[variable]);
    if (!value) continue;
    if (secret && set[field] !== undefined) {
      throw new CliError(
        `${field} is a secret, so it isn't accepted as an argument. Use a variable: --env ${field}=NAME`,
      );
    }
    fields[field] = set[field] === undefined ? `\${${variable}}` : value.replaceAll("$", "$$$$");
    client[option] = value;
    if (secret) secrets.push(value);
  }
  return { fields, client, secrets };
}

function pairs(option: string, texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    texts.map((text) => {
      const [, field, value] = /^(\w+)=(.+)$/s.exec(text) ?? [];
      if (field === undefined || value === undefined)
        throw new CliError(`${option} needs field=${option === "--env" ? "NAME" : "value"}.`);
      return [field, value];
    }),
  );
}
