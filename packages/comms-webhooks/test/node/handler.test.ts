import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, ServerResponse } from "node:http";
import { connect as connectHttp2, createServer as createHttp2Server } from "node:http2";
import { type AddressInfo, connect, type Socket } from "node:net";
import { Readable, Writable } from "node:stream";
import { afterEach, describe, expect, it, vi } from "vitest";
import { create8x8Receiver } from "../../src/8x8/index.js";
import type { Rejection } from "../../src/index.js";
import { type NodeRequest, toNodeHandler } from "../../src/node/index.js";
import { buildWebexDelivery, signWebexDelivery } from "../../src/testing/index.js";
import { withResolvers } from "../helpers.js";
import { observed, secret } from "../receiver/observed.js";

type Listener = Pick<Server, "address"> & {
  listen(port: number, host: string, done: () => void): unknown;
  close(done: () => void): unknown;
};

const servers: Listener[] = [];

afterEach(async () => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  for (const server of servers.splice(0)) await new Promise<void>((resolve) => server.close(resolve));
});

async function listen(server: Listener): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

/** Sends text over a socket and returns all that comes back. */
async function exchange(port: number, ...lines: string[]): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  socket.write(lines.join("\r\n"));
  let received = "";
  for await (const chunk of socket) received += chunk;
  return received;
}

const unknown = await buildWebexDelivery("messages.created", { change: { event: "pinned" } as never });
const body = await unknown.text();
const signature = await signWebexDelivery(body, secret);
const start = ["POST / HTTP/1.1", "Host: receiver.example", "Connection: close"];

/** Returns the lines of a body in two chunks. */
function chunked(header: string, ...trailers: string[]): string[] {
  const chunks = [body.slice(0, 10), body.slice(10)].flatMap((chunk) => [chunk.length.toString(16), chunk]);
  return [header, "", ...chunks, "0", ...trailers, "", ""];
}

/** Creates a request as mocks and serverless adapters do: a stream with parsed headers only. */
function mockRequest(
  parts: Partial<Record<keyof NodeRequest, unknown>>,
  stream: Readable = Readable.from([]),
): NodeRequest {
  const headers = { "content-type": "application/json", "x-spark-signature": signature };
  return Object.assign(stream, { method: "POST", headers, ...parts }) as never;
}

/** Creates a response that is written to nowhere. */
function mockResponse(request: NodeRequest): ServerResponse {
  const response = new ServerResponse(request as IncomingMessage);
  response.assignSocket(new Writable({ write: (_chunk, _encoding, done) => done() }) as Socket);
  return response;
}

