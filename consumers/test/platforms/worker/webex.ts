import { createWebexReceiver } from "comms-webhooks/webex";

const secret = "a-secret-of-the-platforms";
const receivers = new WeakMap<object, ReturnType<typeof createWebexReceiver>>();

/** A worker that stores whom messages are from. */
export default {
  fetch(request, env, context) {
    const receiver =
      receivers.get(env) ??
      createWebexReceiver({
        secret,
        on: { "messages.created": ({ id, data }) => env.HANDLED.put(`${Date.now()} ${id}`, data.personEmail) },
      });
    receivers.set(env, receiver);
    return receiver(request, env, context);
  },
} satisfies ExportedHandler<{ HANDLED: KVNamespace }>;
