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
  const apis = new Map([["toy", { events, plan: (...args: Parameters<typeof plan>) => plan(...args) }]]);
  dispatcher = new Dispatcher(apis, created.sources, { receive: inbox.receive });
});

const texts = () => inbox.arrived.map(({ text }) => text);

describe("an event", () => {
  it("is delivered by the plan of its API, from its start", async () => {
    const attempts = await dispatcher.deliver({ ...event, change: { tags: [] } });
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
    expect(await dispatcher.deliver({ ...event, region: "eu" } as AnyEvent)).toEqual([]);
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
    expect((await dispatcher.deliver(event)).map(({ webhook }) => webhook)).toEqual(["a", "b", "c"]);
  });

  it("leaves no attempts after clear, and is delivered again", async () => {
    await dispatcher.deliver(event);
    dispatcher.clear();
    expect(dispatcher.attempts()).toEqual([]);
    expect(await dispatcher.deliver(event)).toMatchObject([{ outcome: "delivered" }]);
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
    const delivery = dispatcher.deliver({ ...event, fault: "duplicate" });
    await dispatcher.settled();
    expect(dispatcher.attempts()).toHaveLength(2);
    expect(await delivery).toHaveLength(2);
    expect([most, new Set(texts()).size]).toEqual([1, 1]);
  });

  it("truncated sends half of the body", async () => {
    await dispatcher.deliver({ ...event, name: "thing.gone", fault: "truncated" });
    expect(texts()).toEqual(['{"id":"t']);
  });

  it("oversize sends 2 MiB", async () => {
    await dispatcher.deliver({ ...event, fault: "oversize" });
    expect(texts().map((text) => text.length)).toEqual([2 * 1024 * 1024]);
  });

  it("of the API itself is applied too", async () => {
    await dispatcher.deliver({ ...event, fault: "blank" });
    expect(texts()).toEqual([""]);
  });

  it("is applied to retries", async () => {
    plan = () => [job({ retryDelays: [1_000, 10_000] })];
    respond = () => new Response(null, { status: 400 });
    await dispatcher.deliver({ ...event, fault: "truncated" });
    await clock.advance(11_000);
    expect(texts()).toEqual(['{"n', '{"n', '{"n']);
  });
});
