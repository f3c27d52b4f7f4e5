import type { WebhookConfiguration } from "@comms-webhooks/8x8-types";
import type { CreateWebhookRequest } from "@comms-webhooks/webex-types";
import type { ClientOptions as ClientOptions8x8 } from "comms-webhooks/8x8";
import type { ClientOptions as WebexClientOptions } from "comms-webhooks/webex";

/** Where something is in a file. */
export interface Position {
  /** The line, from 1. */
  readonly line: number;
  /** The column in characters, from 1. */
  readonly column: number;
}

/** A webhook that the file describes, with its defaults applied and its references resolved. */
export interface LoadedWebhook<Desired> {
  /** What the file calls it: a Webex webhook's name; an 8x8 webhook's sub-account and type, as in `* MSG`. */
  readonly key: string;
  /** What the client's `ensure` accepts. It contains secrets. */
  readonly desired: Desired;
  /** Options for `ensure`: `undocumented: true` for a webhook of Webex whose pair or filter isn't to be checked. */
  readonly options: { readonly undocumented?: boolean };
  /** Where its key is. */
  readonly position: Position;
}

/** An account of an API. Names are unique among the accounts of an API. */
export interface LoadedAccountOf<Api extends string, ClientOptions, Desired> {
  readonly api: Api;
  readonly name: string;
  /** What the client is created with; `auth` is the token or API key as a string. */
  readonly client: ClientOptions;
  /** The webhooks in the order of the file. None, where the account has none: all of its owner's are then unnamed. */
  readonly webhooks: readonly LoadedWebhook<Desired>[];
  /** Where the account's name is. */
  readonly position: Position;
}

/** An account of Webex. */
export type WebexAccount = LoadedAccountOf<"webex", WebexClientOptions, CreateWebhookRequest>;

/** An account of 8x8 Connect. An item has a type, always. */
export type Account8x8 = LoadedAccountOf<
  "8x8",
  ClientOptions8x8,
  WebhookConfiguration & Required<Pick<WebhookConfiguration, "subAccountId" | "type">>
>;

/** An account of any of the APIs. */
export type LoadedAccount = WebexAccount | Account8x8;

/** A file that was read and holds no error. */
export interface LoadedFile {
  /** The file's path as the user gave it. */
  readonly path: string;
  /** The accounts in the order of the file. */
  readonly accounts: readonly LoadedAccount[];
  /** All tokens, API keys and secrets of the file, for redaction. */
  readonly secrets: readonly string[];
}
