import type { Receiver } from "comms-webhooks";
import { create8x8Receiver } from "comms-webhooks/8x8";

/** The settings and bindings that the platform passes to a worker, here with a KV namespace for texts. */
export interface Env {
  readonly AUTHORIZATION: string;
  readonly TEXTS: { put(key: string, value: string): Promise<void> };
}

const receivers = new WeakMap<Env, Receiver>();

function receiverOf(env: Env): Receiver {
  const receiver =
    receivers.get(env) ??
    create8x8Receiver({
      authorization: env.AUTHORIZATION,
      deadline: 4_000, // 8x8's guides ask for a response within five seconds.
      on: {
        async inbound_message_received({ payload }) {
          if (payload.type === "Text") await env.TEXTS.put(payload.umid, payload.content.text);
        },
      },
    });
  receivers.set(env, receiver);
  return receiver;
}

/** Receives in a worker: a handler that still runs at the deadline continues after the response. */
export default {
  fetch(request: Request, env: Env, context: { waitUntil(promise: Promise<unknown>): void }): Promise<Response> {
    return receiverOf(env)(request, context);
  },
};
