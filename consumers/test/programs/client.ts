// A program that only calls an API: bundled, and run where its bundle is.
import { createWebexWebhooks } from "comms-webhooks/webex";

const client = createWebexWebhooks({ auth: "token", fetch: async () => new Response('{ "items": [] }') });
client
  .list()
  .toArray()
  .then((webhooks) => console.log(`webhooks: ${webhooks.length}`));
