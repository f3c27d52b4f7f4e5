// Compiled, never run: a receiver fits where platforms want a handler, by their own published types.
import { createServer } from "node:http";
import { createServer as createHttp2Server } from "node:http2";
import type {
  ALBHandler,
  APIGatewayProxyHandler,
  APIGatewayProxyHandlerV2,
  APIGatewayProxyWithCognitoAuthorizerHandler,
  LambdaFunctionURLHandler,
} from "aws-lambda";
import type { Receiver } from "comms-webhooks";
import { create8x8Receiver } from "comms-webhooks/8x8";
import { toLambdaHandler } from "comms-webhooks/aws-lambda";
import { toNodeHandler } from "comms-webhooks/node";
import { createWebexReceiver } from "comms-webhooks/webex";
import express from "express";
import { fromWebHandler, H3 } from "h3";
import { Hono } from "hono";
import type { NextRequest } from "next/server";

const webex: Receiver = createWebexReceiver({ secret: "secret" });
const receiver8x8: Receiver = create8x8Receiver({ authorization: "Basic x" });

// Next.js checks routes by a type that it generates; `next build` proves it. This is the type of its handlers.
webex satisfies (request: NextRequest, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
receiver8x8 satisfies (request: NextRequest) => Response | Promise<Response>;

new H3().all("/webex", fromWebHandler(webex)).all("/8x8", fromWebHandler(receiver8x8));
new Hono().all("/webex", (c) => webex(c.req.raw, c.executionCtx)).all("/8x8", (c) => receiver8x8(c.req.raw));

createServer(toNodeHandler(webex));
createHttp2Server(toNodeHandler(webex));
express().post("/webex", toNodeHandler(webex));

toLambdaHandler(webex) satisfies APIGatewayProxyHandler;
toLambdaHandler(webex) satisfies APIGatewayProxyWithCognitoAuthorizerHandler;
toLambdaHandler(webex) satisfies APIGatewayProxyHandlerV2;
toLambdaHandler(webex) satisfies LambdaFunctionURLHandler;
toLambdaHandler(webex) satisfies ALBHandler;
// @ts-expect-error: the events of a queue are no HTTP requests
toLambdaHandler(webex) satisfies import("aws-lambda").SQSHandler;
