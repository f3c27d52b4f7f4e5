import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseFile } from "../src/file/load-file.js";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const [, yaml = ""] = /```yaml\n([\s\S]*?)```/.exec(readme) ?? [];
const [, output = ""] = /```text\n([\s\S]*?)\n```/.exec(readme) ?? [];
const names = ["WEBEX_TOKEN", "WEBHOOK_SECRET", "ACCOUNT_ID", "API_KEY"];
const environment = { ...Object.fromEntries(names.map((name) => [name, "value"])), PUBLIC_URL: "https://example.com" };

describe("the README", () => {
  it("has a file without a mistake", () => {
    const { accounts } = parseFile("webhooks.yaml", yaml, environment);
    expect(accounts.map(({ webhooks }) => webhooks.length)).toEqual([2, 2]);
  });

  it("shows the error that a mistake in it has", () => {
    const wrong = yaml.replace("resource: messages, event: created", "resource: messages, event: ended");
    expect(() => parseFile("webhooks.yaml", wrong, environment)).toThrow(output);
  });
});
