import type { Plan, PlannedChange } from "comms-webhooks";
import type { LoadedAccount } from "./file/loaded-file.js";
import type { Io } from "./io.js";

/** Options of a plan. */
export interface ChangeOptions {
  readonly prune?: boolean | undefined;
  readonly secrets?: "write" | "compare" | "keep" | undefined;
}

/** The health of a webhook. */
export interface Health {
  /** What the file calls the webhook. */
  readonly webhook: string;
  /** The state in one word, such as `active` or `missing`. */
  readonly state: string;
  /** Whether the webhook is as the file describes it. */
  readonly isHealthy: boolean;
  /** What the state means, where it isn't healthy. */
  readonly reason?: string | undefined;
  /** What to do next, where it isn't healthy. */
  readonly remedy?: Remedy | undefined;
  /** Reactivates the webhook; absent where that doesn't help. `since` is when it was disabled, if that is known. */
  readonly reactivate?: ((since?: Date) => Promise<Reactivated>) | undefined;
}

/** What to do, and the command that does it. */
export interface Remedy {
  readonly text: string;
  readonly command: string;
}

/** A webhook that was reactivated. */
export interface Reactivated {
  /** Until then a single failed delivery disables the webhook again. */
  readonly probationUntil: Date | undefined;
}

/** An account that is open for requests. Keys of webhooks are what the API's module makes of them. */
export interface OpenAccount {
  readonly account: LoadedAccount;
  /** The API and the account, such as `webex default`. */
  readonly title: string;
  readonly plan: (options: ChangeOptions) => Promise<Plan<unknown>>;
  /** Returns what the file calls, or would call, a webhook of a plan. */
  readonly nameOf: (key: PlannedChange<unknown>["key"]) => string;
  /** Returns the webhooks that are stored, as the API lists them. */
  readonly list: () => Promise<readonly object[]>;
  /** Returns the health of the webhooks in the file, in their order. */
  readonly health: () => Promise<readonly Health[]>;
}

/** What an API's module makes of an account. */
export type ApiAccount = Omit<OpenAccount, "account" | "title">;

/** An API, as the commands use it. */
export interface Api {
  /** Opens an account. */
  readonly open: (account: never, extras: ClientExtras) => ApiAccount;
  /** The environment variables that `import` reads the fields of an account from. */
  readonly variables: Readonly<Record<string, string>>;
}

/** What a client needs in addition to what the file says. */
export interface ClientExtras {
  readonly fetch?: Io["fetch"];
  readonly now?: Io["now"];
  readonly setTimer?: Io["setTimer"];
  /** Called with what is shown to the user about a webhook that can't be read. */
  readonly onInvalidItem: (item: { readonly key: Readonly<Record<string, string>> }) => void;
}
