import { once } from "node:events";
import { createServer } from "node:http";
import { connect as connectHttp2, createServer as createHttp2Server } from "node:http2";
import { type AddressInfo, connect, type Server } from "node:net";
import { Readable } from "node:stream";
import express from "express";
import { afterEach, describe, expect, it } from "vitest";
import { create8x8Receiver } from "../../src/8x8/index.js";
import { toNodeHandler } from "../../src/node/index.js";

const servers: Server[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
});

async function listen(server: Server): Promise<number> {
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

function collecting() {
  const urls: unknown[] = [];
  const receiver = create8x8Receiver({ unverified: true, onUnknown: (_delivery, { url }) => urls.push(url) });
  return { urls, handler: toNodeHandler(receiver) };
}

const event = '{"eventType":"new_event"}';

describe("the URL of a request on node:http", () => {
  it("is absolute, with the host that the request names", async () => {
    const { urls, handler } = collecting();
    const port = await listen(createServer(handler));
    const targets = ["/8x8?a=%2B&b", "//other.example/8x8", "http://user:SECRET@hooks.example.com/8x8"];
    for (const target of targets) {
      const socket = connect(port, "127.0.0.1");
      const head = [`POST ${target} HTTP/1.1`, "Host: receiver.example:8080", "Connection: close"];
      socket.write([...head, `Content-Length: ${event.length}`, "", event].join("\r\n"));
      await once(socket.resume(), "close");
    }
    expect(urls).toEqual([
      "http://receiver.example:8080/8x8?a=%2B&b",
      "http://receiver.example:8080//other.example/8x8",
      "http://hooks.example.com/8x8",
    ]);
  });

  it("is that of the whole path in a router of Express", async () => {
    const { urls, handler } = collecting();
    const app = express().use("/hooks", express.Router().post("/8x8", handler));
    const port = await listen(createServer(app));
    expect((await fetch(`http://127.0.0.1:${port}/hooks/8x8?a=1`, { method: "POST", body: event })).status).toBe(415);
    const headers = { "Content-Type": "application/json" };
    await fetch(`http://127.0.0.1:${port}/hooks/8x8?a=1`, { method: "POST", body: event, headers });
    expect(urls).toEqual([`http://127.0.0.1:${port}/hooks/8x8?a=1`]);
  });

  it("is that of the pseudo-headers over HTTP/2", async () => {
    const { urls, handler } = collecting();
    const server = createHttp2Server((request, response) => handler(request as never, response as never));
    const session = connectHttp2(`http://127.0.0.1:${await listen(server)}`);
    const head = { ":method": "POST", ":path": "/8x8?a=1", ":authority": "receiver.example", ":scheme": "https" };
    const stream = session.request(head);
    stream.end(event);
    const [{ ":status": status }] = await once(stream, "response");
    await once(stream.resume(), "close");
    session.close();
    expect(status).toBe(200);
    expect(urls).toEqual(["https://receiver.example/8x8?a=1"]);
  });

  it("is one of this machine where nothing names the host, as in a mock", async () => {
    const { urls, handler } = collecting();
    const response = { setHeader: () => undefined, end: () => undefined, destroyed: true };
    const request = { method: "POST", headers: {}, body: Buffer.from(event) };
    await handler(Object.assign(Readable.from([]), request, { url: "/8x8" }) as never, response as never);
    await handler(Object.assign(Readable.from([]), request) as never, response as never);
    expect(urls).toEqual(["http://localhost/8x8", "http://localhost/"]);
  });
});
