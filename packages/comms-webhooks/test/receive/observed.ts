import type { Rejection } from "../../src/index.js";
import { signWebexDelivery } from "../../src/testing/index.js";
import { createWebexReceiver, type WebexReceiverOptions } from "../../src/webex/index.js";

/** The secret of the webhook that these tests receive for. */
export const secret = "a-secret-of-the-webhook";

/** A receiver that keeps what it was told. */
export function observed(options: Partial<WebexReceiverOptions> = {}) {
  const handled: unknown[] = [];
  const rejections: Rejection[] = [];
  const errors: unknown[] = [];
  const receiver = createWebexReceiver({
    secret,
    on: { "*": (delivery, { name }) => handled.push([name, delivery]) },
    onRejected: (rejection) => rejections.push(rejection),
    onError: (error) => errors.push(error),
    ...options,
  } as WebexReceiverOptions);
  return { receiver, handled, rejections, errors };
}

/** A delivery with any body, signed for what it is. */
export async function signed(
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
): Promise<Request> {
  const signature = await signWebexDelivery(body, secret);
  const own = { "Content-Type": "application/json", "X-Spark-Signature": signature };
  return new Request("https://r.example", { method: "POST", body, headers: { ...own, ...headers } });
}
