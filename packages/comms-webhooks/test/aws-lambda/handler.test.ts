import { afterEach, describe, expect, it, vi } from "vitest";
import { createLambdaHandler } from "../../recipes/lambda.js";
import { create8x8Receiver } from "../../src/8x8/index.js";
import { type LambdaEvent, toLambdaHandler } from "../../src/aws-lambda/index.js";
import { build8x8Delivery, buildWebexDelivery, faults } from "../../src/testing/index.js";
import { fakeClock } from "../fake-clock.js";
import { withResolvers } from "../helpers.js";
import { observed, secret } from "../receiver/observed.js";

afterEach(() => void vi.restoreAllMocks());

type Headers = Record<string, string>;
type Form = (headers: Headers, method: string) => LambdaEvent;

const several = (headers: Headers) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
const elb = { elb: { targetGroupArn: "arn:aws:elasticloadbalancing:eu-west-1:0:targetgroup/x/1" } };

const forms: [string, Form][] = [
  [
    "API Gateway with format 1.0",
    (headers, httpMethod) => ({
      httpMethod,
      requestContext: { stage: "prod" },
      headers,
      multiValueHeaders: several(headers),
    }),
  ],
  [
    "API Gateway with format 2.0",
    (headers, method) => ({ version: "2.0", requestContext: { http: { method } }, headers }) as LambdaEvent,
  ],
  ["a function URL", (headers, method) => ({ requestContext: { domainName: "x", http: { method } }, headers })],
  ["an emulator without requestContext", (headers, httpMethod) => ({ httpMethod, headers })],
  [
    "an emulator with null for requestContext",
    (headers, httpMethod) => ({ httpMethod, headers, requestContext: null }),
  ],
  ["a load balancer", (headers, httpMethod) => ({ httpMethod, requestContext: elb, headers })],
  [
    "a load balancer with multi-value headers",
    (headers, httpMethod) => ({ httpMethod, requestContext: elb, multiValueHeaders: several(headers) }),
  ],
];

const casings: [string, (name: string) => string][] = [
  ["lower case", (name) => name.toLowerCase()],
  ["upper case", (name) => name.toUpperCase()],
  ["mixed case", (name) => name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase())],
];

/** Turns a request into an event. */
async function toEvent(request: Request, form: Form, { base64 = false, rename = (name: string) => name } = {}) {
  const headers = Object.fromEntries([...request.headers].map(([name, value]) => [rename(name), value]));
  const body = Buffer.from(await request.clone().arrayBuffer()).toString(base64 ? "base64" : "utf8");
  return { ...form(headers, request.method), body, isBase64Encoded: base64 };
}

describe.each(forms)("an event of %s", (name, form) => {
  const hasElb = name.includes("load balancer");
  const hasMany = name.includes("multi-value");

  it.each(casings)("is handled as text and as base64, with header names in %s", async (_name, rename) => {
    const handled: string[] = [];
    const handler = createLambdaHandler(secret, (personEmail) => handled.push(personEmail));
    const request = await buildWebexDelivery("messages.created", { secret, change: { name: "naïve ☕ 😀" } });
    for (const base64 of [false, true]) {
      expect(await handler(await toEvent(request, form, { base64, rename }))).toEqual({
        statusCode: 200,
        body: "",
        isBase64Encoded: false,
        ...(hasElb && { statusDescription: "200 OK" }),
        ...(hasMany ? { multiValueHeaders: {} } : { headers: {} }),
      });
    }
    expect(handled).toEqual(["bob@example.com", "bob@example.com"]);
  });

  it("is rejected if it is forged, too long, of another method or has no body", async () => {
    const { receiver, handled } = observed();
    const handler = toLambdaHandler(receiver);
    const request = await buildWebexDelivery("messages.created", { secret });
    const statuses: number[] = [];
    for (const one of [await faults.wrongSignature(request), await faults.oversize(request)]) {
      statuses.push((await handler(await toEvent(one, form))).statusCode);
    }
    for (const body of [null, undefined, ""]) {
      statuses.push((await handler({ ...(await toEvent(request, form)), body })).statusCode);
    }
    expect(statuses).toEqual([401, 413, 401, 401, 401]);
    const other = await handler(form({}, "GET"));
    expect(other).toMatchObject({ statusCode: 405, body: "Deliveries are sent with POST, not GET.\n" });
    expect(hasMany ? other.multiValueHeaders?.["Allow"] : other.headers?.["Allow"]).toEqual(
      hasMany ? ["POST"] : "POST",
    );
    expect(handled).toEqual([]);
  });
});

