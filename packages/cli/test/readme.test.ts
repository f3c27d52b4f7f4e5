import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createSandbox } from "@comms-webhooks/sandbox";
import { describe, expect, it, onTestFinished } from "vitest";
import { parseFile } from "../src/file/load-file.js";
import { listen } from "./listening.js";
import { run, temporaryFolder } from "./run.js";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const [yaml = "", sandboxYaml = ""] = [...readme.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text]) => text);
const [, output = ""] = /```text\n([\s\S]*?)\n```/.exec(readme) ?? [];
const names = ["WEBEX_TOKEN", "WEBHOOK_SECRET", "ACCOUNT_ID", "API_KEY"];
const environment = { ...Object.fromEntries(names.map((name) => [name, "value"])), PUBLIC_URL: "https://example.com" };

const folder = temporaryFolder();

describe("the README", () => {
  it("has a file without a mistake", () => {
    const { accounts } = parseFile("webhooks.yaml", yaml, environment);
    expect(accounts.map(({ webhooks }) => webhooks.length)).toEqual([2, 2]);
  });

  it("shows the error that a mistake in it has", () => {
    const wrong = yaml.replace("resource: messages, event: created", "resource: messages, event: ended");
    expect(() => parseFile("webhooks.yaml", wrong, environment)).toThrow(output);
  });

  it("leads to a delivery from the sandbox that listen prints", async () => {
    const env = { WEBEX_TOKEN: "any-token", WEBHOOK_SECRET: "any-secret" };
    const event = /-d '([^']+)' http:\/\/127\.0\.0\.1:8787\/_sandbox\/events/.exec(readme)?.[1] ?? "";
    const sandbox = createSandbox();
    onTestFinished(() => sandbox.close());
    const { webex } = await sandbox.listen();
    const { url, printed } = await listen(["webex"], { env });
    const path = join(folder, "webhooks.yaml");
    const text = sandboxYaml.replace("http://127.0.0.1:8787/webex/v1", webex).replace("http://127.0.0.1:8788", url);
    writeFileSync(path, text);
    expect(await run(["apply", "--yes", "--file", path], { env })).toMatchObject({ code: 0, stderr: "" });
    const headers = { "content-type": "application/json" };
    await fetch(new URL("/_sandbox/events", webex), { method: "POST", headers, body: event });
    expect(printed()).toMatch(/^\d\d:\d\d:\d\d {2}200 {2}messages\.created /);
  });
});
