import type { IncomingDelivery } from "./delivery.js";
import type { DeliveryContext } from "./options.js";

/**
 * What handlers are called with. It hides the request's credentials, because contexts end up in logs.
 * The URL and a copy of the headers are created whenever they are read, because most handlers don't.
 */
export class HandlerContext implements DeliveryContext {
  /** One getter for all contexts: creating an object with a getter of its own takes V8 10 µs, a quarter of a delivery. */
  static readonly #url: PropertyDescriptor & ThisType<HandlerContext> = {
    enumerable: true,
    get() {
      // What comes before an "@" are a user and a password.
      return this.#delivery.url?.replace(/^([^/?#]*\/\/)[^/?#]*@/, "$1");
    },
  };
  static readonly #headers: PropertyDescriptor & ThisType<HandlerContext> = {
    enumerable: true,
    get() {
      const headers = new Headers(this.#delivery.headers());
      for (const credential of ["authorization", ...this.#credentialHeaders]) headers.delete(credential);
      return headers;
    },
  };

  readonly name: string;
  readonly original: unknown;
  readonly body: Uint8Array<ArrayBuffer>;
  /** Properties of the object itself, so that `{ ...context }` has them too. */
  declare readonly url: string | undefined;
  declare readonly headers: Headers;
  readonly #delivery: IncomingDelivery;
  readonly #credentialHeaders: readonly string[];

  constructor(
    name: string,
    original: unknown,
    body: Uint8Array<ArrayBuffer>,
    delivery: IncomingDelivery,
    credentialHeaders: readonly string[],
  ) {
    this.name = name;
    this.original = original;
    this.body = body;
    this.#delivery = delivery;
    this.#credentialHeaders = credentialHeaders;
    Object.defineProperty(this, "url", HandlerContext.#url);
    Object.defineProperty(this, "headers", HandlerContext.#headers);
  }
}
