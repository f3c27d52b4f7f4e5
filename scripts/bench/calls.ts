import { createWebexWebhooks } from "comms-webhooks/webex";
import createFetchClient from "openapi-fetch";
import { atMost, type Row, timeOf } from "./measure.ts";

const webhook = {
  id: "Zm9v",
  name: "Rooms",
  targetUrl: "https://hooks.example.com/rooms",
  resource: "rooms",
  event: "created",
  status: "active",
  created: "2026-01-02T03:04:05.678Z",
} as const;
const { id: _id, status: _status, created: _created, ...body } = webhook;
const text = JSON.stringify(webhook);

/** Measures what a call costs compared with openapi-fetch, without a network. Each attempt has a signal, so the peer has one. */
export async function calls(): Promise<Row[]> {
  const fetch = async () => new Response(text, { headers: { "Content-Type": "application/json" } });
  const ours = createWebexWebhooks({ auth: "token", fetch });
  const bare = createFetchClient<never>({
    baseUrl: "https://webexapis.com/v1",
    fetch,
    headers: { Authorization: "Bearer token" },
  }) as { POST: (path: string, init: object) => unknown; GET: (path: string, init: object) => unknown };
  const params = { path: { webhookId: "Zm9v" } };
  const signal = () => new AbortController().signal;
  const time = await timeOf(
    {
      create: () => ours.create(body),
      bareCreate: () => bare.POST("/webhooks", { body, signal: signal() }),
      get: () => ours.get("Zm9v"),
      bareGet: () => bare.GET("/webhooks/{webhookId}", { params, signal: signal() }),
    },
    1_500,
  );
  return [
    atMost("create / openapi-fetch with a signal of its own per call", time.create / time.bareCreate, 1.25),
    atMost("get / openapi-fetch with a signal of its own per call", time.get / time.bareGet, 1.25),
  ];
}
