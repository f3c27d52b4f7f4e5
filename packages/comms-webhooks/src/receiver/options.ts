import type { Issue } from "@comms-webhooks/validation";
import type { ClockOptions } from "../clock.js";
import type { SeenStore } from "./seen-store.js";

/** What a handler is called with in addition to the delivery. */
export interface DeliveryContext<Name = string> {
  /** The delivery's name, such as `messages.created` or `inbound_message_received`. */
  readonly name: Name;
  /** The JSON as it was sent. The delivery lacks optional fields that are `null`, and has normalized names. */
  readonly original: unknown;
  /** The body as it was received; in a dispatcher, the JSON written again. */
  readonly body: Uint8Array<ArrayBuffer>;
  /**
   * The absolute URL that the request was sent to, without a user and password but with its query; `undefined` if the
   * transport doesn't know it. Behind a proxy it can differ from the webhook's: host and scheme are those of the request.
   */
  readonly url: string | undefined;
  /** A copy of the request's headers, without `Authorization` and the vendor's signature. */
  readonly headers: Headers;
}

/** Handles a delivery. If it throws or rejects, the receiver responds with 500. */
export type Handler<Delivery, Name = string> = (delivery: Delivery, context: DeliveryContext<Name>) => unknown;

/** Handlers by the delivery's name. `"*"` handles every known delivery that has no handler of its own. */
export type Handlers<Deliveries> = {
  readonly [Name in keyof Deliveries]?: Handler<Deliveries[Name], Name> | undefined;
} & {
  /** Handles every known delivery that has no handler of its own. */
  readonly "*"?: Handler<Deliveries[keyof Deliveries], keyof Deliveries> | undefined;
};

/** Why a request was rejected. Of the request it contains only the method, the media type and the content encoding. */
export interface Rejection {
  /** The status of the response. */
  readonly status: 400 | 401 | 405 | 413 | 415;
  /** The reason as a word, to count by. */
  readonly reason:
    | "method"
    | "media-type"
    | "content-encoding"
    | "credentials"
    | "signature"
    | "too-large"
    | "aborted"
    | "json"
    | "shape";
  /** The reason as a sentence, which is also the body of the response. */
  readonly message: string;
}

/** The handlers of a receiver or a dispatcher. `Deliveries` maps the names of the known deliveries to their types. */
export interface HandlerOptions<Deliveries, Unknown> {
  /** The handlers. A receiver responds with 200 to a known delivery without a handler. */
  readonly on?: Handlers<Deliveries> | undefined;
  /** Handles deliveries that the specification doesn't know. Without it a receiver responds with 200. */
  readonly onUnknown?: Handler<Unknown> | undefined;
  /**
   * Handles authentic deliveries that don't match their schema. Default: a receiver calls `onError` and responds with 200;
   * a dispatcher rejects, so that the queue keeps the delivery.
   */
  readonly onInvalid?: ((original: unknown, issues: readonly Issue[], context: DeliveryContext) => unknown) | undefined;
}

/** The options that all receivers have. `Deliveries` maps the names of the known deliveries to their types. */
export interface BaseReceiverOptions<Deliveries, Unknown> extends HandlerOptions<Deliveries, Unknown>, ClockOptions {
  /** Called when a request is rejected. */
  readonly onRejected?: ((rejection: Rejection) => unknown) | undefined;
  /** Called with errors that handlers, hooks and stores throw. Default: `console.error`. */
  readonly onError?: ((error: unknown, context: DeliveryContext | undefined) => unknown) | undefined;
  /** The response to an authentic delivery that doesn't match its schema: `"reject"` is 400. Default: `"accept"`, 200. */
  readonly invalid?: "accept" | "reject" | undefined;
  /** The longest accepted body, in bytes; `Infinity` for no limit. Default: 1,048,576 (1 MiB). */
  readonly maxBytes?: number | undefined;
  /**
   * Milliseconds after which the receiver responds with 202 while the handler continues. An error after that is reported
   * to `onError`, but the sender doesn't retry. With `enqueue` the response is 503, because nothing is stored yet.
   * Default: the receiver waits, because a 202 gives up the sender's retries.
   */
  readonly deadline?: number | undefined;
  /** Processes a delivery that is sent twice only once. Default: off. */
  readonly duplicates?: DuplicateOptions | undefined;
}

/** How duplicates are recognized. */
export interface DuplicateOptions {
  /** Remembers the deliveries: `memorySeenStore()` for one process, `redisSeenStore(…)` for several. */
  readonly store: SeenStore;
  /** Milliseconds for which a processed delivery is remembered. Default: 300,000 (5 minutes). */
  readonly window?: number | undefined;
  /**
   * Milliseconds after which another process may take a delivery whose process has died. It is renewed while the handler
   * runs. Default: 60,000.
   */
  readonly lease?: number | undefined;
}
