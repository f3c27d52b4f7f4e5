import { createManualClock, createSandbox, type ManualClock, type Sandbox } from "@comms-webhooks/sandbox";
import { type BaseClientOptions, isCommsWebhooksError } from "comms-webhooks";
import { expect } from "vitest";
import { hang, networkError, turn } from "./settle.ts";

/** The seeds that replicas are run with. */
export const seeds: readonly number[] = Array.from({ length: 20 }, (_, index) => index + 1);

/** A sandbox that replicas share, and a clock that only moves while they work. */
export interface World {
  readonly sandbox: Sandbox;
  readonly clock: ManualClock;
  /** Options of a client whose requests all succeed. */
  readonly sound: BaseClientOptions;
  /** Options of a replica's client, whose requests fail at the seed's rate. */
  readonly faulty: (replica: number) => BaseClientOptions;
  /** Returns what the successful replicas resolved with, once all have settled and nothing is in flight. */
  readonly outcomes: <Output>(replicas: readonly Promise<Output>[]) => Promise<Output[]>;
}

type Act = () => Promise<Response>;

/** Creates a world whose network fails at random: for one seed in one of ten requests, for another in half of them. */
export function createWorld(seed: number): World {
  const random = seeded(seed);
  const rate = 0.1 + 0.1 * (seed % 5);
  const below = (limit: number) => Math.floor(random() * limit);
  const clock = createManualClock();
  const randomUUID = () => "00000000-0000-4000-8000-000000000000".replace(/0/g, () => below(16).toString(16));
  const sandbox = createSandbox({ ...clock, randomUUID });
  const client = { auth: "k7", now: clock.now, setTimer: clock.setTimer };
  const perhaps = async (act: Act) => (random() < 0.5 ? act() : undefined);
  const faults: readonly ((act: Act) => Promise<Response>)[] = [
    () => Promise.reject(networkError("ECONNREFUSED")),
    () => Promise.reject(networkError("ECONNRESET")),
    (act) => act().then(() => Promise.reject(networkError("ECONNRESET"))),
    () => Promise.resolve(new Response(null, { status: 429, headers: { "Retry-After": "1" } })),
    () => Promise.resolve(new Response(null, { status: 423 })),
    (act) => perhaps(act).then(() => new Response("{", { status: [500, 502, 503, 504][below(4)] ?? 500 })),
    (act) => perhaps(act).then(() => new Response("<html>")),
    (act) => act().then(async (response) => new Response((await response.text()).slice(0, -2), response)),
    (act) => perhaps(act).then(hang),
    (act) => {
      clock.setTimer(async () => void (await act()), below(10_000));
      return hang();
    },
  ];

  return {
    sandbox,
    clock,
    sound: { ...client, fetch: sandbox.fetch },
    faulty: (replica) => ({
      ...client,
      timeout: 2_000,
      random: seeded(1_000 * seed + replica),
      async fetch(url, { signal: _signal, ...init }) {
        // Without the signal: a request in flight arrives, also when its client has given it up.
        const act = () => sandbox.fetch(url, init);
        await turn(below(5));
        const response = await (random() < rate ? faults[below(faults.length)]?.(act) : act());
        await turn(below(5));
        return response as Response;
      },
    }),
    async outcomes(replicas) {
      let settled = false;
      const all = Promise.allSettled(replicas).finally(() => {
        settled = true;
      });
      while (!settled || clock.timers().length > 0) {
        await turn();
        await clock.advance(below(10));
      }
      const results = await all;
      const errors = results.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
      expect(errors.filter((error) => !isCommsWebhooksError(error))).toEqual([]);
      const values = results.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
      expect(values.length).toBeGreaterThan(0);
      return values;
    },
  };
}

/** Returns a function that returns the same numbers from 0 to 1 for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed * 0x9e3779b1;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
