import type { Rejection } from "../../src/index.js";
import { signWebexDelivery } from "../../src/testing/index.js";
import { createWebexReceiver, type ReceiverOptions } from "../../src/webex/index.js";
import { fakeClock } from "../fake-clock.js";
import { withResolvers } from "../helpers.js";

/** The secret of the webhook that these tests receive for. */
export const secret = "a-secret-of-the-webhook";

/** Creates a receiver that records what its handlers and hooks are called with. */
export function observed(options: Partial<ReceiverOptions> | { secret: undefined; unverified: true } = {}) {
  const handled: unknown[] = [];
  const rejections: Rejection[] = [];
  const errors: unknown[] = [];
  const receiver = createWebexReceiver({
    secret,
    on: { "*": (delivery, { name }) => handled.push([name, delivery]) },
    onRejected: (rejection) => rejections.push(rejection),
    onError: (error) => errors.push(error),
    ...options,
  } as ReceiverOptions);
  return { receiver, handled, rejections, errors };
}

/** Creates a receiver with a deadline of five seconds, whose handler of new rooms is pending until `finish` is called. */
export function observedPending() {
  const clock = fakeClock();
  const finish = withResolvers();
  const on = { "rooms.created": () => finish.promise };
  return { clock, finish, ...observed({ on, deadline: 5_000, setTimer: clock.setTimer }) };
}

/** Creates a request with any body, signed for what it is. */
export async function signed(
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
): Promise<Request> {
  const signature = await signWebexDelivery(body, secret);
  const own = { "Content-Type": "application/json", "X-Spark-Signature": signature };
  return new Request("https://r.example", { method: "POST", body, headers: { ...own, ...headers } });
}
