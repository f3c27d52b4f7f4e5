/**
 * Receivers on AWS Lambda.
 *
 * @module
 */

import { STATUS_CODES } from "node:http";
import { assertHandle, type Receiver, type ReceiverResponse } from "../receiver/delivery.js";
import { isOfLoadBalancer, LambdaDelivery, type LambdaEvent } from "./delivery.js";

export type { LambdaEvent };

/** A response as AWS expects it from a function, in the form that the event asks for. */
export interface LambdaResult {
  /** The HTTP status. */
  readonly statusCode: number;
  /** The status in words, which a load balancer expects. */
  readonly statusDescription?: string;
  /** The headers. */
  readonly headers?: Record<string, string>;
  /** In place of `headers`, for a load balancer with multi-value headers. */
  readonly multiValueHeaders?: Record<string, string[]>;
  /** The body's text, possibly empty. */
  readonly body: string;
  /** Always `false`: the body is text. */
  readonly isBase64Encoded: false;
}

/** A function of AWS Lambda. It fits the handler types of `@types/aws-lambda` for HTTP events. */
export type LambdaHandler = (event: LambdaEvent) => Promise<LambdaResult>;

/**
 * Creates a function for AWS Lambda from a receiver. It accepts the events of API Gateway (payload formats 1.0 and 2.0),
 * function URLs and Application Load Balancers, and returns the response that each of them expects.
 *
 * Lambda stops a function once it has responded, so the function waits for the handler even after the receiver's `deadline`.
 * A `BodyConsumedError`, for an event whose body was parsed, is printed with `console.error`, and the response is 500.
 * The promise is rejected with a `TypeError` if the event isn't an HTTP request.
 *
 * `receiver` can be any object with a `handle` function, so that you can wrap a receiver's own, to log or to route.
 * @throws {TypeError} if `receiver` has no `handle` function.
 *
 * @example
 * ```ts
 * import { type LambdaHandler, toLambdaHandler } from "comms-webhooks/aws-lambda";
 * import { createWebexReceiver } from "comms-webhooks/webex";
 *
 * export const handler: LambdaHandler = toLambdaHandler(
 *   createWebexReceiver({
 *     secret: process.env["WEBHOOK_SECRET"]!,
 *     on: { "messages.created": ({ data }) => console.log(data.id) },
 *   }),
 * );
 * ```
 */
export function toLambdaHandler(receiver: Pick<Receiver, "handle">): LambdaHandler {
  assertHandle(receiver);
  return async (event) => {
    const delivery = new LambdaDelivery(event);
    try {
      const response = await receiver.handle(delivery);
      return toResult((await response.pending) ?? response, event);
    } catch (error) {
      console.error(error);
      return toResult({ status: 500, headers: {}, body: null }, event);
    }
  };
}

function toResult({ status, headers, body }: ReceiverResponse, event: LambdaEvent): LambdaResult {
  const result = { statusCode: status, body: body ?? "", isBase64Encoded: false } as const;
  if (!isOfLoadBalancer(event)) return { ...result, headers: { ...headers } };
  const statusDescription = `${status} ${STATUS_CODES[status]}`;
  if (!event.multiValueHeaders) return { ...result, statusDescription, headers: { ...headers } };
  const values = Object.entries(headers).map(([name, value]) => [name, [value]]);
  return { ...result, statusDescription, multiValueHeaders: Object.fromEntries(values) };
}
