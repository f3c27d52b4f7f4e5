import { describe, expect, it } from "vitest";
import { create8x8Receiver } from "../../src/8x8/index.js";
import type { Receiver } from "../../src/index.js";
import { build8x8Delivery, buildWebexDelivery } from "../../src/testing/index.js";
import { createWebexReceiver } from "../../src/webex/index.js";
import { seededRandom } from "../seeded-random.js";

/** The same seed repeats the same alterations: FUZZ_SEED=123 npm test. */
const seed = Number(process.env["FUZZ_SEED"] ?? Math.floor(Math.random() * 2 ** 32));
console.log(`FUZZ_SEED=${seed}`);

const random = seededRandom(seed);
const below = (limit: number) => Math.floor(random() * limit);
const pick = <Item>(items: readonly Item[]): Item => items[below(items.length)] as Item;

type Alteration<Value> = (value: Value) => Value;

const bodyAlterations: Alteration<Buffer>[] = [
  (body) => {
    const copy = Buffer.from(body);
    const at = below(copy.length);
    copy[at] = (copy[at] ?? 0) ^ (1 << below(8));
    return copy;
  },
  (body) => body.subarray(0, below(body.length)),
  (body) => Buffer.concat([body, Buffer.from(pick([" ", "\n", "\0", "}", "é"]))]),
  (body) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), body]),
  (body) => {
    const at = below(body.length);
    return Buffer.concat([body.subarray(0, at), Buffer.from([below(256)]), body.subarray(at)]);
  },
  (body) => {
    const at = below(body.length - 8);
    return Buffer.concat([body.subarray(0, at), body.subarray(at + 1 + below(8))]);
  },
  (body) => Buffer.from(JSON.stringify(JSON.parse(body.toString()), null, pick([1, 2, "\t"]))),
  (body) => Buffer.from(body.toString(), "utf16le"),
  (body) => Buffer.from(body.toString().replaceAll("/", "\\/").replace('"', "\\u0022")),
  (body) => Buffer.concat([body, body]),
  () => Buffer.alloc(0),
];

const signatureAlterations: Alteration<string>[] = [
  (value) => {
    const at = below(value.length);
    return (
      value.slice(0, at) +
      ((Number.parseInt(value[at] ?? "0", 16) + 1 + below(15)) % 16).toString(16) +
      value.slice(at + 1)
    );
  },
  (value) => value.toUpperCase(),
  (value) => pick(["sha1=", "SHA1=", "0x", "v1="]) + value,
  (value) => value.slice(0, below(40)),
  (value) => value + pick(["0", " 0", ",", `, ${value}`, ";", "\u00e9"]),
  (value) => Buffer.from(value, "hex").toString(pick(["base64", "base64url"])),
  (value) => [...value].reverse().join(""),
  (value) => `${value}${value}`.slice(0, 64),
  () => Array.from({ length: 40 }, () => below(16).toString(16)).join(""),
  () => "",
];

const authorizationAlterations: Alteration<string>[] = [
  (value) => value.toLowerCase(),
  (value) => value.slice(0, below(value.length)),
  (value) => value + pick(["=", "A", ", Basic x", "\u00e9", "\t."]),
  (value) => value.replace("Basic ", pick(["Bearer ", "basic ", "Basic  ", "Basic", ""])),
  (value) => {
    const at = 6 + below(value.length - 6);
    return value.slice(0, at) + String.fromCharCode(33 + below(94)) + value.slice(at + 1);
  },
  () => pick(["", "null", "undefined", "Basic", "Bearer undefined", "***"]),
];

/** Where alterations go in: the core, or the Fetch API's way to it. Returns the status. */
type Entrance = (receiver: Receiver, name: string, value: string | undefined, body: Buffer) => Promise<number>;

const core: Entrance = async (receiver, name, value, body) => {
  const { status } = await receiver.handle({
    method: "POST",
    header: (wanted) => (wanted === name.toLowerCase() ? value : undefined),
    headers: () => new Headers(),
    body: async () => new Uint8Array(body),
  });
  return status;
};

const fetchApi: Entrance = async (receiver, name, value, body) => {
  const headers = { "Content-Type": "application/json", ...(value !== undefined && { [name]: value }) };
  const request = new Request("https://r.example", { method: "POST", body: new Uint8Array(body), headers });
  return (await receiver(request)).status;
};

/** Sends alterations to a receiver. Fails on the first that isn't rejected with 401. */
async function attack(
  receiver: Receiver,
  original: { body: Buffer; header: string; value: string },
  enter: Entrance,
  rounds: number,
): Promise<void> {
  const alterHeader = original.header === "Authorization" ? authorizationAlterations : signatureAlterations;
  for (let round = 0; round < rounds; ) {
    const inBody = original.header !== "Authorization" && random() < 0.5;
    const body = inBody ? pick(bodyAlterations)(original.body) : original.body;
    const altered = inBody ? original.value : pick(alterHeader)(original.value);
    // The Fetch API trims values, and what is then equal to the original isn't an alteration.
    if (body.equals(original.body) && altered.trim() === original.value) continue;
    round++;
    const value = random() < 0.01 ? undefined : altered;
    const status = await enter(receiver, original.header, value, body);
    if (status === 401) continue;
    throw new Error(`Round ${round} of seed ${seed}: ${status} for ${JSON.stringify(value)} ${body.toString("hex")}`);
  }
}

describe.each<[string, Entrance, number]>([
  ["the core", core, 100_000],
  ["the Fetch API", fetchApi, 2_000],
])("random alterations through %s", (_name, enter, rounds) => {
  it(`of ${rounds} signed Webex deliveries are all rejected with 401`, { timeout: 300_000 }, async () => {
    const secret = "5f2c8e91d7a34b06";
    const handled: unknown[] = [];
    const receiver = createWebexReceiver({
      secret: ["another-secret", secret],
      on: { "*": (delivery) => handled.push(delivery) },
      onUnknown: (delivery) => handled.push(delivery),
      onInvalid: (delivery) => handled.push(delivery),
      onError: (error) => handled.push(error),
    });
    const request = await buildWebexDelivery("messages.created", { secret, change: { name: "café / 1.0" } });
    const value = request.headers.get("X-Spark-Signature") ?? "";
    const body = Buffer.from(await request.arrayBuffer());
    expect(await enter(receiver, "X-Spark-Signature", value, body)).toBe(200);
    await attack(receiver, { body, header: "X-Spark-Signature", value }, enter, rounds);
    expect(handled).toHaveLength(1);
  });

  it(`of ${rounds} authorizations of 8x8 deliveries are all rejected with 401`, { timeout: 300_000 }, async () => {
    const value = "Basic dXNlcjpwYXNzd29yZA==";
    const handled: unknown[] = [];
    const receiver = create8x8Receiver({
      authorization: ["Bearer another", value],
      on: { "*": (delivery) => handled.push(delivery) },
      onInvalid: () => handled.push(0),
      onError: (error) => handled.push(error),
    });
    const request = await build8x8Delivery("inbound_message_received", { authorization: value });
    const body = Buffer.from(await request.arrayBuffer());
    expect(await enter(receiver, "Authorization", value, body)).toBe(200);
    await attack(receiver, { body, header: "Authorization", value }, enter, rounds);
    expect(handled).toHaveLength(1);
  });
});
