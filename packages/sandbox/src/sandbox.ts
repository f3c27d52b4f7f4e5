import type { Webhook as Webhook8x8 } from "@comms-webhooks/8x8-types";
import type { Webhook as WebexWebhook } from "@comms-webhooks/webex-types";
import type { DeliveryAttempt } from "./delivery/attempt.js";
import type { SandboxEvent } from "./delivery/event.js";
import type { Receive } from "./delivery/send.js";
import type { Sources } from "./sources.js";

/** How a sandbox shall behave. */
export interface SandboxOptions extends Partial<Sources> {
  /** The only sub-accounts that 8x8 accounts have, besides `*`; without it every sub-account exists. */
  readonly subAccounts?: readonly string[];
  /** Answers deliveries, and requests for the tokens of 8x8 webhooks, in place of the network; whatever their host. */
  readonly receive?: Receive;
  /** Whether to deliver to other machines than this one; false unless given. */
  readonly allowRemote?: boolean;
  /** After how many milliseconds an attempt is given up; 5000 unless given. */
  readonly deliveryTimeout?: number;
}

/** Where a sandbox listens. */
export interface ListenOptions {
  /** The port, or 0 (the default) for any free one. */
  readonly port?: number;
  /** The host name or address, by default `127.0.0.1`. */
  readonly host?: string;
}

/** The base URLs to give to clients, one for each API. */
export interface SandboxUrls {
  /** In place of `https://webexapis.com/v1`. */
  readonly webex: string;
  /** In place of the 8x8 region's server. */
  readonly "8x8": string;
}

/** A webhook that is stored for an 8x8 account. */
export interface Stored8x8Webhook extends Webhook8x8 {
  /** The account of the request that stored it. */
  readonly accountId: string;
}

/** Everything that a sandbox stores, with its secrets masked. */
export interface SandboxWebhooks {
  /** Of all Webex tokens, oldest first. */
  readonly webex: readonly WebexWebhook[];
  /** Of all 8x8 accounts. */
  readonly "8x8": readonly Stored8x8Webhook[];
}

/** Both APIs, in process through `fetch`, and on a socket after `listen`. */
export interface Sandbox {
  /** Answers a request to the sandbox, or to a vendor's own host, without a socket. */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  /** The base URLs, which before `listen` and after `close` are made up and for this `fetch` only. */
  readonly url: SandboxUrls;
  /** Opens a socket and gives the base URLs; rejects with a `SandboxListenError`. */
  readonly listen: (options?: ListenOptions) => Promise<SandboxUrls>;
  /** Closes the socket and all its connections, if there are any, and cancels deliveries; what is stored stays. */
  readonly close: () => Promise<void>;
  /** Forgets all webhooks and attempts, and cancels deliveries. */
  readonly reset: () => void;
  /** Gives what is stored. */
  readonly webhooks: () => SandboxWebhooks;
  /**
   * Raises an event, which goes to every webhook that it matches, and gives the first attempt for each when all have
   * ended; rejects with a `TypeError` that says what is wrong with the event.
   */
  readonly deliver: (event: SandboxEvent) => Promise<readonly DeliveryAttempt[]>;
  /** Gives the last 1000 attempts, in the order in which they ended. */
  readonly attempts: () => readonly DeliveryAttempt[];
  /** Resolves when no attempt is under way and no retry is waiting. */
  readonly settled: () => Promise<void>;
  /** Stops a Webex webhook as Webex does after failures; false if there is none with this id. */
  readonly deactivateWebexWebhook: (webhookId: string) => boolean;
}
