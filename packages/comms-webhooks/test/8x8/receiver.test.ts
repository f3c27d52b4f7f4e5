import { deliveryExamples } from "@comms-webhooks/8x8-client/examples";
import { describe, expect, it } from "vitest";
import { create8x8Receiver, type DeliveryMap, type DeliveryName } from "../../src/8x8/index.js";
import { build8x8Delivery } from "../../src/testing/index.js";

const authorization = "Basic dXNlcjpwYXNzd29yZA==";

describe("authorization", () => {
  const statusOf = async (options: object, header?: string) => {
    const request = await build8x8Delivery("account_update", header === undefined ? {} : { authorization: header });
    return (await create8x8Receiver(options as never)(request)).status;
  };

  it("is the static value, or any of several", async () => {
    expect(await statusOf({ authorization }, authorization)).toBe(200);
    expect(await statusOf({ authorization: ["Bearer new", authorization] }, authorization)).toBe(200);
    expect(await statusOf({ authorization }, `${authorization}x`)).toBe(401);
    expect(await statusOf({ authorization })).toBe(401);
  });

  it("is the configured value without the white space around it", async () => {
    expect(await statusOf({ authorization: ` ${authorization}\n` }, authorization)).toBe(200);
    expect(await statusOf({ authorization: [`${authorization}  `] }, authorization)).toBe(200);
    expect(await statusOf({ authorization: `${authorization} x` }, authorization)).toBe(401);
  });

  it("is a bearer token that verifyToken accepts", async () => {
    const verifyToken = async (token: string) => token === "good";
    expect(await statusOf({ verifyToken }, "Bearer good")).toBe(200);
    expect(await statusOf({ verifyToken }, "bearer good")).toBe(200);
    expect(await statusOf({ verifyToken }, "Bearer bad")).toBe(401);
    expect(await statusOf({ verifyToken }, "Basic good")).toBe(401);
    expect(await statusOf({ verifyToken }, "Bearer good x")).toBe(401);
    expect(await statusOf({ verifyToken }, "x Bearer good")).toBe(401);
    expect(await statusOf({ verifyToken }, "Bearer")).toBe(401);
    expect(await statusOf({ verifyToken: () => "truthy" }, "Bearer good")).toBe(401);
  });

  it("is either, while one replaces the other", async () => {
    const options = { authorization, verifyToken: (token: string) => token === "good" };
    expect(await statusOf(options, authorization)).toBe(200);
    expect(await statusOf(options, "Bearer good")).toBe(200);
  });

  it("is skipped only with `unverified: true`", async () => {
    expect(await statusOf({ unverified: true })).toBe(200);
    for (const options of [
      {},
      { authorization: "" },
      { authorization: [] },
      { authorization: [authorization, " "] },
      { unverified: false },
    ]) {
      expect(() => create8x8Receiver(options as never)).toThrow(/^authorization /);
    }
  });
});

describe("every example of the specification", () => {
  const cases = (Object.keys(deliveryExamples) as DeliveryName[]).flatMap((name) =>
    Object.keys(deliveryExamples[name]).map((example) => [name, example] as const),
  );

  it.each(cases)("%s, %s, reaches its handler", async (name, example) => {
    const handled: unknown[] = [];
    const receiver = create8x8Receiver({
      authorization,
      on: { [name]: (delivery: unknown) => handled.push(delivery) },
    });
    expect((await receiver(await build8x8Delivery(name, { authorization, example }))).status).toBe(200);
    expect(handled).toMatchObject([{ eventType: name.split(".").at(-1) }]);
  });
});

describe("drift of names and case", () => {
  const receive = async (change: Partial<DeliveryMap["inbound_message_received"]>) => {
    const seen: { delivery: DeliveryMap["inbound_message_received"]; original: unknown }[] = [];
    const receiver = create8x8Receiver({
      authorization,
      on: { inbound_message_received: (delivery, { original }) => seen.push({ delivery, original }) },
    });
    await receiver(await build8x8Delivery("inbound_message_received", { authorization, change }));
    return seen[0];
  };
  const payload = deliveryExamples.inbound_message_received["text"]?.payload as object;

  it.each([
    ["text", { text: "hi" }, "Text"],
    ["DOCUMENT", { url: "https://media.example.com/f" }, "File"],
    ["image", { url: "https://media.example.com/f" }, "Image"],
  ])("is evened out in the message type %s, and kept in the original", async (type, content, canonical) => {
    const seen = await receive({ payload: { ...payload, type, content } as never });
    expect(seen?.delivery.payload.type).toBe(canonical);
    expect(seen?.original).toMatchObject({ payload: { type } });
  });

  it("is evened out in channels", async () => {
    const recipient = { channel: "whatsApp", channelId: "c" };
    const seen = await receive({ payload: { ...payload, recipient } as never });
    expect(seen?.delivery.payload.recipient?.channel).toBe("whatsapp");
    expect(seen?.original).toMatchObject({ payload: { recipient } });
  });

  it("leaves new types and channels as they are", async () => {
    const recipient = { channel: "Telepathy", channelId: "c" };
    const seen = await receive({ payload: { ...payload, type: "Reaction", content: {}, recipient } as never });
    expect(seen?.delivery.payload).toMatchObject({ type: "Reaction", recipient });
  });

  it("calls the one handler for the other names of an event", async () => {
    const names: string[] = [];
    const receiver = create8x8Receiver({
      authorization,
      on: { whatsapp_user_id_update: ({ eventType }, { name }) => names.push(eventType, name) },
    });
    const change = { eventType: "user_id_update" } as const;
    await receiver(await build8x8Delivery("whatsapp_user_id_update", { authorization, change }));
    expect(names).toEqual(["whatsapp_user_id_update", "whatsapp_user_id_update"]);
  });
});
