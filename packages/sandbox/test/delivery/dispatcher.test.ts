import { beforeEach, describe, expect, it } from "vitest";
import { Dispatcher } from "../../src/delivery/dispatcher.js";
import type { AnyEvent, EventStart } from "../../src/delivery/event.js";
import type { DeliveryJob } from "../../src/delivery/queue.js";
import { createInbox, type Inbox } from "../inbox.js";
import { createSources, event, events, job } from "./toy.js";

let plan: (event: AnyEvent, start: EventStart) => DeliveryJob[];
let respond: () => Response | Promise<Response>;
let inbox: Inbox;
let clock: ReturnType<typeof createSources>["clock"];
let dispatcher: Dispatcher;
beforeEach(() => {
  const created = createSources();
  clock = created.clock;
  plan = (_, { changed }) => [job({}, changed)];
  respond = () => new Response(null, { status: 204 });
  inbox = createInbox(() => respond());
  const apis = new Map([
    ["toy", { events, plan: (...args: Parameters<typeof plan>) => ({ jobs: plan(...args), skipped: [] }) }],
  ]);
  dispatcher = new Dispatcher(apis, created.sources, { receive: inbox.receive });
});

const texts = () => inbox.arrived.map(({ text }) => text);

describe("an event", () => {
  it("is delivered by the plan of its API, from its start", async () => {
    const { attempts } = await dispatcher.raise({ ...event, change: { tags: [] } });
    expect(attempts).toMatchObject([{ api: "toy", name: "thing.made", webhook: "hook-1", outcome: "delivered" }]);
    expect(inbox.arrived.map(({ json }) => json)).toEqual([
      { id: "00000000-0000-4000-8000-000000000001", data: { ref: "thing-1", note: null }, tags: [] },
    ]);
    expect(dispatcher.attempts()).toEqual(attempts);
  });

  it("is planned with its own fields", async () => {
    let planned: AnyEvent | undefined;
    plan = (given) => {
      planned = given;
      return [];
    };
    expect(await dispatcher.raise({ ...event, region: "eu" } as AnyEvent)).toEqual({ attempts: [], skipped: [] });
    expect(planned).toEqual({ ...event, region: "eu" });
  });

  it("is delivered to all webhooks at the same time", async () => {
    plan = () => ["a", "b", "c"].map((webhook) => job({ webhook }));
    const allArrived = new Promise<void>((resolve) => {
      respond = () => {
        if (inbox.arrived.length === 3) resolve();
        return allArrived.then(() => new Response());
      };
    });
    expect((await dispatcher.raise(event)).attempts.map(({ webhook }) => webhook)).toEqual(["a", "b", "c"]);
  });

  it("leaves no attempts after clear, and is delivered again", async () => {
    await dispatcher.raise(event);
    dispatcher.clear();
    expect(dispatcher.attempts()).toEqual([]);
    expect((await dispatcher.raise(event)).attempts).toMatchObject([{ outcome: "delivered" }]);
  });
});

describe("a fault", () => {
  it("duplicate sends the same request twice, the second after the first", async () => {
    let [open, most] = [0, 0];
    respond = async () => {
      open += 1;
      most = Math.max(most, open);
      await new Promise((resolve) => setImmediate(resolve));
      open -= 1;
      return new Response();
    };
    const delivery = dispatcher.raise({ ...event, fault: "duplicate" });
    await dispatcher.settled();
    expect(dispatcher.attempts()).toHaveLength(2);
    expect((await delivery).attempts).toHaveLength(2);
    expect([most, new Set(texts()).size]).toEqual([1, 1]);
  });

  it("truncated sends half of the body", async () => {
    await dispatcher.raise({ ...event, name: "thing.gone", fault: "truncated" });
    expect(texts()).toEqual(['{"id":"t']);
  });

  it("oversize sends 2 MiB", async () => {
    await dispatcher.raise({ ...event, fault: "oversize" });
    expect(texts().map((text) => text.length)).toEqual([2 * 1024 * 1024]);
  });

  it("bom sends a byte order mark, and signs it with the body", async () => {
    const sign = async (body: Uint8Array) => ({ "x-length": String(body.byteLength) });
    const { url, build } = job().prepare() ?? {};
    plan = () => [job({ prepare: () => ({ url: url as string, build: build as () => Promise<Request>, sign }) })];
    await dispatcher.raise({ ...event, fault: "bom" });
    // The inbox decodes the text, without the mark.
    expect(inbox.arrived[0]?.json).toEqual({ n: 1 });
    expect(inbox.arrived[0]?.headers.get("x-length")).toBe("10");
  });

  it("slow sends the same body", async () => {
    await dispatcher.raise({ ...event, name: "thing.gone", fault: "slow" });
    expect(texts()).toEqual(['{"id":"thing-1"}']);
  });

  it("combines with others", async () => {
    plan = (_, { changed }) => [job({}, changed)];
    await dispatcher.raise({ ...event, name: "thing.gone", fault: ["slow", "truncated", "duplicate"] });
    expect(texts()).toEqual(['{"id":"t', '{"id":"t']);
  });

  it("of the API itself is applied too", async () => {
    await dispatcher.raise({ ...event, fault: "blank" });
    expect(texts()).toEqual([""]);
  });

  it("is applied to retries", async () => {
    plan = () => [job({ retryDelays: [1_000, 10_000] })];
    respond = () => new Response(null, { status: 400 });
    await dispatcher.raise({ ...event, fault: "truncated" });
    await clock.advance(11_000);
    expect(texts()).toEqual(['{"n', '{"n', '{"n']);
  });
});
