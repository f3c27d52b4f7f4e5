import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { connect as connectHttp2, createServer as createHttp2Server } from "node:http2";
import type { AddressInfo } from "node:net";
import { HttpRequest, InvocationContext } from "@azure/functions";
import type { LambdaHandler } from "comms-webhooks/aws-lambda";
import { toNodeHandler } from "comms-webhooks/node";
import { createWebexReceiver } from "comms-webhooks/webex";
import express from "express";
import fastify, { type FastifyInstance } from "fastify";
import fastifyRawBody from "fastify-raw-body";
import { serve } from "h3";
import mocks from "node-mocks-http";
import serverless from "serverless-http";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { compileRecipes } from "../recipes.ts";
import { exercise, overSocket, type Platform, secret } from "./exercise.ts";

let load: Awaited<ReturnType<typeof compileRecipes>>;
const closing: (() => unknown)[] = [];

beforeAll(async () => {
  load = await compileRecipes(["azure", "express", "fastify", "h3", "hono", "koa", "lambda", "nest", "node-http"]);
});

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A receiver as most recipes create it. */
type Create<App> = (secret: string, onMessage: (personEmail: string) => void, ...rest: unknown[]) => App;

/** Creates the receiver of a recipe, and returns it with what it has handled. */
async function create<App>(recipe: string, name: string, ...rest: unknown[]): Promise<[App, Platform["handled"]]> {
  const handled: string[] = [];
  const { [name]: create } = await load<Create<App>>(recipe);
  return [(create as Create<App>)(secret, (personEmail) => handled.push(personEmail), ...rest), () => handled];
}

/** Creates a receiver for adapters without a recipe. */
function receiver() {
  const handled: string[] = [];
  const on = { "messages.created": ({ data }: { data: { personEmail: string } }) => handled.push(data.personEmail) };
  return { handler: toNodeHandler(createWebexReceiver({ secret, on })), handled: () => handled };
}

async function listen(server: Server): Promise<string> {
  if (!server.listening) await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => new Promise<void>((resolve) => [server.closeAllConnections(), server.close(() => resolve())]));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/webex`;
}

/** Returns a request's body as bytes, and its headers. */
async function parts(request: Request) {
  const payload = Buffer.from(await request.arrayBuffer());
  return { payload, headers: Object.fromEntries(request.headers) };
}

/** Sends requests through Fastify without a socket. */
function inject(app: FastifyInstance): Platform["send"] {
  return async (request) => {
    const { statusCode, body } = await app.inject({ method: "POST", url: "/webex", ...(await parts(request)) });
    return new Response(body, { status: statusCode });
  };
}

/** Sends requests over HTTP/2. */
function overHttp2(port: number): Required<Pick<Platform, "send" | "leave">> {
  const open = (headers: Record<string, string>) => {
    const session = connectHttp2(`http://127.0.0.1:${port}`);
    return { session, stream: session.request({ ":method": "POST", ":path": "/webex", ...headers }) };
  };
  return {
    async send(request) {
      const { payload, headers } = await parts(request);
      const { session, stream } = open(headers);
      return new Promise((resolve, reject) => {
        let status = 0;
        let body = "";
        stream.on("response", (response) => {
          status = Number(response[":status"]);
        });
        stream.on("data", (chunk) => {
          body += chunk;
        });
        stream.on("error", reject);
        stream.on("end", () => {
          session.close();
          resolve(new Response(body, { status }));
        });
        stream.end(payload);
      });
    },
    leave: () =>
      new Promise<void>((resolve) => {
        const { session, stream } = open({ "x-spark-signature": "0".repeat(40) });
        stream.on("error", () => undefined);
        session.on("close", () => resolve());
        stream.write("{", () => session.destroy());
      }),
  };
}

