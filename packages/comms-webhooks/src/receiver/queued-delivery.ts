import type { DeliveryContext } from "./options.js";

/** An authentic delivery on its way through a queue: plain JSON, without the request's credentials. */
export interface QueuedDelivery {
  /** What copies of the delivery have in common and no other delivery has. */
  readonly key: string;
  /** The delivery's name, such as `messages.created`; `?` if it isn't a string. */
  readonly name: string;
  /** The JSON as it was sent. */
  readonly original: unknown;
  /** When it was received, in ISO 8601. */
  readonly receivedAt: string;
  /** The URL that the request was sent to, if the server knew it. */
  readonly url?: string | undefined;
  /** The request's headers, names in lower case, without `Authorization` and the vendor's signature. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Stores a delivery. Once it resolves, the receiver responds with 200; if it throws or rejects, with 500. */
export type Enqueue = (delivery: QueuedDelivery) => unknown;

/** A receiver's handlers are replaced by a queue: `enqueue`, or `on`, `onUnknown` and `onInvalid`, but not both. */
export type HandlersOrQueue =
  | {
      /** Stores every authentic delivery, unknown and invalid ones included, instead of handling it in the request. */
      readonly enqueue: Enqueue;
      readonly on?: undefined;
      readonly onUnknown?: undefined;
      readonly onInvalid?: undefined;
    }
  // The last one, because the compiler compares wrong options with that.
  | { readonly enqueue?: undefined };

/** Either member of {@link HandlersOrQueue}, for code that reads the option. */
export interface QueueOptions {
  readonly enqueue?: Enqueue | undefined;
}

/** Creates what a queue stores of a delivery. */
export function toQueuedDelivery(
  key: string,
  { name, original, url, headers }: DeliveryContext,
  receivedAt: number,
): QueuedDelivery {
  const request = { ...(url !== undefined && { url }), headers: Object.fromEntries(headers) };
  return { key, name, original, receivedAt: new Date(receivedAt).toISOString(), ...request };
}
