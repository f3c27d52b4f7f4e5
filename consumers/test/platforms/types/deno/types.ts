// Compiled, never run: a receiver is a handler of Deno's server as it is, by Deno's own types.
import { create8x8Receiver } from "comms-webhooks/8x8";
import { createWebexReceiver } from "comms-webhooks/webex";

const webex = createWebexReceiver({ secret: "secret" });
Deno.serve(webex);
Deno.serve({ port: 3000 }, create8x8Receiver({ authorization: "Basic x" }));
export default { fetch: webex } satisfies Deno.ServeDefaultExport;
