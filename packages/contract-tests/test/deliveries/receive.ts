import { create8x8Receiver } from "comms-webhooks/8x8";
import { signWebexDelivery } from "comms-webhooks/testing";
import { createWebexReceiver } from "comms-webhooks/webex";
import type { Api } from "../../src/apis.ts";
import type { Issue } from "../../src/validators.ts";

/** What became of a delivery: the function that it reached, what that got, and the response's status. */
export interface Received {
  readonly by: string;
  readonly value: unknown;
  readonly original: unknown;
  readonly issues?: readonly Issue[];
  readonly status: number;
}

type WebexOptions = Parameters<typeof createWebexReceiver>[0];
type Options8x8 = Parameters<typeof create8x8Receiver>[0];

const secret = "a-secret-of-some-length";
const authorization = "Basic dXNlcjpzZWNyZXQ=";

const senders: Readonly<Record<Api, (options: object, body: string) => Promise<Response>>> = {
  async webex(options, body) {
    const receiver = createWebexReceiver({ ...(options as WebexOptions), secret, unverified: undefined });
    return receiver(requestOf(body, { "X-Spark-Signature": await signWebexDelivery(body, secret) }));
  },
  async "8x8"(options, body) {
    const receiver = create8x8Receiver({ ...(options as Options8x8), authorization, unverified: undefined });
    return receiver(requestOf(body, { Authorization: authorization }));
  },
};

function requestOf(body: string, headers: Record<string, string>): Request {
  const own = { "Content-Type": "application/json", ...headers };
  return new Request("https://receiver.invalid/", { method: "POST", body, headers: own });
}

/** Sends an authentic delivery to a receiver that handles only deliveries of this name, and calls exactly one function. */
export async function receive(api: Api, name: string, delivery: unknown): Promise<Received> {
  const calls: Omit<Received, "status">[] = [];
  const handle = (by: string) => (value: unknown, context: { original: unknown }) => {
    calls.push({ by, value, original: context.original });
  };
  const options = {
    on: { [name]: handle(name) },
    onUnknown: handle("onUnknown"),
    onInvalid(value: unknown, issues: readonly Issue[], context: { original: unknown }) {
      calls.push({ by: "onInvalid", value, original: context.original, issues });
    },
  };
  const response = await senders[api]?.(options, JSON.stringify(delivery));
  const [call] = calls;
  if (!response || !call || calls.length > 1) throw new Error(`${api} ${name} reached ${calls.length} functions`);
  return { ...call, status: response.status };
}
