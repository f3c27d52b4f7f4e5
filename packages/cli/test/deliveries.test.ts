import { connect } from "node:net";
import { createSandbox } from "@comms-webhooks/sandbox";
import { faults, signWebexDelivery } from "comms-webhooks/testing";
import { describe, expect, it } from "vitest";
import { deliveryApis } from "../src/apis.js";
import { listen, serve } from "./listening.js";
import { run } from "./run.js";

const secrets = { webex: "t0p-s3cret 1", "8x8": "Basic dXNlcjpwYXNzd29yZA==" };
const env = { WEBHOOK_SECRET: secrets.webex, WEBHOOK_AUTHORIZATION: secrets["8x8"] };
const apis = Object.keys(deliveryApis) as (keyof typeof deliveryApis)[];
const cases = apis.flatMap((api) =>
  Object.entries<readonly string[]>(createSandbox().deliveries()[api]).flatMap(([name, examples]) =>
    examples.map((example) => ({ api, name, example })),
  ),
);

interface Arrived {
  method: string | undefined;
  url: string | undefined;
  rawHeaders: readonly string[];
  body: Buffer;
}

/** Opens a server that keeps what arrives, and responds with 202. */
async function keep(): Promise<{ url: string; arrived: Arrived[] }> {
  const arrived: Arrived[] = [];
  const url = await serve(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    arrived.push({
      method: request.method,
      url: request.url,
      rawHeaders: request.rawHeaders,
      body: Buffer.concat(chunks),
    });
    response.writeHead(202).end();
  });
  return { url, arrived };
}

/** The headers without those that belong to the connection. */
const endToEnd = (rawHeaders: readonly string[]) => {
  const pairs = rawHeaders.flatMap((name, index) => (index % 2 === 0 ? [[name, rawHeaders[index + 1]]] : []));
  return pairs.filter(([name = ""]) => !/^(host|connection|content-length|transfer-encoding|expect)$/i.test(name));
};

describe("simulate and listen", () => {
  it("agree on each example of each delivery of each API, which is forwarded as it is", async () => {
    expect(cases.length).toBeGreaterThan(90);
    const target = await keep();
    // What simulate sends, before listen sees it.
    const sent: Arrived[] = [];
    for (const api of apis) {
      const listening = await listen([api, "--json", "--forward", `${target.url}/`], { env });
      const tap = await serve(async (request, response) => {
        const chunks: Buffer[] = [];
        for await (const chunk of request) chunks.push(chunk);
        const { method, url, rawHeaders } = request;
        const body = Buffer.concat(chunks);
        sent.push({ method, url, rawHeaders, body });
        const headers = endToEnd(rawHeaders) as [string, string][];
        const { status } = await fetch(listening.url + url, { method: "POST", headers, body });
        response.writeHead(status).end();
      });
      for (const { name, example } of cases.filter((each) => each.api === api)) {
        const args = ["simulate", name, "--example", example, "--to", `${tap}/hook?a=b%20c`];
        const { code, stdout } = await run(args, { env });
        expect([code, stdout], `${name} ${example}`).toEqual([0, expect.stringMatching(/^POST .*\n202\n$/)]);
        const line = JSON.parse(listening.printed());
        expect(line).toMatchObject({ status: 202, name, delivery: JSON.parse(String(sent.at(-1)?.body)) });
        const [before, after] = [sent.at(-1), target.arrived.at(-1)];
        expect(after?.body.equals(before?.body as Buffer)).toBe(true);
        expect([after?.method, after?.url]).toEqual(["POST", "/hook?a=b%20c"]);
        const own = endToEnd(before?.rawHeaders ?? []).map(([header = "", value]) => [header.toLowerCase(), value]);
        expect(endToEnd(after?.rawHeaders ?? []).map(([header = "", value]) => [header.toLowerCase(), value])).toEqual(
          expect.arrayContaining(own),
        );
      }
      expect(listening.output()).not.toContain(secrets[api]);
    }
    expect([sent.length, target.arrived.length]).toEqual([cases.length, cases.length]);
  }, 120_000);
});

