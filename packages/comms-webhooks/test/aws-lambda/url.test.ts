import { describe, expect, it } from "vitest";
import { create8x8Receiver } from "../../src/8x8/index.js";
import { type LambdaEvent, toLambdaHandler } from "../../src/aws-lambda/index.js";

const headers = { Host: "hooks.example.com", "X-Forwarded-Proto": "https" };
const elb = { elb: { targetGroupArn: "arn:aws:elasticloadbalancing:eu-west-1:0:targetgroup/x/1" } };

const cases: [string, Omit<LambdaEvent, "body"> & { readonly version?: string }, string][] = [
  [
    "API Gateway with format 1.0, whose query is decoded",
    {
      httpMethod: "POST",
      path: "/8x8",
      requestContext: { path: "/prod/8x8" },
      headers,
      queryStringParameters: { bot: "b c", list: "2" },
      multiValueQueryStringParameters: { bot: ["b c"], list: ["1&", "2"] },
    },
    "https://hooks.example.com/prod/8x8?bot=b%20c&list=1%26&list=2",
  ],
  [
    "API Gateway with format 2.0",
    {
      version: "2.0",
      rawPath: "/prod/8x8",
      rawQueryString: "bot=b+c&list=1%26",
      requestContext: { http: { method: "POST", path: "/prod/8x8" } },
      headers,
      queryStringParameters: { bot: "b c", list: "1&" },
    },
    "https://hooks.example.com/prod/8x8?bot=b+c&list=1%26",
  ],
  [
    "a function URL without a query",
    { rawPath: "/", rawQueryString: "", requestContext: { http: { method: "POST" } }, headers },
    "https://hooks.example.com/",
  ],
  [
    "an emulator without requestContext",
    { httpMethod: "POST", path: "/8x8", headers, queryStringParameters: { bot: "b c" } },
    "https://hooks.example.com/8x8?bot=b%20c",
  ],
  [
    "a load balancer, whose query is as it was sent",
    {
      httpMethod: "POST",
      path: "/8x8",
      requestContext: elb,
      headers: { host: "hooks.example.com", "x-forwarded-proto": "http" },
      queryStringParameters: { bot: "b%20c" },
    },
    "http://hooks.example.com/8x8?bot=b%20c",
  ],
  [
    "a load balancer with multi-value headers",
    {
      httpMethod: "POST",
      path: "/8x8",
      requestContext: elb,
      multiValueHeaders: { host: ["hooks.example.com"] },
      multiValueQueryStringParameters: { list: ["1", "2"] },
    },
    "https://hooks.example.com/8x8?list=1&list=2",
  ],
  ["an event with the least", { httpMethod: "POST", requestContext: {} }, "https://localhost/"],
];

describe("the URL of an event", () => {
  it.each(cases)("is that of the request to %s", async (_name, event, url) => {
    const urls: unknown[] = [];
    const receiver = create8x8Receiver({ unverified: true, onUnknown: (_delivery, context) => urls.push(context.url) });
    const { statusCode } = await toLambdaHandler(receiver)({ ...event, body: '{"eventType":"new_event"}' });
    expect([statusCode, urls]).toEqual([200, [url]]);
  });
});
