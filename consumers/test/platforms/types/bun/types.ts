// Compiled, never run: a receiver is Bun's `fetch` as it is, by the types of bun-types.
import { create8x8Receiver } from "comms-webhooks/8x8";
import { createWebexReceiver } from "comms-webhooks/webex";

const webex = createWebexReceiver({ secret: "secret" });
Bun.serve({ fetch: webex });
Bun.serve({ routes: { "/webex": { POST: webex }, "/8x8": create8x8Receiver({ authorization: "Basic x" }) } });
