import type { Context } from "./context.js";
import type { DeliveryApi } from "./delivery-api.js";
import { CliError } from "./errors.js";
import { readInput } from "./io.js";

/** The options that say where a secret comes from. */
export interface SecretOptions {
  readonly secretFrom?: string | undefined;
  /** Whether to do without. */
  readonly without: boolean;
  /** The flag for that. */
  readonly flag: string;
}

/**
 * Reads the secret by which deliveries of an API are verified, from the environment or from standard input. What the user
 * wrote is never repeated, because it may be the secret itself.
 */
export async function readSecret(
  { io, terminal }: Context,
  { secretVariable, secretMeaning }: DeliveryApi,
  { secretFrom, without, flag }: SecretOptions,
): Promise<string | undefined> {
  if (without) {
    if (secretFrom !== undefined) throw new CliError(`--secret-from and ${flag} can't be used together.`);
    return undefined;
  }
  if (secretFrom !== undefined && !/^(?:-|[A-Za-z_]\w*)$/.test(secretFrom)) {
    throw new CliError("--secret-from must be the name of an environment variable, or - for standard input.");
  }
  const secret = secretFrom === "-" ? (await readInput(io)).split(/\r?\n/)[0] : io.env[secretFrom ?? secretVariable];
  if (secret) {
    terminal.hide([secret]);
    return secret;
  }
  if (secretFrom === "-") throw new CliError(`Standard input is empty; expected ${secretMeaning}.`);
  if (secretFrom !== undefined) throw new CliError("The environment variable that --secret-from names isn't set.");
  throw new CliError(
    `${secretVariable} isn't set. Set it to ${secretMeaning}, name another variable with --secret-from, or pass ${flag}.`,
  );
}