describe("a request on node:http", () => {
  it("is handled without any object of the Fetch API", async () => {
    const { receiver, handled, rejections } = observed();
    const port = await listen(createServer(toNodeHandler(receiver)));
    const delivery = await buildWebexDelivery("rooms.created", { secret });
    const text = await delivery.text();
    const headers = [...delivery.headers].map(([name, value]) => `${name}: ${value}`);
    for (const name of ["Request", "Response", "Headers", "ReadableStream", "AbortController"]) {
      vi.stubGlobal(name, () => {
        throw new Error(`${name} was used`);
      });
    }
    const received = await exchange(port, ...start, ...headers, `Content-Length: ${Buffer.byteLength(text)}`, "", text);
    expect(received).toMatch(/^HTTP\/1\.1 200 /);
    expect(received).toMatch(/\r\nContent-Length: 0\r\n/);
    expect(handled).toHaveLength(1);
    expect(await exchange(port, ...start, "", "")).toMatch(/^HTTP\/1\.1 401 /);
    expect(rejections).toHaveLength(1);
  });

  it.each([{ body: "" }, { rawBody: "" }, { body: Buffer.alloc(0) }])(
    "is read where a framework has put an empty body in its place: %o",
    async (placeholder) => {
      const { receiver } = observed();
      const request = mockRequest(placeholder, Readable.from([Buffer.from(body)]));
      const response = mockResponse(request);
      await toNodeHandler(receiver)(request, response);
      expect(response.statusCode).toBe(200);
    },
  );

  it("shows handlers its headers, repeated ones too, without credentials", async () => {
    const seen: [string, string][] = [];
    const { receiver } = observed({ onUnknown: (_delivery, { headers }) => seen.push(...headers) });
    const port = await listen(createServer(toNodeHandler(receiver)));
    const headers = [`x-spark-signature: ${signature}`, "Authorization: Basic x", "X-Trace: a", "X-Trace: b"];
    await exchange(port, ...start, ...headers, `Content-Length: ${body.length}`, "", body);
    expect(seen).toEqual([
      ["connection", "close"],
      ["content-length", String(body.length)],
      ["host", "receiver.example"],
      ["x-trace", "a, b"],
    ]);
  });

  it("shows handlers repeated cookies as the Fetch API joins them, with parsed headers only too", async () => {
    const seen: unknown[] = [];
    const onUnknown = (_delivery: unknown, { headers }: { headers: Headers }) =>
      seen.push([headers.get("Cookie"), headers.getSetCookie()]);
    const handler = toNodeHandler(observed({ onUnknown }).receiver);
    const port = await listen(createServer(handler));
    const cookies = ["Cookie: a=1", "Cookie: b=2", "Set-Cookie: c=3", "Set-Cookie: d=4"];
    const length = `Content-Length: ${body.length}`;
    await exchange(port, ...start, `x-spark-signature: ${signature}`, ...cookies, length, "", body);
    const parsed = {
      "x-spark-signature": signature,
      cookie: "a=1; b=2",
      "set-cookie": ["c=3", "d=4"],
      host: undefined,
    };
    const request = mockRequest({ body: Buffer.from(body), headers: parsed });
    await handler(request, mockResponse(request));
    const expected = ["a=1; b=2", ["c=3", "d=4"]];
    expect(seen).toEqual([expected, expected]);
  });

  it.each([
    ["that waits for 100 Continue", ["Expect: 100-continue", `Content-Length: ${body.length}`, "", body]],
    ["in chunks with a trailer", chunked("Transfer-Encoding: chunked", "X-Checksum: 1")],
    ["in chunks of another spelling", chunked("transfer-encoding:CHUNKED")],
  ])("is handled with a body %s", async (_name, lines) => {
    const { receiver, handled } = observed({ onUnknown: (_delivery, { name }) => handled.push(name) });
    const port = await listen(createServer(toNodeHandler(receiver)));
    expect(await exchange(port, ...start, `x-spark-signature: ${signature}`, ...lines)).toMatch(/HTTP\/1\.1 200 /);
    expect(handled).toEqual(["messages.pinned"]);
  });

  it("is rejected with a credential and another beside it", async () => {
    const webex = await listen(createServer(toNodeHandler(observed().receiver)));
    const twice = ["X-Spark-Signature", "x-spark-signature"].map((name) => `${name}: ${signature}`);
    expect(await exchange(webex, ...start, ...twice, "Content-Length: 0", "", "")).toMatch(/^HTTP\/1\.1 401 /);
    const receiver = create8x8Receiver({ authorization: "Basic right", onInvalid: () => undefined });
    const port = await listen(createServer(toNodeHandler(receiver)));
    const right = ["Authorization: Basic right", `Content-Length: ${body.length}`];
    expect(await exchange(port, ...start, ...right, "", body)).toMatch(/^HTTP\/1\.1 200 /);
    expect(await exchange(port, ...start, "Authorization: Basic wrong", ...right, "", body)).toMatch(/ 401 /);
    expect(await exchange(port, ...start, ...right, "Authorization: Basic wrong", "", body)).toMatch(/ 401 /);
  });

  it.each([
    [200, "exactly as long as the limit", 0],
    [413, "one byte longer than the limit", 1],
  ])("gets a %i for a body in chunks that is %s", async (status, _name, more) => {
    const { receiver } = observed({ maxBytes: body.length - more });
    const port = await listen(createServer(toNodeHandler(receiver)));
    const headers = [`x-spark-signature: ${signature}`, "Transfer-Encoding: chunked"];
    const chunks = [body.slice(0, 9), body.slice(9)].flatMap((chunk) => [chunk.length.toString(16), chunk]);
    const received = await exchange(port, ...start, ...headers, "", ...chunks, "0", "", "");
    expect(received).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  });

  it("is aborted if the connection breaks while the body is read, and the promise resolves", async () => {
    const rejected = withResolvers();
    const rejections: Rejection[] = [];
    const { receiver } = observed({ onRejected: (rejection) => void [rejections.push(rejection), rejected.resolve()] });
    const handler = toNodeHandler(receiver);
    const promises: Promise<void>[] = [];
    const port = await listen(createServer((request, response) => void promises.push(handler(request, response))));
    const socket = connect(port, "127.0.0.1");
    const head = [...start, `x-spark-signature: ${signature}`, "Content-Length: 9999", "", body];
    socket.write(head.join("\r\n"), () => socket.destroy());
    await rejected.promise;
    expect(rejections).toMatchObject([{ status: 400, reason: "aborted" }]);
    await Promise.all(promises);
    expect(promises).toHaveLength(1);
  });

  it("is aborted if the connection breaks before the body is read", async () => {
    const checking = withResolvers();
    const broken = withResolvers();
    const rejections: Rejection[] = [];
    const receiver = create8x8Receiver({
      async verifyToken() {
        checking.resolve();
        await broken.promise;
        return true;
      },
      onRejected: (rejection) => rejections.push(rejection),
    });
    const handler = toNodeHandler(receiver);
    const promises: Promise<void>[] = [];
    const server = createServer((request, response) => {
      promises.push(handler(request, response));
      request.on("close", () => broken.resolve());
    });
    const port = await listen(server);
    const socket = connect(port, "127.0.0.1");
    socket.write([...start, "Authorization: Bearer good", "Content-Length: 99", "", "{"].join("\r\n"));
    await checking.promise;
    socket.destroy();
    await broken.promise;
    await Promise.all(promises);
    expect(rejections).toMatchObject([{ status: 400, reason: "aborted" }]);
  });
});

