import type { Issue } from "@comms-webhooks/validation";
import type { SeenStore } from "./seen-store.js";

/** What a handler is told beside the delivery. */
export interface DeliveryContext {
  /** The delivery's name, such as `messages.created` or `inbound_message_received`. */
  readonly name: string;
  /** The JSON as it came, where `delivery` is normalized. */
  readonly original: unknown;
  /** The request's headers, without `Authorization` and the signature. */
  readonly headers: Headers;
}

/** Handles a delivery. One that throws or rejects makes the answer 500. */
export type Handler<Delivery> = (delivery: Delivery, context: DeliveryContext) => unknown;

/** Handlers by the delivery's name; `"*"` has all known deliveries that no other handler has. */
export type Handlers<Deliveries> = { readonly [Name in keyof Deliveries]?: Handler<Deliveries[Name]> } & {
  readonly "*"?: Handler<Deliveries[keyof Deliveries]>;
};

/** Why a request was not taken for a delivery. It holds no header, body or secret. */
export interface Rejection {
  /** The status of the answer. */
  readonly status: 400 | 401 | 405 | 413 | 415;
  /** The reason as a word. */
  readonly reason: "method" | "media-type" | "credentials" | "signature" | "too-large" | "aborted" | "json" | "shape";
  /** The reason as a sentence. */
  readonly message: string;
}

/** What both receivers can be made with. `Deliveries` maps the names to the types. */
export interface ReceiverOptions<Deliveries, Unknown> {
  /** The handlers. A known delivery without one is answered with 200. */
  readonly on?: Handlers<Deliveries>;
  /** Takes deliveries that the specification does not know. They are answered with 2xx all the same. */
  readonly onUnknown?: Handler<Unknown>;
  /** Takes authentic deliveries whose shape is not the specified one; without it `onError` hears of them. */
  readonly onInvalid?: (original: unknown, issues: readonly Issue[], context: DeliveryContext) => unknown;
  /** Hears of requests that were refused. */
  readonly onRejected?: (rejection: Rejection) => unknown;
  /** Hears of what handlers and hooks throw; `console.error` unless given. */
  readonly onError?: (error: unknown, context: DeliveryContext | undefined) => unknown;
  /** Whether an authentic delivery of another shape is answered with 200, or with 400 where it is `"reject"`. */
  readonly invalid?: "accept" | "reject";
  /** The longest body in bytes, 1 MiB unless given. */
  readonly maxBytes?: number;
  /** Milliseconds after which the answer is 202 while the handler goes on. Without it the answer waits. A failure after that is told, but the sender has its 2xx and sends no more. */
  readonly deadline?: number;
  /** Handles a delivery that comes twice only once. Off unless given. */
  readonly duplicates?: DuplicateOptions;
  /** Waits, for tests. It ends early when the signal aborts. */
  readonly sleep?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** How duplicates are found. */
export interface DuplicateOptions {
  /** Remembers the deliveries. */
  readonly store: SeenStore;
  /** Milliseconds that a delivery is remembered, five minutes unless given, which is the most for Webex. */
  readonly window?: number;
  /** Milliseconds that a handler has before another process may take its delivery, one minute unless given. */
  readonly lease?: number;
}

/** What the platform offers a receiver beside the request. */
export interface Platform {
  /** Keeps the platform alive until a promise has settled, such as `ctx.waitUntil` of a worker. */
  readonly waitUntil?: (promise: Promise<unknown>) => void;
}

/** A receiver: a function of the Fetch API, for every server that has one. It answers, whatever comes, and throws a `BodyConsumedError` only. */
export type Receiver = (request: Request, platform?: Platform | null) => Promise<Response>;
