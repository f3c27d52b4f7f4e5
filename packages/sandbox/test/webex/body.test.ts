import { beforeEach, describe, expect, it } from "vitest";
import { bodyLimit } from "../../src/http/request.js";
import { createSandbox, type Sandbox } from "../../src/index.js";
import { callWebex, createWebhook, minimal } from "./call.js";

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
});

const valid = JSON.stringify(minimal);
const json = { "content-type": "application/json" };
const post = (options: Parameters<typeof callWebex>[3]) => callWebex(sandbox, "POST", "/webhooks", options);

describe("the body of a Webex request", () => {
  it.each([
    "application/json",
    "application/json; charset=utf-8",
    "application/json;charset=UTF-8",
    "APPLICATION/json",
  ])("is taken as %s", async (type) => {
    expect((await post({ text: valid, headers: { "content-type": type } })).status).toBe(200);
  });

  it.each(["text/csv", "text/plain;charset=UTF-8", "application/jsonp", "application/x-www-form-urlencoded", "json"])(
    "gets 415 as %s",
    async (type) => {
      const { status, body } = await post({ text: valid, headers: { "content-type": type } });
      expect([status, body.message]).toEqual([415, `Content type '${type}' not supported`]);
    },
  );

  it("gets 415 without a media type, which counts as text", async () => {
    const { status, body } = await post({ text: new TextEncoder().encode(valid) });
    expect([status, body.message]).toEqual([415, "Content type 'text/plain' not supported"]);
    expect((await post({})).status).toBe(415);
  });

  it.each(["", " ", "{", valid.slice(0, -1), `${valid},`, "undefined", "{'name':'x'}", '{"name":"\u0001"}', "NaN"])(
    "gets 400 when it is %j",
    async (text) => {
      const { status, body } = await post({ text, headers: json });
      expect([status, body.message]).toEqual([400, "The body isn't valid JSON."]);
    },
  );

  it("gets 400 when it is not UTF-8", async () => {
    const text = Uint8Array.from([0x22, 0xff, 0xfe, 0x22]);
    expect((await post({ text, headers: json })).body.message).toBe("The body isn't valid JSON.");
  });

  it("never comes back in an error", async () => {
    const text = '{"secret":"top-s3cret","name":top-s3cret}';
    expect(JSON.stringify(await post({ text, headers: json }))).not.toContain("s3cret");
  });

  it("is taken with a byte order mark and with any characters", async () => {
    const name = "Grüße 🎉 \u2028";
    const { body } = await post({ text: `\ufeff${JSON.stringify({ ...minimal, name })}`, headers: json });
    expect(body.name).toBe(name);
  });

  it("is taken up to 1 MiB and gets 400 above", async () => {
    const padding = bodyLimit - valid.length;
    expect((await post({ text: valid + " ".repeat(padding), headers: json })).status).toBe(200);
    const { status, body } = await post({ text: valid + " ".repeat(padding + 1), headers: json });
    expect([status, body.message]).toEqual([400, "The body is larger than 1 MiB."]);
    const lying = { ...json, "content-length": "5" };
    expect((await post({ text: valid + " ".repeat(padding + 1), headers: lying })).status).toBe(400);
  });

  it("gets 400 when it is nested half a million deep", async () => {
    const depth = 400_000;
    expect((await post({ text: "[".repeat(depth) + "]".repeat(depth), headers: json })).status).toBe(400);
    const { id } = await createWebhook(sandbox);
    const text = `{"name":"n","targetUrl":"https://a.example","x":${"[".repeat(depth)}${"]".repeat(depth)}}`;
    expect((await callWebex(sandbox, "PUT", `/webhooks/${id}`, { text, headers: json })).status).toBe(200);
  });
});
