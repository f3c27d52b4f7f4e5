import { ErrorResponse, WebhookList } from "@comms-webhooks/8x8-client/validators";
import type * as Types from "@comms-webhooks/8x8-types";
import { expect } from "vitest";
import type { Sandbox } from "../../src/index.js";
import { type CallOptions, requestInit } from "../call.js";

export interface Response8x8 {
  status: number;
  headers: Headers;
  error: Partial<Types.ErrorResponse>;
  list: Types.WebhookList;
}

export const accountId = "7c1e2f60-5b94-4d3a-8f27-d0a6c9e41b35";
export const webhooksPath = `/api/v1/accounts/${accountId}/webhooks`;

/** Calls the 8x8 API, and expects every response to pass the generated validators. */
export async function call8x8(
  sandbox: Pick<Sandbox, "fetch" | "url">,
  method: string,
  { path = webhooksPath, ...options }: CallOptions & { path?: string } = {},
): Promise<Response8x8> {
  const response = await sandbox.fetch(sandbox.url["8x8"] + path, requestInit(method, options));
  const { status, headers } = response;
  const text = await response.text();
  if (status === 200 && method === "GET") {
    const list: Types.WebhookList = JSON.parse(text);
    expect(WebhookList["~standard"].validate(list)).toEqual({ value: list });
    return { status, headers, list, error: {} };
  }
  if (status === 200 || method === "HEAD") {
    expect(text).toBe("");
    return { status, headers, list: [], error: {} };
  }
  const error: Types.ErrorResponse = JSON.parse(text);
  expect(status).toBeGreaterThanOrEqual(400);
  expect(ErrorResponse["~standard"].validate(error)).toEqual({ value: error });
  expect(error.errorId).toMatch(/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/);
  expect(error.timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}\+00:00$/);
  return { status, headers, list: [], error };
}

/** Stores webhooks, and returns what is listed then. */
export async function store(sandbox: Sandbox, items: unknown): Promise<Types.WebhookList> {
  const { status, error } = await call8x8(sandbox, "POST", { json: items });
  expect({ status, error }).toEqual({ status: 200, error: {} });
  return (await call8x8(sandbox, "GET")).list;
}
