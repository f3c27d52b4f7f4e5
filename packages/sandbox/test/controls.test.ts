import { beforeEach, describe, expect, it } from "vitest";
import { createSandbox, type Sandbox } from "../src/index.js";
import { call8x8 } from "./call-8x8.js";
import { callWebex, createWebhook } from "./call-webex.js";

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = createSandbox();
  await createWebhook(sandbox, { secret: "t0p-s3cret" });
  await call8x8(sandbox, "POST", { json: [{ subAccountId: "*", url: "https://hooks.example.net" }] });
});

async function control(method: string, path: string): Promise<{ status: number; headers: Headers; body: unknown }> {
  const { status, headers, ...response } = await sandbox
    .fetch(`http://sandbox.invalid/_sandbox${path}`, { method })
    .then(async (answer) => ({ status: answer.status, headers: answer.headers, text: await answer.text() }));
  return { status, headers, body: response.text === "" ? undefined : JSON.parse(response.text) };
}

describe("the controls", () => {
  it.each(["", "/"])("give an overview at _sandbox%s", async (path) => {
    expect(await control("GET", path)).toMatchObject({
      status: 200,
      body: {
        webex: { url: sandbox.url.webex, webhooks: 1 },
        "8x8": { url: sandbox.url["8x8"], webhooks: 2 },
      },
    });
  });

  it("show what is stored, masked", async () => {
    const { status, body } = await control("GET", "/webhooks");
    expect([status, body]).toEqual([200, sandbox.webhooks()]);
    expect(JSON.stringify(body)).not.toContain("s3cret");
    expect(sandbox.webhooks().webex).toMatchObject([{ secret: "***" }]);
  });

  it("reset everything", async () => {
    expect(await control("POST", "/reset")).toMatchObject({ status: 204, body: undefined });
    expect(sandbox.webhooks()).toEqual({ webex: [], "8x8": [] });
  });

  it("stop a Webex webhook", async () => {
    const [webhook] = sandbox.webhooks().webex;
    expect((await control("POST", `/webex/webhooks/${webhook?.id}/deactivate`)).status).toBe(204);
    const { body } = await callWebex(sandbox, "GET", `/webhooks/${webhook?.id}`);
    expect(body).toEqual({ ...webhook, secret: "t0p-s3cret", status: "inactive" });
    expect(await control("POST", "/webex/webhooks/unknown/deactivate")).toMatchObject({
      status: 404,
      body: { message: "No Webex webhook has this id." },
    });
  });

  it.each([
    ["POST", "/", "GET, HEAD"],
    ["DELETE", "/webhooks", "GET, HEAD"],
    ["GET", "/reset", "POST"],
    ["GET", "/webex/webhooks/some/deactivate", "POST"],
  ])("refuse %s for %s", async (method, path, allow) => {
    const { status, headers } = await control(method, path);
    expect([status, headers.get("allow")]).toEqual([405, allow]);
  });

  it("answer 404 to anything else", async () => {
    expect((await control("GET", "/other")).status).toBe(404);
  });
});
