import { describe, expect, it } from "vitest";
import { create8x8Receiver } from "../../src/8x8/index.js";
import { build8x8Delivery, buildWebexDelivery } from "../../src/testing/index.js";
import { createWebexReceiver } from "../../src/webex/index.js";
import { seededRandom } from "../seeded-random.js";

/** The same seed gives the same alterations: FUZZ_SEED=123 npm test. */
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

/** Runs alterations through a receiver, and fails on the first that is not refused with a 4xx. */
async function attack(
  receiver: (request: Request) => Promise<Response>,
  original: { body: Buffer; header: string; value: string },
  rounds: number,
): Promise<Map<number, number>> {
  const statuses = new Map<number, number>();
  const alterHeader = original.header === "Authorization" ? authorizationAlterations : signatureAlterations;
  for (let round = 0; round < rounds; ) {
    const inBody = original.header !== "Authorization" && random() < 0.5;
    const body = inBody ? pick(bodyAlterations)(original.body) : original.body;
    const headers = new Headers({ "Content-Type": "application/json" });
    headers.set(original.header, inBody ? original.value : pick(alterHeader)(original.value));
    // What comes out as it went in is no alteration, and does not count.
    if (body.equals(original.body) && headers.get(original.header) === original.value) continue;
    round++;
    if (random() < 0.01) headers.delete(original.header);
    const request = new Request("https://r.example", { method: "POST", body: new Uint8Array(body), headers });
    const { status } = await receiver(request);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    if (status < 400 || status > 499) {
      throw new Error(
        `Round ${round} of seed ${seed}: ${status} for ${JSON.stringify([...headers])} ${body.toString("hex")}`,
      );
    }
  }
  return statuses;
}

describe("random alterations", () => {
  it("of 100,000 signed Webex deliveries are all refused", { timeout: 120_000 }, async () => {
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
    const body = Buffer.from(await request.clone().arrayBuffer());
    expect((await receiver(request)).status).toBe(200);
    const statuses = await attack(receiver, { body, header: "X-Spark-Signature", value }, 100_000);
    expect(handled).toHaveLength(1);
    expect([...statuses.keys()]).toEqual([401]);
  });

  it("of 100,000 authorizations of 8x8 deliveries are all refused", { timeout: 120_000 }, async () => {
    const value = "Basic dXNlcjpwYXNzd29yZA==";
    const handled: unknown[] = [];
    const receiver = create8x8Receiver({
      authorization: value,
      onInvalid: () => handled.push(0),
      onError: (error) => handled.push(error),
    });
    const request = await build8x8Delivery("inbound_message_received", { authorization: value });
    const body = Buffer.from(await request.clone().arrayBuffer());
    expect((await receiver(request)).status).toBe(200);
    const statuses = await attack(receiver, { body, header: "Authorization", value }, 100_000);
    expect(handled).toEqual([]);
    expect([...statuses.keys()]).toEqual([401]);
  });
});