describe("listen --forward", () => {
  const body = Buffer.from('{ "resource":"rooms" ,\r\n"event":"created","data":{"id":"\\u00e9 é 🎉"},"id":"w"}\n');

  /** Writes a request to a socket as it is, and returns the status line of the response. */
  const write = (url: string, head: string, bytes: Buffer) =>
    new Promise<string>((resolve, reject) => {
      const socket = connect(Number(new URL(url).port), "127.0.0.1", () =>
        socket.write(Buffer.concat([Buffer.from(head, "latin1"), bytes])),
      );
      socket.on("error", reject);
      socket.once("data", (data) => {
        resolve(String(data).split("\r\n")[0] ?? "");
        socket.destroy();
      });
    });

  it("leaves the bytes and the headers alone, in their order and spelling", async () => {
    const { url, arrived } = await keep();
    const { url: to } = await listen(["webex", "--forward", `${url}/base?x=1`], { env });
    const signature = await signWebexDelivery(new Uint8Array(body), secrets.webex);
    const headers = [
      "X-oDd-CASE: 1",
      "x-odd-case: 2",
      "X-Latin: caf\u00e9",
      `X-SPARK-signature: ${signature}`,
      "Accept:  */*",
    ];
    const head = [
      "POST //a/%2f/../b?q=%20+&q=2 HTTP/1.1",
      "host: tunnel.example",
      ...headers,
      `content-length: ${body.length}`,
    ];
    expect(await write(to, `${head.join("\r\n")}\r\n\r\n`, body)).toBe("HTTP/1.1 202 Accepted");
    expect(arrived[0]?.body.equals(body)).toBe(true);
    expect(arrived[0]?.url).toBe("/base?x=1&q=%20+&q=2");
    expect(arrived[0]?.rawHeaders).toEqual([
      ...["Host", new URL(url).host],
      ...headers.flatMap((header) => header.split(/: +/)),
      ...["Content-Length", String(body.length), "Connection", expect.any(String)],
    ]);
  });

  it.each([200, 204, 301, 400, 404, 410, 429, 500, 503])("returns the status %i to the sender", async (status) => {
    const url = await serve((_, response) => response.writeHead(status, { Location: "/elsewhere" }).end());
    const listening = await listen(["8x8", "--forward", url], { env });
    const headers = { authorization: secrets["8x8"] };
    const response = await fetch(listening.url, { method: "POST", headers, body: "{}" });
    expect(response.status).toBe(status);
    expect(listening.printed()).toContain(`  ${status}  `);
  });

  it("responds with 502 and prints the reason if there is no response", async () => {
    const url = await serve((request) => request.socket.destroy());
    const listening = await listen(["webex", "--unverified", "--forward", url]);
    const response = await fetch(listening.url, {
      method: "POST",
      body,
      headers: { "content-type": "application/json" },
    });
    expect([response.status, await response.text()]).toEqual([502, "Not forwarded: no connection: ECONNRESET.\n"]);
    expect(listening.printed()).toMatch(/502 {2}rooms.created {2}not forwarded: no connection: ECONNRESET\n/);
  });

  it("forwards nothing that isn't authentic", async () => {
    const { url, arrived } = await keep();
    const listening = await listen(["webex", "--forward", url], { env });
    const headers = { "x-spark-signature": "0".repeat(40) };
    expect((await fetch(listening.url, { method: "POST", headers, body })).status).toBe(401);
    expect((await fetch(listening.url)).status).toBe(405);
    expect(arrived).toEqual([]);
    expect(listening.printed()).toMatch(
      /401 {2}rejected: The signature .*\n.*405 {2}rejected: Deliveries are sent with POST, not GET\.\n$/,
    );
  });
});

