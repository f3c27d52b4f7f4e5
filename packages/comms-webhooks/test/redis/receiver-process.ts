// A receiver in a process of its own. It counts in Redis how often each delivery was handled.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { redisSeenStore } from "comms-webhooks";
import { toNodeHandler } from "comms-webhooks/node";
import { createWebexReceiver } from "comms-webhooks/webex";
import { createClient } from "redis";

const [url, secret = "", lease] = process.argv.slice(2);
const redis = createClient({ url: String(url) });
await redis.connect();

const receiver = createWebexReceiver({
  secret,
  duplicates: { store: redisSeenStore((args) => redis.sendCommand(args)), lease: Number(lease) },
  onError: (error) => console.error(String(error)),
  on: {
    async "messages.created"({ name, data }) {
      const started = await redis.incr(`started:${data.id}`);
      if (name === "fails once" && started === 1) throw new Error("This handler fails once");
      if (name === "kills once" && started === 1) process.kill(process.pid, "SIGKILL");
      await redis.incr(`handled:${data.id}`);
    },
  },
});

const server = createServer(toNodeHandler(receiver));
server.listen(0, "127.0.0.1", () => console.log((server.address() as AddressInfo).port));
process.on("SIGTERM", () => {
  server.closeAllConnections();
  server.close();
  redis.destroy();
});
