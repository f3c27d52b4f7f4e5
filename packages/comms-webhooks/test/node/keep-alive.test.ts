import { once } from "node:events";
import { Agent, createServer, request as send } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toNodeHandler } from "../../src/node/index.js";
import { buildWebexDelivery } from "../../src/testing/index.js";
import { createWebexReceiver } from "../../src/webex/index.js";

const secret = "keep-alive-secret";
const handled: string[] = [];
const on = { "*": (_delivery: unknown, { name }: { name: string }) => handled.push(name) };
const server = createServer(toNodeHandler(createWebexReceiver({ secret, on })));
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});

afterAll(async () => {
  agent.destroy();
  server.closeAllConnections();
  server.close();
  await once(server, "close");
});

/** Sends a request over the one socket that there is, and returns the response's status. */
async function status(method: string, headers: Record<string, string>, body: Uint8Array): Promise<number> {
  const { port } = server.address() as AddressInfo;
  const outgoing = send({ port, host: "127.0.0.1", agent, method, headers });
  outgoing.end(body);
  const [response] = await once(outgoing, "response");
  response.resume();
  await once(response, "end");
  return response.statusCode;
}

const signature = { "X-Spark-Signature": "0".repeat(40) };
const large = new Uint8Array(900_000);
const huge = new Uint8Array(3_000_000);
const length = { "Content-Length": String(huge.length) };
const chunked = { "Transfer-Encoding": "chunked" };

describe("a connection that is kept alive", () => {
  it.each([
    ["without a signature", "POST", {}, large, 401],
    ["with a forged signature", "POST", signature, large, 401],
    ["with another method", "PUT", signature, large, 405],
    ["with a method that the Fetch API doesn't know", "TRACE", {}, new Uint8Array(), 405],
    ["with an announced length above the limit", "POST", { ...signature, ...length }, huge, 413],
    ["in chunks beyond the limit", "POST", { ...signature, ...chunked }, huge, 413],
  ])("serves the next delivery after one %s", async (_name, method, headers, body, expected) => {
    expect(await status(method, headers as Record<string, string>, body)).toBe(expected);
    const delivery = await buildWebexDelivery("rooms.created", { secret });
    const before = handled.length;
    const bytes = new Uint8Array(await delivery.clone().arrayBuffer());
    expect(await status("POST", Object.fromEntries(delivery.headers), bytes)).toBe(200);
    expect(handled).toHaveLength(before + 1);
  });
});
