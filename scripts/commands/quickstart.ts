import { createSandbox } from "@comms-webhooks/sandbox";
import { show8x8 } from "../quickstart/8x8.ts";
import { showDeliveries } from "../quickstart/deliveries.ts";
import { heading } from "../quickstart/print.ts";
import { showWebex } from "../quickstart/webex.ts";

const sandbox = createSandbox();
await sandbox.listen();
console.log(`A sandbox of both APIs listens at ${new URL(sandbox.url.webex).origin}. Nothing leaves this machine.
The clients have targets: "any", since the receiver below has a URL of this machine; without it such a URL is refused.`);
await showWebex(sandbox.url.webex);
await show8x8(sandbox.url["8x8"]);
await showDeliveries(sandbox);
await sandbox.close();
heading("What next");
console.log(`  The same calls reach the vendors without "baseUrl" and with real credentials:
    createWebexWebhooks({ auth: process.env.WEBEX_TOKEN })                    a token from developer.webex.com
    create8x8Webhooks({ accountId, auth: process.env.API_KEY, region })       both from connect.8x8.com, "API keys"
  Keep the sandbox running beside your own program: npx comms-webhooks-sandbox --port 8787   (in this folder)
  Read the reference of both APIs in a browser:     npm run docs`);
