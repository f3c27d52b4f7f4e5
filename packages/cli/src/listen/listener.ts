import type { Rejection } from "comms-webhooks";
import { type NodeHandler, toNodeHandler } from "comms-webhooks/node";
import type { Accepted, DeliveryApi } from "../delivery-api.js";
import { failureOf, forward } from "./forward.js";

/** What became of a request. */
export interface Received {
  /** When it arrived, in ISO 8601. */
  readonly time: string;
  /** The status of the response that the sender gets. */
  readonly status: number;
  /** The delivery, if it is authentic. */
  readonly accepted?: Accepted | undefined;
  /** Why it was rejected. */
  readonly rejection?: Rejection | undefined;
  /** Why it could not be forwarded. */
  readonly failure?: string | undefined;
}

/** What a listener does with requests. */
export interface ListenerOptions {
  readonly api: DeliveryApi;
  /** The secret that deliveries are verified with. Default: they aren't verified. */
  readonly secret: string | undefined;
  /** Where authentic deliveries are sent on to. Default: nowhere. */
  readonly target?: URL | undefined;
  readonly now: () => number;
  /** Called with each request, before the sender gets its response. */
  readonly onReceived: (received: Received) => void;
}

/** Creates the handler of a server that verifies deliveries, reports and forwards them. */
export function createListener({ api, secret, target, now, onReceived }: ListenerOptions): NodeHandler {
  return async (request, response) => {
    const time = new Date(now()).toISOString();
    let accepted: Accepted | undefined;
    let rejection: Rejection | undefined;
    let failure: string | undefined;
    // A receiver of its own for each request, so that its hooks know which one they are about.
    const receiver = api.createReceiver(secret, {
      onAccepted: (delivery) => {
        accepted = delivery;
      },
      onRejected: (given) => {
        rejection = given;
      },
      onError: () => {
        failure = "the receiver failed";
      },
    });
    const handler = toNodeHandler({
      async handle(delivery) {
        let result = await receiver.handle(delivery);
        if (accepted !== undefined && target !== undefined) {
          try {
            const { method, url, rawHeaders } = request as Parameters<typeof forward>[1];
            result = {
              status: await forward(target, { method, url, rawHeaders }, accepted.body),
              headers: {},
              body: null,
            };
          } catch (error) {
            failure = failureOf(error);
            result = { status: 502, headers: { "Content-Type": "text/plain" }, body: `Not forwarded: ${failure}.\n` };
          }
        }
        onReceived({ time, status: result.status, accepted, rejection, failure });
        return result;
      },
    });
    await handler(request, response);
  };
}
