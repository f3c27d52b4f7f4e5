import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../lib/repository.ts";

/** The README's programs, by a name that only its block uses. */
const programs = {
  "webex-client": "createWebexWebhooks(",
  "webex-receiver": "createWebexReceiver(",
  "8x8-client": "create8x8Webhooks(",
  "8x8-receiver": "create8x8Receiver(",
};

/** Runs the README's programs against the sandbox, which stands in for the vendors, and delivers to its receivers. */
const trial = `import { createSandbox } from "@comms-webhooks/sandbox";
import { create8x8Webhooks, basicAuthorization } from "comms-webhooks/8x8";

const accountId = "0f3f3ad8-6ab6-4a9c-8c4f-5f3c1a4d7e10";
Object.assign(process.env, { WEBEX_TOKEN: "token", WEBHOOK_SECRET: "s3cret", API_KEY: "key", ACCOUNT_ID: accountId });
const { default: webex } = await import("./webex-receiver.js");
const { default: receiver8x8 } = await import("./8x8-receiver.js");
const sandbox = createSandbox({ receive: (request) => (request.url.endsWith("/webex") ? webex : receiver8x8)(request) });
globalThis.fetch = sandbox.fetch;
await import("./webex-client.js");
await sandbox.deliver({ api: "webex", name: "messages.created", change: { data: { id: "message-1" } } });
await import("./8x8-client.js");
const client = create8x8Webhooks({ accountId, auth: "key", region: "europe" });
const webhook = { subAccountId: "*", url: "https://hooks.example.com/8x8" };
await client.ensure([{ ...webhook, httpAuthorization: basicAuthorization("user", "password") }]);
await sandbox.deliver({ api: "8x8", name: "inbound_message_received" });
console.log(sandbox.attempts().map(({ status }) => status).join(" "));
`;

/** What a trial prints besides: the handlers' lines, and the statuses of the deliveries. */
export const expected: readonly RegExp[] = [/^\S+ wrote message-1$/m, /^200 200$/m];

/** Writes the README's programs, and one that tries them, into a user's folder. */
export async function writePrograms(folder: string): Promise<void> {
  const text = await readFile(join(root, "README.md"), "utf8");
  const blocks = [...text.matchAll(/^```ts.*\n([\s\S]*?)^```/gm)].map(([, code = ""]) => code);
  for (const [name, call] of Object.entries(programs)) {
    const code = blocks.find((block) => block.includes(call));
    if (code === undefined) throw new Error(`README.md has no program with ${call})`);
    await writeFile(join(folder, `${name}.ts`), code);
  }
  await writeFile(join(folder, "trial.mjs"), trial);
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*.ts"] }));
}

const compilerOptions = { module: "nodenext", target: "es2022", strict: true, types: ["node"] };
