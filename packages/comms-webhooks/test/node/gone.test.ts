import { once } from "node:events";
import { createServer } from "node:http";
import { connect as connectHttp2, createServer as createHttp2Server } from "node:http2";
import { type AddressInfo, connect } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type NodeHandler, type NodeRequest, type NodeResponse, toNodeHandler } from "../../src/node/index.js";
import { withResolvers } from "../helpers.js";
import { observed } from "../receiver/observed.js";

const times = 50;
const signature = "0".repeat(40);
const closing: (() => void)[] = [];

afterEach(() => {
  vi.restoreAllMocks();
  for (const close of closing.splice(0)) close();
});

interface Sender {
  /** Sends the start of a delivery. */
  send(): void;
  /** Breaks the connection, or the stream on it. */
  leave(): void;
}

async function http1(handler: NodeHandler, requests = 1): Promise<Sender> {
  const server = createServer(handler).listen(0, "127.0.0.1");
  await once(server, "listening");
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  closing.push(() => [socket.destroy(), server.closeAllConnections(), server.close()]);
  const head = `POST / HTTP/1.1\r\nHost: x\r\nX-Spark-Signature: ${signature}\r\n`;
  const whole = `${head}Content-Length: 1\r\n\r\n{`;
  return {
    send: () =>
      socket.write(`${whole.repeat(requests - 1)}${requests > 1 ? whole : `${head}Content-Length: 9\r\n\r\n{`}`),
    leave: () => socket.destroy(),
  };
}

async function http2(handler: NodeHandler, whole = true): Promise<Sender> {
  const server = createHttp2Server(handler).listen(0, "127.0.0.1");
  await once(server, "listening");
  const session = connectHttp2(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  session.on("error", () => undefined);
  const stream = session.request({ ":method": "POST", "x-spark-signature": signature });
  stream.on("error", () => undefined);
  closing.push(() => [session.destroy(), server.close()]);
  return {
    send: () => stream.write("{"),
    leave: () => (whole ? session.destroy() : stream.destroy(new Error())),
  };
}

const senders: [string, (handler: NodeHandler) => Promise<Sender>][] = [
  ["the connection of HTTP/1.1", http1],
  ["the connection of HTTP/2", http2],
  ["the stream of HTTP/2", (handler) => http2(handler, false)],
];

const heard = (emitter: NodeRequest | NodeResponse, event: string) =>
  new Promise<void>((resolve) => void (emitter as NodeRequest).once(event, () => resolve()));

describe.each(senders)("a sender that breaks %s", (_name, create) => {
  it.each<[string, (request: NodeRequest, response: NodeResponse) => Promise<void>]>([
    ["before the body was read, and the request is closed", (request) => heard(request, "close")],
    ["before the body was read, and the response is closed", (_request, response) => heard(response, "close")],
  ])(`is rejected as aborted, and the promise resolves, ${times} of ${times} times, %s`, async (_case, gone) => {
    const print = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const reasons: string[] = [];
    const handler = toNodeHandler(observed({ onRejected: ({ reason }) => reasons.push(reason) }).receiver);
    for (let i = 0; i < times; i++) {
      const settled = withResolvers();
      const sender = await create(async (request, response) => {
        const closed = gone(request, response);
        sender.leave();
        await closed;
        await handler(request, response);
        settled.resolve();
      });
      sender.send();
      await settled.promise;
      for (const close of closing.splice(0)) close();
    }
    expect(reasons).toEqual(Array(times).fill("aborted"));
    expect(print).not.toHaveBeenCalled();
  });

  it(`is rejected as aborted while the body is read, and the promise resolves, ${times} of ${times} times`, async () => {
    const reasons: string[] = [];
    const handler = toNodeHandler(observed({ onRejected: ({ reason }) => reasons.push(reason) }).receiver);
    for (let i = 0; i < times; i++) {
      const settled = withResolvers();
      const sender = await create(async (request, response) => {
        const handling = handler(request, response);
        request.once("data", () => sender.leave());
        await handling;
        settled.resolve();
      });
      sender.send();
      await settled.promise;
      for (const close of closing.splice(0)) close();
    }
    expect(reasons).toEqual(Array(times).fill("aborted"));
  });
});

describe("a sender that breaks the connection while the handler runs", () => {
  it("leaves no promise open, not even of a pipelined request, which has no socket to be closed with", async () => {
    const settled = withResolvers();
    const left = withResolvers();
    const promises: Promise<void>[] = [];
    const handler = toNodeHandler({
      async handle() {
        await left.promise;
        return { status: 200, headers: {}, body: null };
      },
    });
    const sender = await http1(async (request, response) => {
      request.resume();
      request.socket.once("close", () => left.resolve());
      promises.push(handler(request, response));
      if (promises.length === 2) settled.resolve();
    }, 2);
    sender.send();
    await settled.promise;
    sender.leave();
    await Promise.all(promises);
    expect(promises).toHaveLength(2);
  });
});