describe("simulate", () => {
  it.each([
    ["duplicate", 2, 0],
    ["bom", 1, 0],
    ["slow", 1, 0],
    ["truncated", 1, 1],
    ["oversize", 1, 1],
    ["wrong-signature", 1, 1],
    ["duplicate,bom,slow", 2, 0],
  ])("applies the fault %s", async (fault, requests, code) => {
    const { url, printed } = await listen(["webex", "--json"], { env });
    const ran = await run(["simulate", "rooms.created", "--to", url, "--fault", fault], { env });
    expect([ran.code, ran.stdout.match(/^POST /gm)?.length]).toEqual([code, requests]);
    expect(ran.stdout).toContain(fault === "wrong-signature" ? ", wrongly signed\n" : ", signed\n");
    const lines = printed()
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines).toHaveLength(requests);
    expect(new Set(lines.map(({ ids }) => ids?.id)).size).toBe(1);
  });

  it("reorders several deliveries", async () => {
    const { url, printed } = await listen(["8x8", "--json"], { env });
    const names = ["inbound_message_received", "outbound_message_status_changed", "account_update"];
    const { code } = await run(["simulate", ...names, "--to", url, "--fault", "reorder"], { env });
    const order = printed()
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line).name);
    expect([code, order.toSorted()]).toEqual([0, names.toSorted()]);
    expect(order).toEqual(faults.reorder(names, () => 0));
    expect(order).not.toEqual(names);
  });

  it("changes and removes fields, of every JSON type", async () => {
    const { url, printed } = await listen(["webex", "--json", "--unverified"]);
    const set = [
      "data.roomId=a=b",
      'data.files=["x",1]',
      "data.isLocked=true",
      "data.type=null",
      'data.title="5"',
      "data.n=5",
    ];
    const args = [...set.flatMap((each) => ["--set", each]), "--set", "name=Any text", "--unset", "data.creatorId"];
    const { code } = await run([
      "simulate",
      "rooms.created",
      "--to",
      url,
      "--unsigned",
      ...args,
      "--set",
      "__proto__.x=1",
    ]);
    const { delivery } = JSON.parse(printed());
    expect([code, delivery.name, Object.hasOwn(delivery, "__proto__")]).toEqual([0, "Any text", true]);
    const changed = { roomId: "a=b", files: ["x", 1], isLocked: true, type: null, title: "5", n: 5 };
    expect(delivery.data).toMatchObject(changed);
    expect(delivery.data).not.toHaveProperty("creatorId");
  });

  it.each([
    ["none", 1, []],
    ["fast", 5, [0, 0, 0, 0]],
    ["real", 5, [1000, 10_000, 30_000, 90_000]],
  ])("imitates 8x8's retries: %s", async (retries, requests, expected) => {
    const url = await serve((_, response) => response.writeHead(503).end("later"));
    const delays: number[] = [];
    const setTimer = (callback: () => void, delay: number) => {
      delays.push(delay);
      if (retries !== "none") setImmediate(callback);
      return () => undefined;
    };
    const args = ["simulate", "inbound_message_received", "--to", url, "--retries", retries, "--unsigned"];
    const { code, stdout } = await run(args, { setTimer });
    expect([code, stdout.match(/^POST /gm)?.length]).toEqual([1, requests]);
    expect(delays.slice(0, 4)).toEqual(retries === "none" ? [1000] : expected);
  });

  it.each([
    [["messages.craeted"], "There is no delivery of this name. Did you mean messages.created?"],
    [["inbound_mesage_received"], "Did you mean inbound_message_received?"],
    [["messages.created", "account_update"], "All deliveries must be of the same API."],
    [[], "The name of a delivery is missing."],
    [["telephony_calls.updated", "--example", "queu"], "Did you mean queue? It has default, queue."],
    [["messages.created", "--fault", "slwo"], "There is no such fault. Did you mean slow?"],
    [["messages.created", "--fault", "reorder"], "The fault reorder needs at least two deliveries."],
    [["messages.created", "--set", "roomId"], "--set number 1 must be path=value"],
    [
      ["messages.created", "--set", "data=1", "--set", "data.id=2"],
      "--set number 2 is about a field within another one",
    ],
    [["messages.created", "--unset", "data."], "--unset number 1 must name a field"],
    [["messages.created", "--to", "localhost:3000"], "--to must be an absolute URL"],
    [["messages.created", "--to", "https://example.com"], "--to must be on this machine"],
    [["messages.created", "--secret-from", "OTHER"], "The environment variable that --secret-from names isn't set."],
    [["messages.created"], "WEBHOOK_SECRET isn't set. Set it to the webhook's secret, name another variable"],
    [["account_update"], "WEBHOOK_AUTHORIZATION isn't set."],
    [["messages.created", "--retries", "slow"], "Allowed choices are none, fast, real."],
  ])("rejects %j with a line that says what to do", async (args, message) => {
    const to = args.includes("--to") ? [] : ["--to", "http://127.0.0.1:9/"];
    const { code, stdout, stderr } = await run(["simulate", ...args, ...to]);
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toContain(message);
    expect(stderr).toMatch(/^Error: [^\n]*\n$/);
  });

  it("reads the secret from standard input, or from another variable", async () => {
    const { url } = await listen(["webex"], { env });
    const args = ["simulate", "rooms.created", "--to", url, "--secret-from"];
    expect((await run([...args, "-"], { stdin: [`${secrets.webex}\n`] })).code).toBe(0);
    expect((await run([...args, "OTHER"], { env: { OTHER: secrets.webex } })).code).toBe(0);
    expect((await run([...args, "-"], { stdin: ["another\n"] })).code).toBe(1);
  });

  it("lists all deliveries with their examples", async () => {
    const { stdout } = await run(["simulate", "--list"]);
    for (const { name, example } of cases) expect(stdout).toMatch(new RegExp(`^  ${name} .*\\b${example}\\b`, "m"));
  });
});
