// A receiver in a process of its own that puts deliveries into a queue.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createBullQueue } from "comms-webhooks/bullmq";
import { toNodeHandler } from "comms-webhooks/node";
import { createWebexReceiver } from "comms-webhooks/webex";

const [url = "", secret = ""] = process.argv.slice(2);
const { enqueue } = createBullQueue({ connection: { url }, onError: () => undefined });
const receiver = createWebexReceiver({ secret, enqueue, onError: () => undefined });
const server = createServer(toNodeHandler(receiver));
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`));
