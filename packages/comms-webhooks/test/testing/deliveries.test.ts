import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { build8x8Delivery, buildWebexDelivery, faults, signWebexDelivery } from "../../src/testing/index.js";

describe("buildWebexDelivery", () => {
  it("starts from the example, changes fields and signs the result", async () => {
    const options = { secret: "s", change: { name: "Café" }, url: "https://r.example/webex" };
    const request = await buildWebexDelivery("messages.created", options);
    const body = await request.text();
    expect([request.method, request.url]).toEqual(["POST", "https://r.example/webex"]);
    expect(JSON.parse(body)).toMatchObject({ name: "Café", resource: "messages", event: "created" });
    const signature = createHmac("sha1", "s").update(body).digest("hex");
    expect(request.headers.get("X-Spark-Signature")).toBe(signature);
    expect(await signWebexDelivery(body, "s")).toBe(signature);
  });

  it("signs nothing without a secret, and lets headers replace its own", async () => {
    const headers = { "Content-Type": "application/json;charset=UTF-8", "X-Trace": "1" };
    const request = await buildWebexDelivery("rooms.created", { headers });
    expect([...request.headers]).toEqual([
      ["content-type", "application/json;charset=UTF-8"],
      ["x-trace", "1"],
    ]);
  });
});

describe("what can't be built", () => {
  it.each([
    ["messages.creatd", 'name must be the name of a delivery; got "messages.creatd"; did you mean messages.created?'],
    ["mesages.created", 'name must be the name of a delivery; got "mesages.created"; did you mean messages.created?'],
    ["Rooms.Updated", 'name must be the name of a delivery; got "Rooms.Updated"; did you mean rooms.updated?'],
    ["toString", 'name must be the name of a delivery; got "toString"'],
    [undefined, "name must be the name of a delivery; got undefined"],
  ])("is a delivery named %s", async (name, message) => {
    await expect(buildWebexDelivery(name as never)).rejects.toThrow(new TypeError(message));
  });

  it("is a delivery with an option that is wrong or unknown", async () => {
    const webex = (options: unknown) => buildWebexDelivery("messages.created", options as never);
    await expect(webex({ sercet: "x" })).rejects.toThrow("sercet isn't a known option");
    await expect(webex({ secret: 5 })).rejects.toThrow("secret must be the webhook's secret; got 5");
    await expect(webex({ change: "x" })).rejects.toThrow(
      "change must be an object with fields of the delivery; got string",
    );
    await expect(webex(null)).rejects.toThrow("the options must be an object");
    await expect(webex({ example: "nope" })).rejects.toThrow(
      new TypeError('example must be one of "default" for messages.created; got "nope"'),
    );
    await expect(build8x8Delivery("account_update", { secret: "x" } as never)).rejects.toThrow(
      "secret isn't a known option",
    );
    await expect(build8x8Delivery("account_updated" as never)).rejects.toThrow("did you mean account_update?");
  });
});

describe("build8x8Delivery", () => {
  it("starts from the named example, with an authorization if one is given", async () => {
    const request = await build8x8Delivery("inbound_message_received", { example: "list", authorization: "Bearer t" });
    expect(request.headers.get("Authorization")).toBe("Bearer t");
    expect(JSON.stringify(await request.json())).toMatch(/list/i);
    expect((await build8x8Delivery("account_update")).headers.has("Authorization")).toBe(false);
  });

  it("names the examples that exist if there is none of that name", async () => {
    for (const example of ["nothing", "toString"]) {
      await expect(build8x8Delivery("inbound_message_received", { example })).rejects.toThrow(
        new RegExp(`^example must be one of "text", .* for inbound_message_received; got "${example}"$`),
      );
    }
  });
});

describe("faults", () => {
  const request = async () => buildWebexDelivery("rooms.created", { secret: "s" });

  it("leave the request readable", async () => {
    const original = await request();
    const size = (await original.clone().text()).length;
    const [first, second] = faults.duplicate(original);
    expect([(await first.text()).length, (await second.text()).length]).toEqual([size, size]);
    expect((await (await faults.truncated(original)).text()).length).toBe(Math.floor(size / 2));
    expect((await (await faults.oversize(original, 9)).text()).length).toBe(9);
    expect((await faults.wrongSignature(original)).headers.get("X-Spark-Signature")).not.toBe(
      original.headers.get("X-Spark-Signature"),
    );
    expect((await original.text()).length).toBe(size);
  });

  it("send a slow body byte by byte", async () => {
    let waits = 0;
    const original = await request();
    const slow = await faults.slow(original, async () => void waits++);
    expect(await slow.text()).toBe(await original.text());
    expect(waits).toBeGreaterThan(100);
  });

  it("reorder without losing or repeating anything", () => {
    const numbers = [1, 2, 3, 4, 5];
    expect(faults.reorder(numbers, () => 0)).toEqual([2, 3, 4, 5, 1]);
    expect(faults.reorder(numbers).sort()).toEqual(numbers);
  });
});
