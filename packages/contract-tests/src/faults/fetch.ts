import type { ManualClock, Sandbox } from "@comms-webhooks/sandbox";
import { networkError } from "../settle.ts";
import { type Fault, faultOf, firstHalf, type Received, type Rule, replyOf } from "./fault.ts";

/** A `fetch` in front of a sandbox, which plays the faults of a server without a socket. */
export interface FaultFetch {
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  readonly requests: readonly Received[];
  /** Returns the number of bodies that were neither read to their end nor given up. */
  readonly unfinished: () => number;
}

/** Milliseconds between the bytes of a body that dribbles. */
const pause = 1_000;

/** Creates a `fetch` that plays faults by rules, and before them refuses the first connections. */
export function createFaultFetch(
  sandbox: Sandbox,
  clock: ManualClock,
  rules: readonly Rule[],
  refused: number,
): FaultFetch {
  const requests: Received[] = [];
  const bodies = new Set<ReadableStream>();
  let connections = 0;

  return {
    requests,
    unfinished: () => bodies.size,
    async fetch(input, init) {
      const request = new Request(input, init);
      const { method, url, headers, signal } = request;
      const { pathname, search } = new URL(url);
      signal.throwIfAborted();
      connections += 1;
      if (connections <= refused) throw networkError("ECONNREFUSED");
      const time = clock.now();
      requests.push({
        method,
        path: pathname + search,
        authorization: headers.get("authorization") ?? undefined,
        time,
      });
      const fault = faultOf(rules, requests);
      const response = fault.acted ? await sandbox.fetch(request) : undefined;
      if (fault.way === "hang") return new Promise((_, reject) => onAbort(signal, reject));
      if (fault.way === "reset") throw networkError("ECONNRESET");
      const base = response && {
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: await response.text(),
      };
      const reply = replyOf(fault, base);
      // HTTP has no body after 204, whatever a server writes.
      const body =
        reply.body === "" || reply.status === 204 ? null : createBody(fault, reply.body, clock, signal, bodies);
      return new Response(body, { status: reply.status, headers: reply.headers });
    },
  };
}

/** Creates a body that stays in `bodies` until it is read to its end or given up. */
function createBody(
  { way }: Fault,
  text: string,
  clock: ManualClock,
  signal: AbortSignal,
  bodies: Set<ReadableStream>,
): ReadableStream {
  const encoder = new TextEncoder();
  let stop = (): void => undefined;
  const end = () => {
    stop();
    bodies.delete(stream);
  };
  const stream: ReadableStream<Uint8Array> = new ReadableStream({
    start(controller) {
      const drip = () => {
        controller.enqueue(encoder.encode(" "));
        stop = clock.setTimer(drip, pause);
      };
      onAbort(signal, (reason) => {
        if (!bodies.has(stream)) return;
        controller.error(reason);
        end();
      });
      if (way === "dribble") drip();
      else controller.enqueue(encoder.encode(way === "break" ? firstHalf(text) : text));
    },
    // The queue has room for one chunk, so this is called once the first one has been read.
    pull(controller) {
      if (way === "dribble") return;
      if (way === "break")
        controller.error(new TypeError("terminated", { cause: networkError("UND_ERR_SOCKET").cause }));
      else controller.close();
      end();
    },
    cancel: end,
  });
  bodies.add(stream);
  return stream;
}

function onAbort(signal: AbortSignal, act: (reason: unknown) => void): void {
  if (signal.aborted) act(signal.reason);
  else signal.addEventListener("abort", () => act(signal.reason), { once: true });
}