describe("a request that is a stream of another kind", () => {
  it.each([
    ["closes", undefined],
    ["fails", new Error("reset")],
  ])("is aborted if it %s while the body is read", async (_name, error) => {
    const { receiver, rejections, errors } = observed();
    const stream = new Readable({ read: () => queueMicrotask(() => stream.destroy(error)) });
    const request = mockRequest({}, stream);
    await toNodeHandler(receiver)(request, mockResponse(request));
    expect(rejections).toMatchObject([{ status: 400, reason: "aborted" }]);
    expect(errors).toEqual([]);
  });
});

describe("a request on HTTP/2", () => {
  it("is handled too, without its pseudo-headers", async () => {
    const names: string[] = [];
    const { receiver } = observed({ onUnknown: (_delivery, { headers }) => names.push(...headers.keys()) });
    const port = await listen(createHttp2Server(toNodeHandler(receiver)));
    const session = connectHttp2(`http://127.0.0.1:${port}`);
    const stream = session.request({ ":method": "POST", ":path": "/", "x-spark-signature": signature, "x-trace": "1" });
    stream.end(body);
    const [headers] = await once(stream, "response");
    stream.resume();
    await once(stream, "close");
    session.close();
    await once(session, "close");
    expect(headers[":status"]).toBe(200);
    expect(names).toEqual(["x-trace"]);
  });
});