describe("a receiver", () => {
  it("works on node:http", async () => {
    const [server, handled] = await create<Server>("node-http", "createNodeServer");
    await exercise({ ...overSocket(await listen(server)), handled });
  });

  it("works on node:http2", async () => {
    const { handler, handled } = receiver();
    const server = createHttp2Server(handler);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    closing.push(() => new Promise<void>((resolve) => server.close(() => resolve())));
    await exercise({ ...overHttp2((server.address() as AddressInfo).port), handled });
  });

  it.each(["createExpressApp", "createExpressAppWithRaw"])("works on Express (%s)", async (name) => {
    const [app, handled] = await create<express.Express>("express", name);
    await exercise({ ...overSocket(await listen(createServer(app))), handled });
  });

  it("works on Express after express.text()", async () => {
    const { handler, handled } = receiver();
    const app = express().post("/webex", express.text({ type: () => true, limit: "1mb" }), handler);
    await exercise({ ...overSocket(await listen(createServer(app))), handled });
  });

  it("works on Fastify", async () => {
    const [app, handled] = await create<FastifyInstance>("fastify", "createFastifyApp");
    await app.listen({ port: 0, host: "127.0.0.1" });
    await exercise({ ...overSocket(await listen(app.server)), handled });
  });

  it("works on Fastify over HTTP/2", async () => {
    const [app, handled] = await create<FastifyInstance>("fastify", "createFastifyApp", { http2: true });
    await app.listen({ port: 0, host: "127.0.0.1" });
    closing.push(() => app.close());
    await exercise({ ...overHttp2((app.server.address() as AddressInfo).port), handled });
  });

  it("works on Fastify's inject", async () => {
    const [app, handled] = await create<FastifyInstance>("fastify", "createFastifyApp");
    await exercise({ send: inject(app), handled });
  });

  it("settles on Fastify's inject if the sender is gone before it has sent all", async () => {
    const { handler } = receiver();
    const settled: Promise<void>[] = [];
    const app = fastify();
    app.removeAllContentTypeParsers();
    app.addContentTypeParser("*", (_request, _payload, done) => done(null));
    app.post("/webex", (request, reply) => {
      reply.hijack();
      settled.push(handler(request.raw, reply.raw));
    });
    const headers = { "content-type": "application/json", "x-spark-signature": "0".repeat(40) };
    const gone = { simulate: { end: false, split: true, error: false, close: true } };
    const injected = { method: "POST", url: "/webex", payload: "{}", headers, ...gone } as const;
    expect((await app.inject(injected)).statusCode).toBe(400);
    await Promise.all(settled);
    expect(settled).toHaveLength(1);
  });

  it("works on Fastify with the text of fastify-raw-body", async () => {
    const { handler, handled } = receiver();
    const app = fastify();
    await app.register(fastifyRawBody, { encoding: "utf8" });
    app.post("/webex", async (request, reply) => {
      reply.hijack();
      await handler(Object.assign(request.raw, { rawBody: request.rawBody }), reply.raw);
    });
    await exercise({ send: inject(app), handled });
  });

  it("works on NestJS", async () => {
    const [created, handled] = await create<Promise<import("@nestjs/common").INestApplication>>(
      "nest",
      "createNestApp",
      { logger: false },
    );
    const app = await created;
    await app.init();
    await exercise({ ...overSocket(await listen(app.getHttpServer())), handled });
  });

  it.each(["createKoaApp", "createKoaAppWithParser"])("works on Koa (%s)", async (name) => {
    const [app, handled] = await create<import("koa")>("koa", name);
    await exercise({ ...overSocket(await listen(createServer(app.callback()))), handled });
  });

  it("works on h3", async () => {
    const [app, handled] = await create<import("h3").H3>("h3", "createH3App");
    const server = serve(app, { port: 0, hostname: "127.0.0.1", silent: true });
    await server.ready();
    closing.push(() => server.close(true));
    await exercise({ ...overSocket(new URL("/webex", server.url).href), handled });
  });

  it("works on Hono", async () => {
    const [app, handled] = await create<import("hono").Hono>("hono", "createHonoApp");
    const send = async (request: Request) => app.fetch(new Request("http://localhost/webex", request));
    const leave = async () => {
      const body = new ReadableStream({ pull: (controller) => controller.error(new Error("reset")) });
      const headers = { "X-Spark-Signature": "0".repeat(40) };
      const init: RequestInit & { duplex: "half" } = { method: "POST", headers, body, duplex: "half" };
      expect((await send(new Request("http://localhost/webex", init))).status).toBe(400);
    };
    await exercise({ send, leave, handled });
  });

  it("works on serverless-http, which has no raw headers", async () => {
    const { handler, handled } = receiver();
    const app = express().post("/webex", handler);
    const lambda = serverless(app);
    await exercise({ send: overEvents((event) => lambda(event, {} as never) as never), handled });
  });

  it("works on the requests of node-mocks-http", async () => {
    const { handler, handled } = receiver();
    const send = async (request: Request) => {
      const { payload: body, headers } = await parts(request);
      const { req, res } = mocks.createMocks<IncomingMessage, ServerResponse>({ method: "POST", headers, body });
      await handler(req, res);
      return new Response((res as unknown as { _getData(): string })._getData(), { status: res.statusCode });
    };
    await exercise({ send, handled });
  });

  it("works on AWS Lambda", async () => {
    const [handler, handled] = await create<LambdaHandler>("lambda", "createLambdaHandler");
    await exercise({ send: overEvents(handler), handled });
  });

  it("works on Azure Functions", async () => {
    const [handler, handled] = await create<import("@azure/functions").HttpHandler>("azure", "createAzureHandler");
    const context = new InvocationContext();
    const send = async (request: Request) => {
      const { payload, headers } = await parts(request);
      const bytes = { bytes: payload };
      const init = { method: "POST", url: "https://x.azurewebsites.net/api/webex", headers, body: bytes };
      const { status = 200, body } = (await handler(new HttpRequest(init), context)) as {
        status?: number;
        body?: string;
      };
      return new Response(body, { status });
    };
    await exercise({ send, handled });
  });
});

/** Sends requests as events of API Gateway with payload format 2.0. */
function overEvents(handler: (event: never) => Promise<{ statusCode: number; body: string }>): Platform["send"] {
  return async (request) => {
    const { payload, headers } = await parts(request);
    const { statusCode, body } = await handler({
      version: "2.0",
      routeKey: "$default",
      rawPath: "/webex",
      rawQueryString: "",
      headers,
      requestContext: { http: { method: "POST", path: "/webex", sourceIp: "192.0.2.1" }, stage: "$default" },
      body: payload.toString("base64"),
      isBase64Encoded: true,
    } as never);
    return new Response(body, { status: statusCode });
  };
}
