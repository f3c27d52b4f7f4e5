import { createManualClock, createSandbox } from "@comms-webhooks/sandbox";
import type { CallOptions } from "comms-webhooks";
import { create8x8Webhooks } from "comms-webhooks/8x8";
import { createWebexWebhooks } from "comms-webhooks/webex";
import { describe, expect, test } from "vitest";

const wanted = {
  name: "Spaces",
  targetUrl: "https://hooks.example.com/rooms",
  resource: "rooms",
  event: "created",
  secret: "s3cret",
} as const;
const item = { subAccountId: "Support_Desk", type: "MSG", url: "https://hooks.example.com/8x8" } as const;
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Clients of a sandbox that has a webhook to replace, a stopped one and one to prune, and that takes two seconds to answer. */
async function slow() {
  const clock = createManualClock();
  const start = clock.now().getTime();
  const sandbox = createSandbox(clock);
  const requests: Request[] = [];
  const watch = { arrived: (): unknown => undefined };
  const account = { accountId: "3f8a1c52-7d40-4b9e-a6c1-90e2d57b48af", auth: "k7" };
  const quick = createWebexWebhooks({ auth: "k7", fetch: sandbox.fetch });
  await quick.create({ ...wanted, event: "updated" });
  const { id } = await quick.create({ ...wanted, name: "Stopped" });
  sandbox.deactivateWebexWebhook(id);
  await create8x8Webhooks({ ...account, fetch: sandbox.fetch }).createOrReplace([{ ...item, subAccountId: "Sales" }]);

  const fetch = async (request: Request): Promise<Response> => {
    requests.push(request);
    watch.arrived();
    await new Promise<void>((resolve) => clock.setTimer(resolve, 2_000));
    return sandbox.fetch(request);
  };
  const options = { fetch, now: () => clock.now().getTime(), setTimer: clock.setTimer };
  const webex = createWebexWebhooks({ auth: "k7", ...options });
  const connect = create8x8Webhooks({ ...account, ...options });
  const calls = {
    "ensure of Webex": (more: CallOptions) => webex.ensure(wanted, more),
    "health of Webex": (more: CallOptions) => webex.health([{ name: "a" }, { name: "b", ownedBy: "org" }], more),
    "reactivate of Webex": (more: CallOptions) => webex.reactivate(id, more),
    "ensure of 8x8": (more: CallOptions) => connect.ensure([item], { ...more, prune: true }),
    "health of 8x8": (more: CallOptions) => connect.health(undefined, more),
  };
  return {
    requests,
    watch,
    calls,
    elapsed: () => clock.now().getTime() - start,
    /** Lets the time pass until a promise has settled. */
    async settle(promise: Promise<unknown>): Promise<PromiseSettledResult<unknown>> {
      let settled = false;
      const all = Promise.allSettled([promise]).finally(() => {
        settled = true;
      });
      for (;;) {
        for (let turns = 5; turns > 0; turns -= 1) await turn();
        if (settled) return (await all)[0];
        await clock.advance(clock.timers()[0] ?? 0);
      }
    },
  };
}

const cases = [
  ["ensure of Webex", ["GET", "POST", "DELETE"]],
  ["health of Webex", ["GET", "GET"]],
  ["reactivate of Webex", ["GET", "PUT"]],
  ["ensure of 8x8", ["GET", "POST", "DELETE"]],
  ["health of 8x8", ["GET"]],
] as const;
const steps = cases.flatMap(([name, methods]) => methods.map((_method, index) => [name, index + 1, methods] as const));

describe.each(cases)("%s", (name, methods) => {
  test("sends the headers of the call with each request, and tells its hooks of each", async () => {
    const { calls, requests, settle } = await slow();
    const heard: string[] = [];
    const headers = { traceparent: "00-1" };
    const result = await settle(calls[name]({ headers, onAttempt: ({ method }) => heard.push(method) }));
    expect(result.status).toBe("fulfilled");
    expect(requests.map(({ method, headers }) => [method, headers.get("traceparent")])).toEqual(
      methods.map((method) => [method, "00-1"]),
    );
    expect(heard).toEqual(methods);
  });

  test("asks for nothing where the signal has aborted before", async () => {
    const { calls, requests, settle } = await slow();
    const result = await settle(calls[name]({ signal: AbortSignal.abort("enough") }));
    expect(result).toMatchObject({ reason: { name: "AbortError", cause: "enough" } });
    expect(requests).toHaveLength(0);
  });

  test("refuses wrong options of the call before it asks", async () => {
    const { calls, requests, settle } = await slow();
    const result = await settle(calls[name]({ retries: -1 }));
    expect(result).toMatchObject({ reason: { name: "InvalidRequestError", issues: [{ path: ["retries"] }] } });
    expect(requests).toHaveLength(0);
  });
});

describe.each(steps)("%s, at its request number %i", (name, number, methods) => {
  test("ends at the deadline of all its requests", async () => {
    const { calls, requests, settle, elapsed } = await slow();
    const deadline = 2_000 * number - 500;
    const result = await settle(calls[name]({ deadline }));
    const method = methods[number - 1];
    expect(result).toMatchObject({
      reason: { name: "TimeoutError", limit: "deadline", milliseconds: deadline, method },
    });
    expect(elapsed()).toBe(deadline);
    expect(requests).toHaveLength(number);
  });

  test("ends with the signal, and asks for nothing more", async () => {
    const { calls, requests, watch, settle } = await slow();
    const abort = new AbortController();
    watch.arrived = () => requests.length === number && abort.abort("enough");
    const result = await settle(calls[name]({ signal: abort.signal }));
    expect(result).toMatchObject({ reason: { name: "AbortError", cause: "enough", method: methods[number - 1] } });
    for (let turns = 5; turns > 0; turns -= 1) await turn();
    expect(requests).toHaveLength(number);
  });
});
