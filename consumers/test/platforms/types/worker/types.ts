// Compiled, never run: a receiver is a worker's `fetch` as it is, by the types of @cloudflare/workers-types.
import { create8x8Receiver } from "comms-webhooks/8x8";
import { createWebexReceiver } from "comms-webhooks/webex";

interface Env {
  readonly TEXTS: KVNamespace;
}

const webex = createWebexReceiver({ secret: "secret" });
const receiver8x8 = create8x8Receiver({ authorization: "Basic x" });

export default { fetch: webex } satisfies ExportedHandler<Env>;
({ fetch: receiver8x8 }) satisfies ExportedHandler;
({ fetch: (request, _env, context) => webex(request, context) }) satisfies ExportedHandler<Env>;
