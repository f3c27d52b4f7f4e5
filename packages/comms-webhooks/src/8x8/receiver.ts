import { deliveryNames } from "@comms-webhooks/8x8-client/data";
import { Delivery } from "@comms-webhooks/8x8-client/validators";
import type { UnknownDelivery } from "@comms-webhooks/8x8-types";
import { flagRule, functionRule, ownCheckRule } from "../option-rules.js";
import type { Receiver } from "../receiver/delivery.js";
import type { BaseReceiverOptions } from "../receiver/options.js";
import { classify, type Protocol, type Verification } from "../receiver/protocol.js";
import { createReceiver } from "../receiver/receiver.js";
import { deliveryKey8x8 } from "./delivery-key.js";
import { type DeliveryMap, deliveryName, normalize } from "./normalize.js";

/**
 * The options of an 8x8 receiver: how deliveries are authorized, or `unverified: true`, and those that all receivers have.
 */
export type ReceiverOptions = BaseReceiverOptions<DeliveryMap, UnknownDelivery> &
  (
    | {
        /** The value of the webhook's `httpAuthorization`, or several while one replaces another. */
        readonly authorization?: string | readonly string[] | undefined;
        /**
         * Returns whether a bearer token is one that the webhook's `oauth` endpoint issued. If it throws, the receiver responds
         * with 500, so that 8x8 retries.
         */
        readonly verifyToken?: ((token: string) => boolean | Promise<boolean>) | undefined;
        readonly unverified?: undefined;
      }
    | {
        /** Accepts deliveries from anyone who knows the URL, for webhooks without authorization. */
        readonly unverified: true;
        readonly authorization?: undefined;
        readonly verifyToken?: undefined;
      }
  );

const names: ReadonlySet<string> = /* @__PURE__ */ new Set(deliveryNames);

const protocol: Protocol<DeliveryMap, UnknownDelivery, ReceiverOptions> = {
  names,
  optionRules: { authorization: ownCheckRule, verifyToken: functionRule, unverified: flagRule },
  credentialHeaders: [],
  createVerification,
  classify(original) {
    return classify(deliveryName(original), normalize(original), Delivery, names);
  },
  duplicateKey: deliveryKey8x8,
};

/**
 * Creates a receiver of 8x8 deliveries. It checks the `Authorization` header, then calls the handler of the delivery's name,
 * with the exact type of that delivery and today's spelling of names that 8x8 has written in several ways.
 *
 * The receiver responds with 200 once the handler has finished, 500 if it failed, and 4xx to requests that aren't authentic.
 * @throws {TypeError} if none of `authorization`, `verifyToken` and `unverified: true` is given, or an option is wrong or
 * unknown.
 *
 * @example
 * ```ts
 * import { basicAuthorization, create8x8Receiver } from "comms-webhooks/8x8";
 *
 * export default create8x8Receiver({
 *   authorization: basicAuthorization("user", process.env["WEBHOOK_PASSWORD"]!),
 *   deadline: 4_000,
 *   on: {
 *     inbound_message_received({ payload }) {
 *       if (payload.type === "Text") console.log(payload.content.text);
 *     },
 *   },
 * });
 * ```
 */
export function create8x8Receiver(options: ReceiverOptions): Receiver {
  return createReceiver(protocol, options);
}

function createVerification({ authorization, verifyToken, unverified }: ReceiverOptions): Verification {
  if (unverified === true) {
    if (authorization !== undefined || verifyToken !== undefined) {
      throw new TypeError("authorization or verifyToken and unverified: true exclude each other");
    }
    return {};
  }
  const values: unknown[] = [authorization ?? []].flat();
  const expected = values.map((value) => (typeof value === "string" ? value.trim() : ""));
  if (expected.includes("")) {
    throw new TypeError("authorization must be the value of httpAuthorization, or an array of such values");
  }
  if (expected.length === 0 && !verifyToken) {
    throw new TypeError(
      "authorization or verifyToken must be given; for a webhook without either set unverified: true",
    );
  }
  return {
    headers: {
      passes(delivery) {
        const actual = delivery.header("authorization") ?? "";
        let valid = false;
        for (const value of expected) if (isEqual(value, actual)) valid = true;
        const token = actual.match(/^Bearer +(\S+)$/i)?.[1];
        return valid || (verifyToken !== undefined && token !== undefined && isAccepted(verifyToken(token)));
      },
      rejection: {
        status: 401,
        reason: "credentials",
        message: "The Authorization header doesn't match the webhook's.",
      },
    },
  };
}

/** Only `true` accepts a token; any other truthy value is rejected. */
async function isAccepted(result: unknown): Promise<boolean> {
  return (await result) === true;
}

/** Compares in a time that depends on the length of the header only, never on the expected value. */
function isEqual(expected: string, actual: string): boolean {
  let difference = expected.length ^ actual.length;
  for (let i = 0; i < actual.length; i += 1) {
    difference |= expected.charCodeAt(i % expected.length) ^ actual.charCodeAt(i);
  }
  return difference === 0;
}
