// What uses every public function that needs Node, beside the others. Each version of Node runs it.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import * as cli from "@comms-webhooks/cli";
import * as sandbox from "@comms-webhooks/sandbox";
import * as sandboxCli from "@comms-webhooks/sandbox/cli";
import * as comms from "comms-webhooks";
import * as lambda from "comms-webhooks/aws-lambda";
import * as bullmq from "comms-webhooks/bullmq";
import * as node from "comms-webhooks/node";
import * as testing from "comms-webhooks/testing";
import * as webex from "comms-webhooks/webex";
import { useAnywhere } from "./anywhere.js";
import { expectEqual } from "./expect.js";

const secret = "a-secret-of-the-programs";

/** Receives what a sandbox delivers, over a socket. */
async function simulate(): Promise<void> {
  const clock = sandbox.createManualClock(1_700_000_000_000);
  const simulated = sandbox.createSandbox({ now: clock.now, receive: undefined });
  const names: string[] = [];
  const receiver = webex.createWebexReceiver({ secret, on: { "*": (_, { name }) => void names.push(name) } });
  const handler: (request: IncomingMessage, response: ServerResponse) => Promise<void> = node.toNodeHandler(receiver);
  const server = createServer(handler);
  try {
    const urls = await simulated.listen({ host: "127.0.0.1", port: undefined });
    expectEqual(sandbox.isLoopbackUrl(urls.webex), true);
    await useAnywhere(urls);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const targetUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const client = webex.createWebexWebhooks({ auth: "token", baseUrl: urls.webex, targetUrls: "any" });
    await client.create({ name: "Lobby", targetUrl, resource: "rooms", event: "all", secret });
    const attempts = await simulated.deliver({ api: "webex", name: "rooms.created" });
    expectEqual([attempts.map(({ outcome }) => outcome), names], [["delivered"], ["rooms.created"]]);
    const request = await testing.buildWebexDelivery("messages.created", { secret });
    const headers = Object.fromEntries(request.headers.entries());
    const event = { rawPath: "/", requestContext: { http: { method: "POST" } }, headers, body: await request.text() };
    expectEqual((await lambda.toLambdaHandler(receiver)(event)).statusCode, 200);
  } finally {
    server.close();
    await simulated.close();
  }
}

/** Listens where nothing can, and runs both commands, which print what they were asked for. */
async function run(): Promise<void> {
  const error = await sandbox
    .createSandbox()
    .listen({ host: "nowhere.invalid" })
    .catch((reason: unknown) => reason);
  expectEqual([sandbox.isSandboxListenError(error), error instanceof sandbox.SandboxListenError], [true, true]);
  let printed = "";
  const output: cli.Output = { write: (text) => (printed += text) };
  const io: cli.Io = { stdout: output, stderr: output, stdin: process.stdin, env: {}, once: () => undefined };
  const codes = [await cli.runCli(["--help"], io), await sandboxCli.runCli(["--help"], io)];
  expectEqual([codes, printed.includes("comms-webhooks-sandbox")], [[0, 0], true]);
}

/** Uses a queue in Redis: compiled, but not called where there is no Redis. */
export function queue(redis: comms.RedisCommand): bullmq.BullWorker {
  const connection = { url: "redis://127.0.0.1:6379" };
  const store: comms.SeenStore = comms.redisSeenStore(redis, { prefix: undefined });
  const { enqueue } = bullmq.createBullQueue({ connection, job: undefined });
  webex.createWebexReceiver({ secret, enqueue, duplicates: { store } });
  return bullmq.createBullWorker({ connection, dispatch: webex.createWebexDispatcher({}), concurrency: undefined });
}

await simulate();
await run();
expectEqual(typeof bullmq.jobId("key"), "string");
console.log("done");
