import type { Api } from "./api/definition.js";
import type { Apis } from "./apis.js";
import type { SourceOptions } from "./clock/sources.js";
import type { AttemptRecord } from "./delivery/attempt.js";
import type { EventRecord } from "./delivery/dispatcher.js";
import type { DeliveryOptions } from "./delivery/send.js";
import type { AccessOptions } from "./http/access.js";
import type { RequestRecord } from "./http/watch.js";
import type { InboxEntry } from "./inbox.js";

/** The name of an API in the sandbox. */
export type ApiName = keyof Apis;

/** The base URLs to pass to clients, one for each API. */
export type SandboxUrls = { readonly [Name in keyof Apis]: string };

/** The webhooks of each API, of all accounts and with secrets masked. */
export type SandboxWebhooks = { readonly [Name in keyof Apis]: WebhookOf<Name> };

/** Something that happens at a vendor: `SandboxEvent<"webex">` is an event of Webex. Default: of any API. */
export type SandboxEvent<Name extends ApiName = ApiName> = {
  [Each in Name]: EventOf<Each> & {
    /** The API that it happens at. */
    readonly api: Each;
  };
}[Name];

/** What can go wrong with a delivery on its way. `duplicate`, `truncated` and `oversize` exist for every API. */
export type Fault = Exclude<SandboxEvent["fault"], readonly unknown[] | undefined>;

/** One attempt to deliver an event to a webhook. */
export interface DeliveryAttempt extends AttemptRecord {
  /** The API that the webhook belongs to. */
  readonly api: ApiName;
}

/** The names of the deliveries of each API, with the names of the examples that an event can start from. */
export type SandboxDeliveries = { readonly [Name in keyof Apis]: Readonly<Record<string, readonly string[]>> };

/** Functions that are called with what happens in a sandbox, for a log. What they are called with contains no secret. */
export interface SandboxHooks {
  /** Called with each request, when it has its response. */
  readonly onRequest?: ((request: RequestRecord) => void) | undefined;
  /** Called with each event that is raised, before it is delivered. */
  readonly onEvent?: ((event: EventRecord) => void) | undefined;
  /** Called with each attempt when it has ended. */
  readonly onAttempt?: ((attempt: DeliveryAttempt) => void) | undefined;
  /** Called with each delivery to the inbox. */
  readonly onInbox?: ((delivery: InboxEntry) => void) | undefined;
}

/** The options of a sandbox. */
export interface SandboxOptions extends SourceOptions, DeliveryOptions, SandboxHooks, ApiOptions {}

/** Where a sandbox listens, and for whom. */
export interface ListenOptions extends AccessOptions {
  /** The port. Default: 0, which stands for any free port. */
  readonly port?: number | undefined;
  /** The host name or address. Default: `127.0.0.1`. */
  readonly host?: string | undefined;
}

/** All APIs: in process through `fetch`, and over a socket after `listen`. */
export interface Sandbox extends ApiControls {
  /** Responds to a request to the sandbox, or to a vendor's own host, without a socket. */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  /** The base URLs. Before `listen` and after `close` they work with this `fetch` only. */
  readonly url: SandboxUrls;
  /** Opens a socket and returns the base URLs. Rejects with a `SandboxListenError`, or a `TypeError` for a wrong option. */
  readonly listen: (options?: ListenOptions) => Promise<SandboxUrls>;
  /** Closes the socket with all its connections, if it is open, and cancels deliveries. Webhooks stay. */
  readonly close: () => Promise<void>;
  /** Forgets all webhooks, resources, attempts and the inbox, and cancels deliveries. */
  readonly reset: () => void;
  /** Returns the webhooks of all accounts, with secrets masked. */
  readonly webhooks: () => SandboxWebhooks;
  /**
   * Raises an event, and delivers it to every webhook that matches. Returns the first attempt for each webhook when all
   * of them have ended. Rejects with a `TypeError` if the event isn't valid.
   */
  readonly deliver: (event: SandboxEvent) => Promise<readonly DeliveryAttempt[]>;
  /** Returns the names and the examples of the deliveries that events can raise, by API. */
  readonly deliveries: () => SandboxDeliveries;
  /** Returns the last 1000 attempts, in the order in which they ended. */
  readonly attempts: () => readonly DeliveryAttempt[];
  /** Resolves when no attempt is in flight and no retry is waiting. */
  readonly settled: () => Promise<void>;
}

/** The options that the APIs add. */
export type ApiOptions = Intersection<Parameters<Apis[ApiName]["create"]>[1]>;

/** The methods that the APIs add to a sandbox. */
export type ApiControls = Intersection<InstanceOf<ApiName>["controls"]>;

type InstanceOf<Name extends ApiName> = ReturnType<Apis[Name]["create"]>;
type EventOf<Name extends ApiName> = InstanceOf<Name> extends Api<infer Event, any, any> ? Event : never;
type WebhookOf<Name extends ApiName> = ReturnType<InstanceOf<Name>["webhooks"]>;

/** Turns a union into an intersection. */
type Intersection<Union> = (Union extends unknown ? (value: Union) => void : never) extends (value: infer All) => void
  ? All
  : never;
