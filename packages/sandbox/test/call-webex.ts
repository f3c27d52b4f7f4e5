import { ErrorResponse, Webhook, WebhookList } from "@comms-webhooks/webex-client/validators";
import type * as Webex from "@comms-webhooks/webex-types";
import { expect } from "vitest";
import type { Sandbox } from "../src/index.js";

export interface WebexAnswer {
  status: number;
  headers: Headers;
  /** The body of whatever kind it is: a webhook, a list or an error. */
  body: Partial<Webex.Webhook & Webex.WebhookList & Webex.ErrorResponse>;
}

export interface CallOptions {
  /** The body's value, sent as JSON; `text` is sent as it is. */
  json?: unknown;
  text?: string | Uint8Array<ArrayBuffer>;
  token?: string | null;
  headers?: Record<string, string>;
}

export const minimal = {
  name: "Build status",
  targetUrl: "https://hooks.example.net/webex",
  resource: "messages",
  event: "created",
};

/** The parts of a request that both APIs have in common. */
export function requestInit(method: string, { json, text, token = "token-1", headers }: CallOptions): RequestInit {
  return {
    method,
    headers: {
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...(json !== undefined && { "content-type": "application/json" }),
      ...headers,
    },
    ...(json !== undefined && { body: JSON.stringify(json) }),
    ...(text !== undefined && { body: text }),
  };
}

/** Calls the Webex part, and expects every answer to be as the generated validators want it. */
export async function callWebex(
  sandbox: Pick<Sandbox, "fetch" | "url">,
  method: string,
  path: string,
  options: CallOptions = {},
): Promise<WebexAnswer> {
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

/** Creates a webhook that is minimal but for the given fields. */
export async function createWebhook(
  sandbox: Sandbox,
  fields: Record<string, unknown> = {},
  token = "token-1",
): Promise<Webex.Webhook> {
  const { status, body } = await callWebex(sandbox, "POST", "/webhooks", { json: { ...minimal, ...fields }, token });
  expect(status).toBe(200);
  return body as Webex.Webhook;
}