describe("a request whose body a framework has read", () => {
  /** Handles a request, and returns the response with the errors that went to `next`. */
  async function handle(request: NodeRequest, maxBytes?: number) {
    const errors: unknown[] = [];
    const response = mockResponse(request);
    await toNodeHandler(observed({ maxBytes }).receiver)(request, response, (error) => errors.push(error));
    return { errors, status: response.headersSent ? response.statusCode : undefined };
  }

  it.each(["body", "rawBody"])("is handled by the bytes in `%s`", async (field) => {
    const kept = Buffer.from(`xx${body}`).subarray(2);
    expect(await handle(mockRequest({ [field]: kept }))).toEqual({ errors: [], status: 200 });
    expect(await handle(mockRequest({ [field]: kept }), body.length)).toEqual({ errors: [], status: 200 });
    expect(await handle(mockRequest({ [field]: kept }), body.length - 1)).toEqual({ errors: [], status: 413 });
  });

  it("is an error for `next` even if its length is above the limit, because its place is wrong whatever the length", async () => {
    const stream = Readable.from([Buffer.from(body)], { objectMode: false });
    await stream.toArray();
    const headers = { "x-spark-signature": signature, "content-length": "99999999" };
    const { errors, status } = await handle(mockRequest({ body: JSON.parse(body), headers }, stream));
    expect(errors).toMatchObject([{ name: "BodyConsumedError" }]);
    expect(status).toBe(undefined);
  });

  it("is rejected by its other headers first", async () => {
    const headers = { "x-spark-signature": "unsigned" };
    expect(await handle(mockRequest({ body: {}, headers }))).toEqual({ errors: [], status: 401 });
  });

  it.each(["body", "rawBody"])("is handled by the text in `%s`, a byte order mark included", async (field) => {
    for (const text of [body.replace("a", "é ☕ 😀"), `\uFEFF${body}`]) {
      const headers = { "x-spark-signature": await signWebexDelivery(text, secret) };
      const stream = Readable.from([Buffer.from(text)], { objectMode: false });
      await stream.toArray();
      expect(await handle(mockRequest({ [field]: text, headers }, stream))).toEqual({ errors: [], status: 200 });
    }
  });

  it("is handled by the bytes in `rawBody` if `body` is the text, and by the text if `body` is parsed", async () => {
    const lossy = body.replace("a", "\uFFFD");
    for (const kept of [
      { rawBody: Buffer.from(body), body: lossy },
      { rawBody: body, body: JSON.parse(body) },
    ]) {
      expect(await handle(mockRequest(kept))).toEqual({ errors: [], status: 200 });
    }
  });

  it.each([
    ["with a replacement character", "\uFFFD"],
    ["with half a character", "\uD83D"],
  ])(
    "is an error for `next` if all that was kept is a text %s, which can stand for other bytes",
    async (_name, text) => {
      const stream = Readable.from([Buffer.from(body)], { objectMode: false });
      await stream.toArray();
      const { errors } = await handle(mockRequest({ body: body.replace("a", text) }, stream));
      expect(errors).toMatchObject([{ name: "BodyConsumedError" }]);
    },
  );

  it("is an error for `next` if the request is an object that can't be read", async () => {
    const request = { method: "POST", headers: { "X-Spark-Signature": signature }, body: JSON.parse(body) } as never;
    const errors: unknown[] = [];
    await toNodeHandler(observed().receiver)(request, mockResponse(mockRequest({})), (error) => errors.push(error));
    expect(errors).toMatchObject([{ name: "BodyConsumedError" }]);
  });

  it.each([
    ["read", (stream: Readable) => stream.toArray()],
    ["decoded", async (stream: Readable) => stream.setEncoding("utf8")],
  ])("is an error for `next` if it was %s and the bytes weren't kept", async (_name, spoil) => {
    const stream = Readable.from([Buffer.from(body)], { objectMode: false });
    await spoil(stream);
    const { errors, status } = await handle(mockRequest({ body: JSON.parse(body) }, stream));
    expect(errors).toMatchObject([{ name: "BodyConsumedError" }]);
    expect(status).toBe(undefined);
  });

  it("is printed and gets a 500 if there is no `next`", async () => {
    const print = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const stream = Readable.from([Buffer.from(body)], { objectMode: false });
    await stream.toArray();
    const request = mockRequest({}, stream);
    const response = mockResponse(request);
    await toNodeHandler(observed().receiver)(request, response);
    expect(print.mock.calls).toMatchObject([[{ name: "BodyConsumedError" }]]);
    expect(response.statusCode).toBe(500);
  });
});

describe("toNodeHandler", () => {
  it("accepts an object that wraps a receiver's `handle`", async () => {
    const { receiver, handled } = observed({ onUnknown: (_delivery, { name }) => handled.push(name) });
    const statuses: number[] = [];
    const request = mockRequest({ body: Buffer.from(body) });
    const response = mockResponse(request);
    const handler = toNodeHandler({
      async handle(delivery, platform) {
        const result = await receiver.handle(delivery, platform);
        statuses.push(result.status);
        return result;
      },
    });
    await handler(request, response);
    expect([response.statusCode, statuses, handled]).toEqual([200, [200], ["messages.pinned"]]);
  });

  it("accepts nothing without `handle`, and shows how a receiver is wrapped", () => {
    const plain = (async () => new Response()) as never;
    expect(() => toNodeHandler(plain)).toThrow(
      "receiver must have a handle function, as the receivers of this package have. To wrap one, pass " +
        "{ handle: (delivery, platform) => receiver.handle(delivery, platform) }; got a function without it",
    );
    expect(() => toNodeHandler(undefined as never)).toThrow("; got undefined");
    expect(() => toNodeHandler(null as never)).toThrow("; got null");
  });

  it("passes an error to `next` if something else has responded already", async () => {
    const errors: unknown[] = [];
    const request = mockRequest({ body: Buffer.from(body) });
    const response = mockResponse(request);
    response.writeHead(503).end();
    await toNodeHandler(observed().receiver)(request, response, (error) => errors.push(error));
    expect(errors).toMatchObject([{ message: expect.stringContaining("already sent") }]);
    expect(response.statusCode).toBe(503);
  });

  it("resolves if the connection broke before the response", async () => {
    const request = mockRequest({ body: Buffer.from(body) });
    const response = mockResponse(request);
    response.destroy();
    await toNodeHandler(observed().receiver)(request, response);
    expect(response.destroyed).toBe(true);
  });
});
