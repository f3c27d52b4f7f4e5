import { describe, expect, it } from "vitest";
import { memorySeenStore, redisSeenStore } from "../../src/index.js";

describe("memorySeenStore", () => {
  function create(max?: number) {
    const clock = { time: 0 };
    return { clock, store: memorySeenStore({ now: () => clock.time, ...(max && { max }) }) };
  }

  async function claim(store: ReturnType<typeof memorySeenStore>, key = "k", lease = 100): Promise<string> {
    const claimed = await store.claim(key, lease);
    if (claimed.state !== "new") throw new Error(`Expected a new claim; got ${claimed.state}`);
    return claimed.token;
  }

  it("distinguishes new, busy and done", async () => {
    const { store } = create();
    const token = await claim(store);
    expect(await store.claim("k", 100)).toEqual({ state: "busy" });
    await store.complete("k", token, 1_000);
    expect(await store.claim("k", 100)).toEqual({ state: "done" });
    expect((await store.claim("other", 100)).state).toBe("new");
  });

  it("forgets a processed key after the window, and a claim after the lease", async () => {
    const { store, clock } = create();
    await store.complete("k", await claim(store), 1_000);
    clock.time = 999;
    expect((await store.claim("k", 100)).state).toBe("done");
    clock.time = 1_000;
    await claim(store);
    clock.time = 1_100;
    await claim(store);
  });

  it("claims a released key again", async () => {
    const { store } = create();
    await store.release("k", await claim(store));
    await claim(store);
  });

  it("keeps a claim that is renewed", async () => {
    const { store, clock } = create();
    const token = await claim(store);
    clock.time = 99;
    await store.renew("k", token, 100);
    clock.time = 198;
    expect(await store.claim("k", 100)).toEqual({ state: "busy" });
    clock.time = 199;
    await claim(store);
  });

  it("fences out a claim whose lease has expired", async () => {
    const { store, clock } = create();
    const late = await claim(store);
    clock.time = 100;
    const current = await claim(store);
    await store.renew("k", late, 1_000);
    await store.complete("k", late, 1_000);
    await store.release("k", late);
    expect((await store.claim("k", 100)).state).toBe("busy");
    await store.complete("k", current, 1_000);
    expect((await store.claim("k", 100)).state).toBe("done");
  });

  it("keeps at most `max` keys, and forgets the oldest first", async () => {
    const { store } = create(2);
    for (const key of ["a", "b", "c"]) await store.complete(key, await claim(store, key), 1_000);
    expect((await store.claim("b", 100)).state).toBe("done");
    expect((await store.claim("c", 100)).state).toBe("done");
    expect((await store.claim("a", 100)).state).toBe("new");
  });
});

describe("memorySeenStore after a claim was forgotten", () => {
  it("ignores its release", async () => {
    const store = memorySeenStore();
    await expect(store.release("k", "1")).resolves.toBeUndefined();
    expect((await store.claim("k", 100)).state).toBe("new");
  });
});

describe("redisSeenStore", () => {
  function record(reply: unknown = null) {
    const commands: string[][] = [];
    const command = async (args: string[]) => {
      commands.push(args);
      return reply;
    };
    return { commands, command };
  }

  it("sends its keys as arguments, behind the prefix", async () => {
    const { commands, command } = record();
    const store = redisSeenStore(command, { prefix: "app:" });
    const claim = await store.claim('k"\r\n', 5);
    expect(claim).toMatchObject({ state: "new", token: expect.stringMatching(/^[\da-f-]{36}$/) });
    await store.complete("k", "t", 7);
    await store.release("k", "t");
    expect(commands.map(([name, , ...rest]) => [name, ...rest.slice(0, 2)])).toEqual([
      ["EVAL", "1", 'app:k"\r\n'],
      ["EVAL", "1", "app:k"],
      ["EVAL", "1", "app:k"],
    ]);
    await redisSeenStore(command).release("k", "t");
    expect(commands.at(-1)?.[3]).toBe("comms-webhooks:k");
  });

  it("sends the token and the time with each step, and returns a new token for each claim", async () => {
    const { commands, command } = record();
    const store = redisSeenStore(command);
    const tokens = [await store.claim("k", 5), await store.claim("k", 5)].map((claim) => Object(claim).token);
    await store.renew("k", "t", 6);
    await store.complete("k", "t", 7);
    await store.release("k", "t");
    expect(commands.map((args) => args.slice(4))).toEqual([
      [tokens[0], "5"],
      [tokens[1], "5"],
      ["t", "t", "6"],
      ["t", "done", "7"],
      ["t"],
    ]);
    expect(new Set(tokens).size).toBe(2);
  });

  it.each([
    ["done", "done"],
    [Buffer.from("done"), "done"],
    ["0b5a9c1e", "busy"],
  ])("reads the reply %s to a claim as %s", async (reply, state) => {
    expect(await redisSeenStore(record(reply).command).claim("k", 5)).toEqual({ state });
  });

  it.each([null, undefined])("reads the reply %s to a claim as new", async (reply) => {
    const command = async () => reply;
    expect(await redisSeenStore(command).claim("k", 5)).toMatchObject({ state: "new" });
  });

  it("changes a key in a script only after it has compared the token", async () => {
    const { commands, command } = record();
    const store = redisSeenStore(command);
    await store.claim("k", 5);
    await store.renew("k", "t", 6);
    await store.complete("k", "t", 7);
    await store.release("k", "t");
    const [claim, renew, complete, release] = commands.map(([, script]) => script);
    expect(claim).toMatch(/^local value = redis\.call\("GET", KEYS\[1\]\)\nif value then return value end\n/);
    expect(renew).toBe(complete);
    expect(complete).toMatch(/"GET".*\nif not value or value == ARGV\[1\] then redis\.call\("SET".* end\n/);
    expect(release).toMatch(/^if redis\.call\("GET", KEYS\[1\]\) == ARGV\[1\] then redis\.call\("DEL"/);
  });
});
