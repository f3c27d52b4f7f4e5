import {
  createSandbox,
  type DeliveryAttempt,
  type Fault,
  type Sandbox,
  type SandboxEvent,
} from "@comms-webhooks/sandbox";
import { createRedactor } from "comms-webhooks";
import { faults as testing } from "comms-webhooks/testing";
import type { DeliveryApi } from "../delivery-api.js";
import { type Io, systemTimer } from "../io.js";
import { failureOf } from "../listen/forward.js";

/** How a vendor's retries are imitated: in its own time, at once, or not at all. */
export type Retries = "real" | "fast" | "none";

/** What to send, and where. */
export interface Simulation {
  /** The name of the API in the sandbox. */
  readonly name: SandboxEvent["api"];
  readonly api: DeliveryApi;
  /** The names of the deliveries, in the order in which they happen. */
  readonly deliveries: readonly string[];
  readonly example?: string | undefined;
  readonly change: object;
  readonly to: string;
  readonly secret: string | undefined;
  readonly faults: readonly Fault[];
  /** Whether the deliveries arrive in another order. */
  readonly reorder: boolean;
  readonly retries: Retries;
}

/** A request that was sent, and its response. */
export interface Sent {
  readonly attempt: DeliveryAttempt;
  /** The bytes of the body. Undefined if they weren't known before they were sent. */
  readonly bytes: number | undefined;
  /** Why there was no response. */
  readonly failure?: string | undefined;
  /** The beginning of the response's body. */
  readonly text: string;
}

/** The most characters of a response that are read, and those that are kept once secrets are redacted. */
const maxRead = 20_000;
const maxKept = 500;

/**
 * Sends deliveries as the vendor does: the sandbox registers a webhook, raises the events, signs and retries. Returns whether
 * the last attempt of each delivery was answered with 2xx.
 */
export async function simulate(
  simulation: Simulation,
  io: Pick<Io, "setTimer">,
  onSent: (sent: Sent) => void,
): Promise<boolean> {
  const { name: api, example, change, to, secret, faults, reorder, retries, deliveries } = simulation;
  const last = new Map<string, boolean>();
  const exchanges: Omit<Sent, "attempt">[] = [];
  const setTimer = io.setTimer ?? systemTimer;
  const redact = createRedactor(secret === undefined ? [] : [secret]);
  const sandbox: Sandbox = createSandbox({
    setTimer: (callback, milliseconds) => setTimer(callback, retries === "fast" ? 0 : milliseconds),
    async receive(request) {
      const bytes = faults.includes("slow") ? undefined : (await request.clone().arrayBuffer()).byteLength;
      try {
        const response = await fetch(request);
        // Cut off afterwards, because half a secret would not be recognized.
        exchanges.push({ bytes, text: redact(await beginningOf(response)).slice(0, maxKept) });
        return new Response(null, { status: response.status });
      } catch (error) {
        const { cause } = Object(error) as { readonly cause?: unknown };
        exchanges.push({ bytes, text: "", failure: request.signal.aborted ? undefined : failureOf(cause) });
        throw error;
      }
    },
    onAttempt({ retryAt, ...attempt }) {
      last.set(`${attempt.webhook} ${attempt.name}`, attempt.outcome === "delivered");
      const retry = retries === "none" || retryAt === undefined ? {} : { retryAt };
      onSent({ attempt: { ...attempt, ...retry }, ...(exchanges.shift() ?? { bytes: undefined, text: "" }) });
    },
  });
  // A random source that is always 0 moves every item, so that the order is never the given one.
  const order = reorder ? testing.reorder(deliveries, () => 0) : deliveries;
  for (const delivery of order) {
    await simulation.api.register(sandbox, { url: to, secret, delivery });
    await sandbox.deliver({ api, name: delivery, example, change, fault: faults } as SandboxEvent);
    if (retries !== "none") await sandbox.settled();
    sandbox.reset();
  }
  await sandbox.close();
  return last.size > 0 && [...last.values()].every(Boolean);
}

/** Reads the beginning of a body, which may be endless. */
async function beginningOf({ body }: Response): Promise<string> {
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  while (reader !== undefined && text.length < maxRead) {
    const { done, value } = await reader.read();
    if (done) break;
    text += decoder.decode(value, { stream: true });
  }
  reader?.cancel().catch(() => undefined);
  return text;
}
