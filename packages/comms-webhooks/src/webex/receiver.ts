import { deliveryNames } from "@comms-webhooks/webex-client/data";
import { Delivery } from "@comms-webhooks/webex-client/validators";
import type { DeliveryMap, UnknownDelivery } from "@comms-webhooks/webex-types";
import { type Delivered, toDelivered } from "../receive/delivered.js";
import { digest } from "../receive/duplicates.js";
import type { Receiver, ReceiverOptions, Rejection } from "../receive/options.js";
import { createReceiver } from "../receive/receiver.js";
import { createVerifier, isSignature, signatureHeader, toSecrets } from "./signature.js";

/** The longest that two equal bodies may be taken for one delivery: real updates can repeat themselves later on. */
const longestWindow = 5 * 60_000;

const names: ReadonlySet<string> = new Set(deliveryNames);

/** What a Webex receiver is made with: the webhook's secret, or the explicit word that there is none. */
export type WebexReceiverOptions = ReceiverOptions<DeliveryMap, UnknownDelivery> &
  (
    | {
        /** The webhook's secret, or several while one replaces another. */
        readonly secret: string | readonly string[];
        readonly unsigned?: never;
      }
    | {
        /** Takes deliveries of anybody who knows the URL, for webhooks without a secret. */
        readonly unsigned: true;
        readonly secret?: never;
      }
  );

/**
 * Makes a receiver of Webex's deliveries: it checks the signature over the bytes, then hands the delivery to its handler.
 * @throws {TypeError} where neither a secret nor `unsigned: true` is given.
 */
export function createWebexReceiver(options: WebexReceiverOptions): Receiver {
  const { window = longestWindow } = options.duplicates ?? {};
  if (!(window <= longestWindow))
    throw new TypeError(`duplicates.window must be at most ${longestWindow} ms for Webex; got ${window}`);
  if (options.unsigned === true && options.secret !== undefined) {
    throw new TypeError("secret and unsigned: true exclude each other");
  }
  if (options.unsigned !== true && options.secret === undefined) {
    throw new TypeError("secret must be the webhook's secret; for a webhook without one give unsigned: true");
  }
  const verify = options.unsigned === true ? undefined : createVerifier(toSecrets(options.secret));
  const refused = (reason: "credentials" | "signature", message: string): Rejection => ({
    status: 401,
    reason,
    message,
  });

  return createReceiver<DeliveryMap, UnknownDelivery>(
    {
      checkHeaders: (headers) =>
        verify && !isSignature(headers.get(signatureHeader))
          ? refused("credentials", `The header ${signatureHeader} must have 40 lower-case hexadecimal digits.`)
          : undefined,
      checkBody: async (headers, body) =>
        verify && !(await verify(body, headers.get(signatureHeader) ?? ""))
          ? refused("signature", "The signature is not that of this body and the secret.")
          : undefined,
      identify,
      duplicateKey: async (_value, body) => `webex:${await digest(body)}`,
    },
    options,
  );
}

function identify(value: unknown): Delivered<DeliveryMap[keyof DeliveryMap], UnknownDelivery> {
  const { resource, event } = Object(value) as { resource?: unknown; event?: unknown };
  const name = [resource, event].map((part) => (typeof part === "string" ? part : "?")).join(".");
  return toDelivered(name, value, Delivery, names);
}
