import { beforeEach, describe, expect, it } from "vitest";
import { AttemptLog } from "../../src/delivery/attempt.js";
import { DeliveryQueue, type QueuedJob } from "../../src/delivery/queue.js";
import { createSources, queued, url } from "./toy.js";

let respond: (request: Request) => Response | Promise<Response>;
let clock: ReturnType<typeof createSources>["clock"];
let log: AttemptLog;
let queue: DeliveryQueue;
beforeEach(() => {
  const created = createSources();
  clock = created.clock;
  log = new AttemptLog();
  respond = () => new Response(null, { status: 204 });
  queue = new DeliveryQueue(log, created.sources, { receive: (request) => respond(request) });
});

/** Receives requests without a response. Resolves when so many have arrived. */
function silence(requests = 1): Promise<void> {
  let left = requests;
  return new Promise((resolve) => {
    respond = () => {
      left -= 1;
      if (left === 0) resolve();
      return new Promise(() => undefined);
    };
  });
}

const failing = (fields: Partial<QueuedJob> = {}) => {
  respond = () => new Response(null, { status: 503 });
  return queued({ retryDelays: [1_000, 10_000], ...fields });
};

describe("an attempt", () => {
  it("is logged with what was delivered, and where", async () => {
    const record = {
      api: "toy",
      webhook: "hook-1",
      name: "thing.made",
      url,
      time: "2026-04-03T02:01:00.500Z",
      attempt: 1,
      outcome: "delivered",
      status: 204,
    };
    expect(await queue.run(queued())).toEqual(record);
    expect(log.all()).toEqual([record]);
  });

  it.each([200, 201, 202, 204, 299])("succeeds with the status %i", async (status) => {
    let failures = 0;
    respond = () => new Response(null, { status });
    expect(await queue.run(queued({ onFailure: () => failures++ }))).toMatchObject({ outcome: "delivered", status });
    expect(failures).toBe(0);
  });

  it.each([300, 301, 302, 304, 400, 401, 404, 410, 429, 500, 503])("fails with the status %i", async (status) => {
    let failures = 0;
    respond = () => new Response(null, { status });
    expect(await queue.run(queued({ onFailure: () => failures++ }))).toMatchObject({ outcome: "failed", status });
    expect(failures).toBe(1);
  });

  it("fails when the receiver throws, and logs the name of the error only", async () => {
    let failures = 0;
    respond = () => Promise.reject(new RangeError("t0p-s3cret"));
    const record = await queue.run(queued({ onFailure: () => failures++ }));
    expect(record).toMatchObject({ outcome: "failed", error: "the receiver threw: RangeError" });
    expect(failures).toBe(1);
  });

  it("isn't a failure when its URL is on another machine", async () => {
    let failures = 0;
    queue = new DeliveryQueue(log, createSources().sources, {});
    expect(await queue.run(failing({ onFailure: () => failures++ }))).toEqual({
      ...log.all()[0],
      outcome: "refused",
      error: "hooks.example.net isn't on this machine; allowRemote permits other machines",
    });
    expect([failures, log.all().length]).toEqual([0, 1]);
    expect(log.all()[0]).not.toHaveProperty("retryAt");
    await queue.settled();
  });

  it("reports the status of its response to the API", async () => {
    const statuses: number[] = [];
    const { prepare } = queued();
    const prepared = { url, build: async () => new Request(url), ...prepare() };
    await queue.run(queued({ prepare: () => ({ ...prepared, onResponse: (status) => statuses.push(status) }) }));
    expect(statuses).toEqual([204]);
  });

  it("isn't made when there is nothing to deliver any more", async () => {
    expect(await queue.run(queued({ prepare: () => undefined }))).toBeUndefined();
    expect(log.all()).toEqual([]);
  });
});

describe("a retry", () => {
  it("follows each failure after the delay of the plan, until the last", async () => {
    expect(await queue.run(failing())).toMatchObject({ attempt: 1, retryAt: "2026-04-03T02:01:01.500Z" });
    expect(clock.timers()).toEqual([1_000]);
    await clock.advance(1_000);
    expect(clock.timers()).toEqual([10_000]);
    await clock.advance(10_000);
    expect(clock.timers()).toEqual([]);
    expect(log.all().map(({ attempt, retryAt }) => [attempt, retryAt])).toEqual([
      [1, "2026-04-03T02:01:01.500Z"],
      [2, "2026-04-03T02:01:11.500Z"],
      [3, undefined],
    ]);
    await queue.settled();
  });

  it("is prepared as the webhook is then", async () => {
    const job = failing();
    let prepared = job.prepare();
    await queue.run({ ...job, prepare: () => prepared });
    prepared = undefined;
    await clock.advance(100_000);
    expect(log.all()).toHaveLength(1);
  });

  it("is dropped by a cancel, which leaves no timer", async () => {
    await queue.run(failing());
    const settled = queue.settled();
    queue.cancel();
    await settled;
    expect(clock.timers()).toEqual([]);
    await clock.advance(100_000);
    expect(log.all()).toHaveLength(1);
  });

  it("is awaited by settled", async () => {
    await queue.run(failing());
    let isSettled = false;
    const settled = queue.settled().then(() => {
      isSettled = true;
    });
    await clock.advance(10_999);
    expect(isSettled).toBe(false);
    await clock.advance(1);
    await settled;
  });
});

describe("an attempt that is in flight", () => {
  it("is cut off by a cancel, and neither logged nor a failure", async () => {
    let failures = 0;
    const started = silence(2);
    const runs = [1, 2].map(() => queue.run(queued({ retryDelays: [1_000], onFailure: () => failures++ })));
    await started;
    const settled = queue.settled();
    queue.cancel();
    for (const record of await Promise.all(runs)) {
      expect(record).toMatchObject({ outcome: "cancelled", error: "cancelled by reset or close" });
      expect(record).not.toHaveProperty("retryAt");
    }
    await settled;
    expect([failures, log.all(), clock.timers()]).toEqual([0, [], []]);
  });

  it("is awaited by settled", async () => {
    let finish: (response: Response) => void = () => undefined;
    const arrived = new Promise<void>((resolve) => {
      respond = () => {
        resolve();
        return new Promise((respondWith) => {
          finish = respondWith;
        });
      };
    });
    const order: string[] = [];
    const run = queue.run(queued()).then(() => order.push("ended"));
    const settled = queue.settled().then(() => order.push("settled"));
    await arrived;
    expect(order).toEqual([]);
    finish(new Response());
    await Promise.all([run, settled]);
    expect(log.all()).toHaveLength(1);
  });
});

describe("the log of attempts", () => {
  const record = { api: "toy", webhook: "w", name: "n", url, time: "", attempt: 1, outcome: "delivered" } as const;

  it("keeps the last thousand", () => {
    for (let attempt = 1; attempt <= 1001; attempt += 1) log.add({ ...record, attempt });
    const attempts = log.all().map(({ attempt }) => attempt);
    expect([attempts.length, attempts[0], attempts.at(-1)]).toEqual([1000, 2, 1001]);
  });

  it("returns a copy", () => {
    const before = log.all();
    log.add(record);
    expect([before.length, log.all().length]).toEqual([0, 1]);
  });

  it("has no user and no password of a URL", async () => {
    const prepare = () => ({ url: "https://user:t0p-s3cret@hooks.example.net/x", build: async () => new Request(url) });
    await queue.run(queued({ prepare }));
    expect(log.all()[0]?.url).toBe("https://hooks.example.net/x");
  });
});
