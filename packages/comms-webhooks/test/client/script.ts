import { type ClientOptions, create8x8Webhooks } from "../../src/8x8/index.js";
import { createWebexWebhooks } from "../../src/webex/index.js";
import { type FakeClock, fakeClock } from "../fake-clock.js";
import { json, toFetch } from "../helpers.js";

/** A response to a request: a status, an error to throw, or what a function returns. */
export type Step = number | Error | ((request: Request) => Response | Promise<Response>);

/** A webhook as Webex has it. */
export const webhook = {
  id: "Zm9v",
  name: "Lobby",
  targetUrl: "https://hooks.example.com/lobby",
  resource: "rooms",
  event: "created",
  status: "active",
  created: "2026-05-01T12:00:00.000Z",
};

/** The request that creates it. */
export const desired = {
  name: "Lobby",
  targetUrl: "https://hooks.example.com/lobby",
  resource: "rooms",
  event: "created",
} as const;

/** Clients whose requests get scripted responses, the last one again and again, and whose clock stands still. */
export function script(options: Partial<ClientOptions>, ...steps: Step[]) {
  const clock = fakeClock(Date.parse(webhook.created));
  const requests: Request[] = [];
  const fetch = toFetch(async (request): Promise<Response> => {
    requests.push(request);
    const step = steps[Math.min(requests.length, steps.length) - 1];
    if (step === undefined) throw new Error("This test has no response left");
    if (step instanceof Error) throw step;
    return typeof step === "function" ? step(request) : json({ message: "No" }, { status: step });
  });
  const { accountId = "ExampleCorp", region, ...given } = options;
  const shared = { auth: "token-1", fetch, ...clock.options, random: () => 0.5, ...given };
  const client8x8 = create8x8Webhooks({ ...shared, accountId, region });
  return { clock, requests, shared, webex: createWebexWebhooks(shared), client8x8 };
}

/** What Node's `fetch` throws where the system has an error. */
export function systemError(code: string): Error {
  return new TypeError("fetch failed", { cause: Object.assign(new Error(`connect ${code}`), { code }) });
}

/** Responses with a webhook, and with a list. */
export const found = () => json(webhook);
export const listed = (...webhooks: object[]) => json({ items: webhooks });

/** A `fetch` that never settles, and ignores its signal. */
export const never = () => new Promise<Response>(() => undefined);

/** A response whose body never ends. */
export const endless = (source: UnderlyingDefaultSource = {}, status = 200) =>
  new Response(new ReadableStream(source), { status });

/** A response that arrives after some time. */
export const later = (clock: FakeClock, milliseconds: number, response: Response) =>
  new Promise<Response>((resolve) => void clock.setTimer(() => resolve(response), milliseconds));

/** Runs everything that waits for no timer. */
export async function idle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
