import { deliveryNames } from "@comms-webhooks/8x8-client/data";
import { Delivery } from "@comms-webhooks/8x8-client/validators";
import type { UnknownDelivery } from "@comms-webhooks/8x8-types";
import { flagRule, functionRule, ownCheckRule } from "../option-rules.js";
import { type Credentials, prepareCredentials } from "../receiver/credentials.js";
import type { Receiver, RequestHead } from "../receiver/delivery.js";
import { createDispatcher, type Dispatcher } from "../receiver/dispatcher.js";
import type { BaseReceiverOptions, HandlerOptions } from "../receiver/options.js";
import { classify, type Protocol, type Verification } from "../receiver/protocol.js";
import type { HandlersOrQueue } from "../receiver/queued-delivery.js";
import { createReceiver } from "../receiver/receiver.js";
import { deliveryKey8x8 } from "./delivery-key.js";
import { type DeliveryMap, deliveryName, normalize } from "./normalize.js";

/**
 * The options of an 8x8 receiver: how deliveries are authorized, or `unverified: true`, and those that all receivers have.
 */
export type ReceiverOptions = BaseReceiverOptions<DeliveryMap, UnknownDelivery> &
  HandlersOrQueue &
  // The compiler names what the last branch lacks, so that is the one to recommend.
  (
    | {
        /** Accepts deliveries from anyone who knows the URL, for webhooks without authorization. */
        readonly unverified: true;
        readonly authorization?: undefined;
        readonly verifyToken?: undefined;
      }
    | {
        /**
         * Returns whether a bearer token is one that the webhook's `oauth` endpoint issued. If it throws, the receiver responds
         * with 500, so that 8x8 retries.
         */
        readonly verifyToken: VerifyToken;
        readonly authorization?: Credentials | undefined;
        readonly unverified?: undefined;
      }
    | {
        /**
         * The value of the webhook's `httpAuthorization`, several while one replaces another, or a function that returns them
         * for a request.
         */
        readonly authorization: Credentials;
        readonly verifyToken?: VerifyToken | undefined;
        readonly unverified?: undefined;
      }
  );

type VerifyToken = (token: string, request: RequestHead) => boolean | Promise<boolean>;

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

/** The options of a dispatcher of 8x8 deliveries: the handlers that a receiver takes. */
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
 * import { create8x8Dispatcher } from "comms-webhooks/8x8";
 *
 * const dispatch = create8x8Dispatcher({
 *   on: { inbound_message_received: ({ payload }) => console.log(payload.umid) },
 * });
 * export const worker = createBullWorker({ connection: { url: process.env["REDIS_URL"]! }, dispatch });
 * ```
 */
export function create8x8Dispatcher(options: DispatcherOptions): Dispatcher {
  return createDispatcher(protocol, options);
}

function createVerification({ authorization, verifyToken, unverified }: ReceiverOptions): Verification {
  if (unverified === true) {
    if (authorization !== undefined || verifyToken !== undefined) {
      throw new TypeError("authorization or verifyToken and unverified: true can't be used together");
    }
    return {};
  }
  if (authorization === undefined && !verifyToken) {
    throw new TypeError(
      "authorization or verifyToken must be given; for a webhook without either set unverified: true",
    );
  }
  const expectedFor = authorization === undefined ? () => [] : prepareCredentials(authorization, expectedValues);
  return {
    headers: {
      passes(request) {
        const actual = request.header("authorization") ?? "";
        const check = (expected: readonly string[]) => {
          let valid = false;
          for (const value of expected) if (isEqual(value, actual)) valid = true;
          const token = actual.match(/^Bearer +(\S+)$/i)?.[1];
          return valid || (verifyToken !== undefined && token !== undefined && isAccepted(verifyToken(token, request)));
        };
        const expected = expectedFor(request);
        return expected instanceof Promise ? expected.then(check) : check(expected);
      },
      rejection: {
        status: 401,
        reason: "credentials",
        message: "The Authorization header doesn't match the webhook's.",
      },
    },
  };
}

/**
 * Returns the values that the header may have.
 * @throws {TypeError} if there is none, or one of them can't be the value of a header.
 */
function expectedValues(authorization: unknown): readonly string[] {
  const values: unknown[] = [authorization].flat();
  const expected = values.map((value) => (typeof value === "string" ? value.trim() : ""));
  if (expected.length === 0 || !expected.every((value) => /^[^\r\n]+$/.test(value))) {
    throw new TypeError("authorization must be the value of httpAuthorization, or an array of such values");
  }
  return expected;
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
