import { createManualClock, createSandbox, type Sandbox } from "@comms-webhooks/sandbox";
import type { BaseClientOptions, CallOptions } from "comms-webhooks";
import { describe, expect, test } from "vitest";
import { settle, turn } from "./settle.ts";

/** A call of several requests, in words, and the methods of its requests. */
export type LimitedCall = readonly [
  title: string,
  methods: readonly string[],
  call: (options: BaseClientOptions, sandbox: Sandbox, more: CallOptions) => Promise<unknown>,
];

/** Defines tests that the options of a call apply to all of its requests together. Each takes the sandbox two seconds. */
export function describeLimits(calls: readonly LimitedCall[], prepare: (sandbox: Sandbox) => Promise<unknown>): void {
  describe.each(calls)("%s", (_title, methods, call) => {
    const start = async () => startCall(call, prepare);

    test("sends the headers of the call with each request, and calls its hooks for each", async () => {
      const { run, requests } = await start();
      const attempts: string[] = [];
      const headers = { traceparent: "00-1" };
      const result = await run({ headers, onAttempt: ({ method }) => attempts.push(method) });
      expect(result.status).toBe("fulfilled");
      expect(requests.map(({ method, headers }) => [method, headers.get("traceparent")])).toEqual(
        methods.map((method) => [method, "00-1"]),
      );
      expect(attempts).toEqual(methods);
    });

    test("sends nothing where the signal has aborted before", async () => {
      const { run, requests } = await start();
      const result = await run({ signal: AbortSignal.abort("enough") });
      expect(result).toMatchObject({ reason: { name: "AbortError", cause: "enough" } });
      expect(requests).toHaveLength(0);
    });

    test("rejects wrong options of the call before it sends anything", async () => {
      const { run, requests } = await start();
      const result = await run({ retries: -1 });
      expect(result).toMatchObject({ reason: { name: "InvalidRequestError", issues: [{ path: ["retries"] }] } });
      expect(requests).toHaveLength(0);
    });

    describe.each(methods.map((method, index) => [index + 1, method] as const))(
      "at request number %i",
      (number, method) => {
        test("ends at the deadline of all its requests", async () => {
          const { run, requests, elapsed } = await start();
          const deadline = 2_000 * number - 500;
          const result = await run({ deadline });
          expect(result).toMatchObject({
            reason: { name: "TimeoutError", limit: "deadline", milliseconds: deadline, method },
          });
          expect(elapsed()).toBe(deadline);
          expect(requests).toHaveLength(number);
        });

        test("ends with the signal, and sends nothing more", async () => {
          const { run, requests, watch } = await start();
          const abort = new AbortController();
          watch.arrived = () => requests.length === number && abort.abort("enough");
          const result = await run({ signal: abort.signal });
          expect(result).toMatchObject({ reason: { name: "AbortError", cause: "enough", method } });
          await turn(5);
          expect(requests).toHaveLength(number);
        });
      },
    );
  });
}

async function startCall(call: LimitedCall[2], prepare: (sandbox: Sandbox) => Promise<unknown>) {
  const clock = createManualClock();
  const start = clock.now();
  const sandbox = createSandbox(clock);
  await prepare(sandbox);
  const requests: Request[] = [];
  const watch = { arrived: (): unknown => undefined };
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const request = new Request(url, init);
    requests.push(request);
    watch.arrived();
    await new Promise<void>((resolve) => clock.setTimer(resolve, 2_000));
    return sandbox.fetch(request);
  };
  const options = { auth: "k7", fetch, now: clock.now, setTimer: clock.setTimer };
  return {
    requests,
    watch,
    elapsed: () => clock.now() - start,
    run: (more: CallOptions) => settle(clock, call(options, sandbox, more)),
  };
}
