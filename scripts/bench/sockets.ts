import { type ChildProcess, fork } from "node:child_process";
import { createHmac, timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { createNodeMiddleware, Webhooks } from "@octokit/webhooks";
import { toNodeHandler } from "comms-webhooks/node";
import { buildWebexDelivery } from "comms-webhooks/testing";
import { createWebexReceiver } from "comms-webhooks/webex";
import type { Load } from "./load.ts";
import { atLeast, median, type Row } from "./measure.ts";

const secret = "a-secret-of-some-length";
const connections = 16;
const count = 4_000;
const rounds = 11;
const warmUp = 3;

interface Subject {
  readonly listener: RequestListener;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Measures deliveries a second over sockets: ours and octokit's, compared with the least that a receiver has to do. */
export async function sockets(): Promise<Row[]> {
  const text = (await (await buildWebexDelivery("messages.created", { secret })).text()).padEnd(1_024);
  const sign = (hash: string) => createHmac(hash, secret).update(text).digest("hex");
  const octokit = new Webhooks({ secret });
  octokit.on("push", () => undefined);
  const subjects = {
    bare: { listener: bare, path: "/", headers: { "X-Spark-Signature": sign("sha1") } },
    ours: {
      listener: toNodeHandler(createWebexReceiver({ secret, on: { "messages.created": () => undefined } })),
      path: "/",
      headers: { "X-Spark-Signature": sign("sha1") },
    },
    octokit: {
      listener: createNodeMiddleware(octokit),
      path: "/api/github/webhooks",
      headers: {
        "X-Hub-Signature-256": `sha256=${sign("sha256")}`,
        "X-GitHub-Event": "push",
        "X-GitHub-Delivery": "72d3162e-cc78-11e3-81ab-4c9367dc0958",
        "User-Agent": "GitHub-Hookshot/044aadd",
      },
    },
  } satisfies Record<string, Subject>;
  const rates = await measure(subjects, text);
  const ratio = (name: "ours" | "octokit", to: "bare" | "octokit") =>
    median(rates[name].map((rate, round) => rate / (rates[to][round] ?? Number.NaN)));
  const per = (name: keyof typeof subjects) => `${Math.round(median(rates[name])).toLocaleString("en")}/s`;
  return [
    atLeast(
      `deliveries over sockets by toNodeHandler (${per("ours")}) / bare node:http (${per("bare")})`,
      ratio("ours", "bare"),
      0.75,
    ),
    atLeast(
      `deliveries over sockets by toNodeHandler / octokit's middleware (${per("octokit")})`,
      ratio("ours", "octokit"),
      1,
    ),
  ];
}

/** Reads, verifies and parses, without any other check. */
const bare: RequestListener = (request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const body = Buffer.concat(chunks);
    const expected = Buffer.from(createHmac("sha1", secret).update(body).digest("hex"));
    const actual = Buffer.from(String(request.headers["x-spark-signature"]));
    const authentic = expected.length === actual.length && timingSafeEqual(expected, actual);
    const { resource } = authentic ? JSON.parse(body.toString()) : {};
    response.statusCode = resource === "messages" ? 200 : 401;
    response.end();
  });
};

/** Returns the rates of each subject, round by round. The subjects take turns, so that a busy machine slows all of them. */
async function measure<Name extends string>(
  subjects: Record<Name, Subject>,
  body: string,
): Promise<Record<Name, number[]>> {
  const load = fork(fileURLToPath(new URL("load.ts", import.meta.url)));
  const servers = await Promise.all(
    (Object.entries(subjects) as [Name, Subject][]).map(async ([name, { listener, path, headers }]) => {
      const server = createServer(listener).listen(0, "127.0.0.1");
      await once(server, "listening");
      return { name, server, request: requestOf(path, headers, body), rates: [] as number[] };
    }),
  );
  try {
    for (let round = -warmUp; round < rounds; round += 1) {
      for (const { server, request, rates } of servers) {
        const milliseconds = await send(load, { port: portOf(server), request, connections, count });
        if (round >= 0) rates.push((1_000 * count) / milliseconds);
      }
    }
  } finally {
    load.kill();
    for (const { server } of servers) server.close();
  }
  return Object.fromEntries(servers.map(({ name, rates }) => [name, rates])) as Record<Name, number[]>;
}

function send(load: ChildProcess, job: Load): Promise<number> {
  return new Promise((resolve, reject) => {
    const onExit = () => reject(new Error("The load generator ended before it had sent everything."));
    load.once("exit", onExit);
    load.once("message", (milliseconds: number) => {
      load.off("exit", onExit);
      resolve(milliseconds);
    });
    load.send(job);
  });
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

function requestOf(path: string, headers: Readonly<Record<string, string>>, body: string): string {
  const own = { Host: "localhost", "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) };
  const lines = Object.entries({ ...own, ...headers }).map(([name, value]) => `${name}: ${value}`);
  return [`POST ${path} HTTP/1.1`, ...lines, "", body].join("\r\n");
}
