import { once } from "node:events";
import { request } from "node:http";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { bodyLimit } from "../../src/http/request.js";
import { createSandbox, isSandboxListenError, type Sandbox, SandboxListenError } from "../../src/index.js";
import { call8x8 } from "../8x8/call.js";
import { callWebex, createWebhook, minimal } from "../webex/call.js";

const globals = [Request, Response, fetch];
let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
});
afterEach(() => sandbox.close());

/** The sandbox over its socket. */
const overSocket = () => ({ url: sandbox.url, fetch });
const rejection = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

/** Posts to the Webex API with plain HTTP, in chunks unless a length is given. */
async function post(body: string, headers: Record<string, string | number>): Promise<[number | undefined, string]> {
  const outgoing = request(`${sandbox.url.webex}/webhooks`, {
    method: "POST",
    headers: { authorization: "Bearer token-1", "content-type": "application/json", ...headers },
  });
  for (let at = 0; at < body.length; at += 65_536) outgoing.write(body.slice(at, at + 65_536));
  outgoing.end();
  const [response] = await once(outgoing, "response");
  let text = "";
  for await (const chunk of response) text += chunk;
  return [response.statusCode, text];
}

describe("a sandbox that listens", () => {
  it("serves its URLs with the state of its fetch", async () => {
    const url = await sandbox.listen();
    expect(url).toEqual(sandbox.url);
    expect(url.webex).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/webex\/v1$/);
    expect(url["8x8"]).toBe(url.webex.replace("/webex/v1", "/8x8"));
    const webhook = await createWebhook(sandbox, { name: "Grüße 🎉" });
    expect((await callWebex(overSocket(), "GET", "/webhooks/")).body.items).toEqual([webhook]);
    expect((await callWebex(overSocket(), "DELETE", `/webhooks/${webhook.id}`)).status).toBe(204);
    expect((await callWebex(overSocket(), "HEAD", `/webhooks/${webhook.id}`)).status).toBe(404);
    const json = [{ subAccountId: "*", url: "https://hooks.example.net" }];
    expect((await call8x8(overSocket(), "POST", { json })).status).toBe(200);
    expect((await call8x8(overSocket(), "DELETE", { json: [{ subAccountId: "*", type: "MSG" }] })).status).toBe(200);
    expect((await call8x8(overSocket(), "GET")).list).toHaveLength(1);
    expect((await call8x8(overSocket(), "OPTIONS")).status).toBe(405);
  });

  it("leaves the globals of the process alone", async () => {
    await sandbox.listen();
    await callWebex(overSocket(), "GET", "/webhooks");
    expect([Request, Response, fetch]).toEqual(globals);
  });

  it("reads bodies in chunks and with a length, and responds to those that are too large", async () => {
    await sandbox.listen();
    const text = JSON.stringify(minimal);
    expect(await post(text, {})).toMatchObject([200, expect.stringContaining('"status":"active"')]);
    expect(await post(text, { "content-length": text.length })).toMatchObject([200, expect.any(String)]);
    const large = text + " ".repeat(3 * bodyLimit);
    expect(await post(large, {})).toMatchObject([400, expect.stringContaining("larger than 1 MiB")]);
    const length = { "content-length": large.length };
    expect(await post(large, length)).toMatchObject([400, expect.stringContaining("larger than 1 MiB")]);
  });

  const addresses = Object.values(networkInterfaces()).flatMap((list = []) => list.map(({ address }) => address));
  it.each(["localhost", ...["::1"].filter((address) => addresses.includes(address))])("listens at %s", async (host) => {
    const { webex } = await sandbox.listen({ host });
    expect(new URL(webex).hostname.replaceAll(/[[\]]/g, "")).toBe(host);
    expect((await callWebex(overSocket(), "GET", "/webhooks")).status).toBe(200);
  });

  it("listens once at a time", async () => {
    await sandbox.listen();
    await expect(sandbox.listen()).rejects.toThrow("The sandbox is listening already. Close it first.");
  });

  it("rejects when the port is in use, and can listen on another then", async () => {
    const port = Number(new URL((await sandbox.listen()).webex).port);
    const other = createSandbox();
    const error = await rejection(other.listen({ port }));
    expect(isSandboxListenError(error)).toBe(true);
    expect(error).toBeInstanceOf(SandboxListenError);
    expect(error).toMatchObject({ host: "127.0.0.1", port, code: "EADDRINUSE", name: "SandboxListenError" });
    expect(String(error)).toContain(`can't listen on 127.0.0.1, port ${port}: the port is in use`);
    expect(new URL(other.url.webex).hostname).toBe("sandbox.invalid");
    expect(await other.listen()).toEqual(other.url);
    await other.close();
  });

  it("rejects an address of another machine and a port that isn't valid", async () => {
    expect(String(await rejection(sandbox.listen({ host: "192.0.2.1" })))).toContain("no such address");
    expect(String(await rejection(sandbox.listen({ port: 70_000 })))).toContain("70000");
  });
});

describe("closing a sandbox", () => {
  it("cuts idle connections and those in the middle of a request", async () => {
    const { webex } = await sandbox.listen();
    const port = Number(new URL(webex).port);
    const [idle, busy] = [connect(port, "127.0.0.1"), connect(port, "127.0.0.1")];
    // A reset is one of the two ways to see the cut; "close" follows.
    for (const socket of [idle, busy]) socket.on("error", () => socket.destroy());
    idle.write("GET /_sandbox/ HTTP/1.1\r\nHost: localhost\r\n\r\n");
    busy.write("POST /webex/v1/webhooks HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n{");
    await once(idle, "data");
    const ends = [idle, busy].map((socket) => new Promise((resolve) => socket.on("close", resolve)));
    await sandbox.close();
    await Promise.all(ends);
    await expect(fetch(webex)).rejects.toThrow(TypeError);
  });

  it("may be repeated, also at the same time or without listening", async () => {
    await sandbox.close();
    await sandbox.listen();
    await Promise.all([sandbox.close(), sandbox.close()]);
    await sandbox.close();
  });

  it("waits for a listen that is in flight", async () => {
    const listening = sandbox.listen();
    await sandbox.close();
    await expect(fetch((await listening).webex)).rejects.toThrow(TypeError);
  });

  it("keeps the webhooks, and allows it to listen again", async () => {
    await sandbox.listen();
    await createWebhook(sandbox);
    await sandbox.close();
    expect(sandbox.url.webex).toBe("http://sandbox.invalid/webex/v1");
    expect((await callWebex(sandbox, "GET", "/webhooks")).body.items).toHaveLength(1);
    await sandbox.listen();
    expect((await callWebex(overSocket(), "GET", "/webhooks")).body.items).toHaveLength(1);
  });
});
