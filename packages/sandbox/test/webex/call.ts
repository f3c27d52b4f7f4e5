import { ErrorResponse, Webhook, WebhookList } from "@comms-webhooks/webex-client/validators";
import type * as Webex from "@comms-webhooks/webex-types";
import { expect } from "vitest";
import type { Sandbox } from "../../src/index.js";
import { type CallOptions, requestInit } from "../call.js";

export interface WebexResponse {
  status: number;
  headers: Headers;
  /** The body of whatever kind it is: a webhook, a list or an error. */
  body: Partial<Webex.Webhook & Webex.WebhookList & Webex.ErrorResponse>;
}

export const minimal = {
  name: "Build status",
  targetUrl: "https://hooks.example.net/webex",
  resource: "messages",
  event: "created",
};

/** Calls the Webex API, and expects every response to pass the generated validators. */
export async function callWebex(
  sandbox: Pick<Sandbox, "fetch" | "url">,
  method: string,
  path: string,
  options: CallOptions = {},
): Promise<WebexResponse> {
  const response = await sandbox.fetch(sandbox.url.webex + path, requestInit(method, options));
  const { status, headers } = response;
  const text = await response.text();
  const body = text === "" ? {} : JSON.parse(text);
  expect(headers.get("trackingid")).toMatch(/^ROUTER_[0-9A-F-]{36}$/);
  if (status === 204 || method === "HEAD") {
    expect(text).toBe("");
  } else if (status === 200) {
    const schema = "items" in body ? WebhookList : Webhook;
    expect(schema["~standard"].validate(body)).toEqual({ value: body });
    expect(text).not.toContain("null");
  } else {
    expect([400, 401, 404, 405, 415, 500]).toContain(status);
    expect(ErrorResponse["~standard"].validate(body)).toEqual({ value: body });
    expect(body.trackingId).toBe(headers.get("trackingid"));
    expect(body.errors.length).toBeGreaterThan(0);
  }
  return { status, headers, body };
}

/** Creates a webhook with the given fields in place of the minimal ones. */
export async function createWebhook(
  sandbox: Sandbox,
  fields: Record<string, unknown> = {},
  token = "token-1",
): Promise<Webex.Webhook> {
  const { status, body } = await callWebex(sandbox, "POST", "/webhooks", { json: { ...minimal, ...fields }, token });
  expect(status).toBe(200);
  return body as Webex.Webhook;
}