describe("a header that is sent twice", () => {
  it("is rejected where only one value is right, whichever of them `headers` has", async () => {
    const receiver = create8x8Receiver({ authorization: "Basic right" });
    const request = await build8x8Delivery("inbound_message_received", { authorization: "Basic right" });
    const event = await toEvent(request, (headers) => ({ httpMethod: "POST", requestContext: {}, headers }));
    const handler = toLambdaHandler(receiver);
    expect((await handler(event)).statusCode).toBe(200);
    const multiValueHeaders = { AUTHORIZATION: ["Basic wrong", "Basic right"] };
    expect((await handler({ ...event, multiValueHeaders })).statusCode).toBe(401);
    expect((await handler({ ...event, headers: { ...event.headers, Authorization: "Basic x" } })).statusCode).toBe(401);
  });

  it("has all its values in what handlers see", async () => {
    const seen: (string | null)[] = [];
    const { receiver } = observed({ on: { "*": (_delivery, { headers }) => seen.push(headers.get("x-trace")) } });
    const request = await buildWebexDelivery("rooms.created", { secret, headers: { "X-Trace": "b" } });
    const event = await toEvent(request, (headers) => ({ httpMethod: "POST", requestContext: {}, headers }));
    await toLambdaHandler(receiver)({ ...event, multiValueHeaders: { "x-trace": ["a", "b"] } });
    expect(seen).toEqual(["a, b"]);
  });
});

describe("toLambdaHandler", () => {
  it("waits for the handler after the deadline, because Lambda stops what runs after the response", async () => {
    const clock = fakeClock();
    for (const [settle, status] of [
      ["resolve", 200],
      ["reject", 500],
    ] as const) {
      const finish = withResolvers();
      const on = { "rooms.created": () => finish.promise };
      const { receiver } = observed({ on, deadline: 1_000, setTimer: clock.setTimer });
      const request = await buildWebexDelivery("rooms.created", { secret });
      const result = toLambdaHandler(receiver)(await toEvent(request, (forms[1] as [string, Form])[1]));
      while (clock.due().length === 0) await new Promise(setImmediate);
      await clock.advance(1_000);
      finish[settle](new Error("failed late"));
      expect((await result).statusCode).toBe(status);
    }
  });

  it("prints a BodyConsumedError and responds 500 if a middleware has parsed the body", async () => {
    const print = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const request = await buildWebexDelivery("rooms.created", { secret });
    const event = await toEvent(request, (forms[0] as [string, Form])[1]);
    const handler = toLambdaHandler(observed().receiver);
    expect((await handler({ ...event, body: JSON.parse(event.body) })).statusCode).toBe(500);
    expect(print.mock.calls).toMatchObject([[{ name: "BodyConsumedError" }]]);
  });

  it.each([[undefined], [null], [{}], [{ Records: [] }], [{ requestContext: {} }]])(
    "rejects %j, which is no HTTP request",
    async (event) => {
      await expect(toLambdaHandler(observed().receiver)(event as never)).rejects.toThrow(
        /^event must be an HTTP request/,
      );
    },
  );

  it("accepts nothing without `handle`", () => {
    expect(() => toLambdaHandler((async () => new Response()) as never)).toThrow(
      "receiver must have a handle function",
    );
  });
});
