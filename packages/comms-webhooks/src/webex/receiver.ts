import { deliveryNames } from "@comms-webhooks/webex-client/data";
import { Delivery } from "@comms-webhooks/webex-client/validators";
import type { DeliveryMap, UnknownDelivery } from "@comms-webhooks/webex-types";
import { flagRule, ownCheckRule } from "../option-rules.js";
import { type Credentials, prepareCredentials } from "../receiver/credentials.js";
import type { Receiver } from "../receiver/delivery.js";
import { createDispatcher, type Dispatcher } from "../receiver/dispatcher.js";
import type { BaseReceiverOptions, HandlerOptions } from "../receiver/options.js";
import { classify, type Protocol, type Verification } from "../receiver/protocol.js";
import type { HandlersOrQueue } from "../receiver/queued-delivery.js";
import { createReceiver } from "../receiver/receiver.js";
import { canRecur, webexDeliveryKey } from "./delivery-key.js";
import { createVerifier, isSignature, type Verifier } from "./signature.js";

/**
 * The options of a Webex receiver: the webhook's `secret`, or `unverified: true`, and those that all receivers have.
 * `duplicates.window` can be at most its default, 5 minutes.
 *
 * `duplicates` recognizes a delivery by its bytes, since it has no id, if its event happens once (`created`, `deleted`,
 * `migrated`, `started`, `ended`) or contains its time, as those of calls do. Others are always handled: if a member becomes a
 * moderator, ceases to be one and becomes one again, the first and the third delivery are equal.
 */
export type ReceiverOptions = BaseReceiverOptions<DeliveryMap, UnknownDelivery> &
  HandlersOrQueue &
  // The compiler names what the last branch lacks, so that is the one to recommend.
  (
    | {
        /** Accepts deliveries from anyone who knows the URL, for webhooks without a secret. */
        readonly unverified: true;
        readonly secret?: undefined;
      }
    | {
        /** The webhook's secret, several while one replaces another, or a function that returns them for a request. */
        readonly secret: Credentials;
        readonly unverified?: undefined;
      }
  );

const signatureHeader = "x-spark-signature";
const names: ReadonlySet<string> = /* @__PURE__ */ new Set(deliveryNames);

const protocol: Protocol<DeliveryMap, UnknownDelivery, ReceiverOptions> = {
  names,
  optionRules: { secret: ownCheckRule, unverified: flagRule },
  credentialHeaders: [signatureHeader],
  // Deliveries have no id, so equal bytes are duplicates; later than this they can be a real event that repeats itself.
  longestWindow: 5 * 60_000,
  createVerification,
  classify(value) {
    const { resource, event } = Object(value) as { resource?: unknown; event?: unknown };
    return classify(nameOf(resource, event), value, Delivery, names);
  },
  async duplicateKey(value, body) {
    const key = await webexDeliveryKey(value, body);
    // A state that is reached again is no duplicate, although its bytes are: no other delivery has this key.
    return canRecur(value) ? `${key}:${crypto.randomUUID()}` : key;
  },
};

/**
 * Creates a receiver of Webex deliveries. It verifies the signature over the body's bytes, then calls the handler of the
 * delivery's name, with the exact type of that delivery.
 *
 * The receiver responds with 200 once the handler has finished, 500 if it failed, and 4xx to requests that aren't authentic.
 * @throws {TypeError} if neither `secret` nor `unverified: true` is given, or an option is wrong or unknown.
 *
 * @example
 * ```ts
 * import { createWebexReceiver } from "comms-webhooks/webex";
 *
 * export default createWebexReceiver({
 *   secret: process.env["WEBHOOK_SECRET"]!,
 *   deadline: 10_000,
 *   on: {
 *     "messages.created": ({ data }) => console.log(data.personEmail, data.id),
 *     "*": (_delivery, { name }) => console.log(name),
 *   },
 * });
 * ```
 *
 * @example Several bots at one receiver
 * ```ts
 * import { createWebexReceiver } from "comms-webhooks/webex";
 *
 * const secrets: Record<string, string> = { "/support": "…", "/sales": "…" };
 * export default createWebexReceiver({
 *   secret: ({ url }) => secrets[new URL(url!).pathname],
 *   on: { "messages.created": ({ data }, { url }) => console.log(url, data.id) },
 * });
 * ```
 */
export function createWebexReceiver(options: ReceiverOptions): Receiver {
  return createReceiver(protocol, options);
}

/** The options of a dispatcher of Webex deliveries: the handlers that a receiver takes. */
export type DispatcherOptions = HandlerOptions<DeliveryMap, UnknownDelivery>;

/**
 * Creates the function that handles what a receiver put into a queue, with the same typed handlers. Call it in a worker,
 * with what `enqueue` was called with or the same after a trip through JSON.
 *
 * It rejects if a handler fails, or if a delivery is invalid and there is no `onInvalid`, so that the queue retries.
 * @throws {TypeError} if an option is wrong or unknown.
 *
 * @example
 * ```ts check="needs Redis"
 * import { createBullWorker } from "comms-webhooks/bullmq";
 * import { createWebexDispatcher } from "comms-webhooks/webex";
 *
 * const dispatch = createWebexDispatcher({
 *   on: { "messages.created": ({ data }) => console.log(data.personEmail, data.id) },
 * });
 * export const worker = createBullWorker({ connection: { url: process.env["REDIS_URL"]! }, dispatch });
 * ```
 */
export function createWebexDispatcher(options: DispatcherOptions): Dispatcher {
  return createDispatcher(protocol, options);
}

function createVerification({ secret, unverified }: ReceiverOptions): Verification {
  if (unverified === true) {
    if (secret !== undefined) throw new TypeError("secret and unverified: true can't be used together");
    return {};
  }
  if (secret === undefined) {
    throw new TypeError("secret must be the webhook's secret; for a webhook without one set unverified: true");
  }
  const verifierFor = prepareCredentials(secret, createVerifier);
  return {
    headers: {
      passes: (request) => isSignature(request.header(signatureHeader)),
      rejection: {
        status: 401,
        reason: "credentials",
        message: "The header X-Spark-Signature is missing, or isn't 40 lower-case hexadecimal digits.",
      },
    },
    body: {
      passes(body, request) {
        const verify = (verifier: Verifier) => verifier.verify(body, request.header(signatureHeader) ?? "");
        const verifier = verifierFor(request);
        return verifier instanceof Promise ? verifier.then(verify) : verify(verifier);
      },
      rejection: { status: 401, reason: "signature", message: "The signature doesn't match this body and secret." },
    },
  };
}

/** Objects are not converted: their `toString` is whatever the sender wrote. */
function nameOf(resource: unknown, event: unknown): string {
  return typeof resource === "string" && typeof event === "string" ? `${resource}.${event}` : "?";
}
