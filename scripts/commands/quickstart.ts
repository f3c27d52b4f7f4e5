import { existsSync } from "node:fs";
import { createSandbox, type Sandbox } from "@comms-webhooks/sandbox";
import { apis } from "../lib/apis.ts";
import { heading } from "../quickstart/print.ts";

const sandbox = createSandbox();
await sandbox.listen();
const [url = ""]: string[] = Object.values(sandbox.url);
console.log(`
The sandbox of the APIs listens at ${new URL(url).origin}. Nothing leaves this machine.
The clients have targetUrls: "any", because the receivers' URLs are on this machine. By default, such a URL is rejected.`);
for (const api of apis) {
  if (!existsSync(new URL(`../quickstart/${api}.ts`, import.meta.url))) {
    console.log(`\nNo tour for ${api} yet: add scripts/quickstart/${api}.ts`);
    continue;
  }
  const tour: { show(sandbox: Sandbox): Promise<void> } = await import(`../quickstart/${api}.ts`);
  await tour.show(sandbox);
}
await sandbox.close();
heading("Next steps");
console.log(`  Call the vendors: leave out "baseUrl" and use real credentials
    createWebexWebhooks({ auth: process.env.WEBEX_TOKEN })                    a token from developer.webex.com
    create8x8Webhooks({ accountId, auth: process.env.API_KEY, region })       both from connect.8x8.com, "API keys"
  Read the reference of both APIs in a browser
    npm run docs
  Receive a delivery: the first command in one terminal, the second in another
    npx comms-webhooks listen webex --unverified
    npx comms-webhooks simulate messages.created --unsigned --to http://127.0.0.1:8788/
  Run both APIs next to your own program, with deliveries
    npx comms-webhooks sandbox`);
