import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createSandbox, type ListenOptions, type Sandbox } from "@comms-webhooks/sandbox";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type LaunchedBrowser, launchBrowser } from "../../packages/docs/test/launch-browser.ts";

const webhook = { name: "Lobby", targetUrl: "https://hooks.example.com/", resource: "rooms", event: "created" };
const headers = { authorization: "Bearer token", "content-type": "application/json" };

let launched: LaunchedBrowser;
let site: Server;
let origin: string;
let sandbox: Sandbox;
beforeAll(async () => {
  launched = await launchBrowser(["rebound.test"]);
  site = createServer((_request, response) => response.setHeader("content-type", "text/html").end("<!doctype html>"));
  await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await launched.close();
  site.close();
});
afterEach(() => sandbox.close());

/** Opens a page of a web site, beside a sandbox that has a webhook. Returns the page, and the sandbox's origin. */
async function open(options: ListenOptions = {}) {
  sandbox = createSandbox();
  const { webex } = await sandbox.listen(options);
  await fetch(`${webex}/webhooks`, { method: "POST", headers, body: JSON.stringify(webhook) });
  const page = await launched.browser.newPage();
  await page.goto(origin);
  return { page, webex, base: new URL(webex).origin };
}

describe("a page of another site", () => {
  it("can't empty the sandbox, although such requests need no permission", async () => {
    const { page, base } = await open();
    const status = await page.evaluate(
      (url) => fetch(url, { method: "POST", mode: "no-cors" }).then(({ type }) => type),
      `${base}/_sandbox/reset`,
    );
    expect(status).toBe("opaque");
    await page.setContent(`<form method="post" enctype="text/plain" action="${base}/_sandbox/reset"></form>`);
    await page.evaluate("document.forms[0].submit()");
    await page.waitForURL(`${base}/_sandbox/reset`);
    expect(await page.textContent("body")).toContain("Web pages can't use the sandbox");
    expect(sandbox.webhooks().webex).toHaveLength(1);
  });

  it("can't read the sandbox, nor by a name that leads to this machine", async () => {
    const { page, webex, base } = await open();
    const read = (url: string) =>
      page.evaluate(
        ([to, given]) =>
          fetch(to, { headers: given }).then(
            (r) => r.status,
            () => "blocked",
          ),
        [url, headers] as const,
      );
    expect(await read(`${webex}/webhooks`)).toBe("blocked");
    await page.goto(`${base.replace("127.0.0.1", "rebound.test")}/_sandbox/`);
    expect(await page.textContent("body")).toContain('got the host \\"rebound.test\\"');
    expect(await read("/webex/v1/webhooks")).toBe(403);
  });
});

describe("a page of a site that is named", () => {
  it("can use the sandbox, and read what the API sends in headers", async () => {
    const { page, webex } = await open({ allowedOrigins: [origin] });
    const result = await page.evaluate(
      async ([url, given, body]) => {
        const created = await fetch(url, { method: "POST", headers: given, body });
        const listed = await fetch(`${url}?max=1`, { headers: given });
        return [created.status, listed.headers.get("Link"), Boolean(listed.headers.get("TrackingID"))];
      },
      [`${webex}/webhooks`, headers, JSON.stringify(webhook)] as const,
    );
    expect(result).toEqual([200, expect.stringContaining('rel="next"'), true]);
    expect(sandbox.webhooks().webex).toHaveLength(2);
  });
});
