import type { IncomingDelivery } from "./delivery.js";
import type { DeliveryContext } from "./options.js";

/** What handlers are called with. It hides the request's credentials, because contexts end up in logs. */
export class HandlerContext implements DeliveryContext {
  readonly name: string;
  readonly original: unknown;
  readonly #delivery: IncomingDelivery;
  readonly #credentialHeaders: readonly string[];

  constructor(name: string, original: unknown, delivery: IncomingDelivery, credentialHeaders: readonly string[]) {
    this.name = name;
    this.original = original;
    this.#delivery = delivery;
    this.#credentialHeaders = credentialHeaders;
  }

  get headers(): Headers {
    const headers = this.#delivery.headers();
    for (const credential of ["authorization", ...this.#credentialHeaders]) headers.delete(credential);
    return headers;
  }
}
