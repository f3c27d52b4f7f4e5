import { describe, expect, it } from "vitest";
import { env, scene } from "./commands.js";
import { temporaryFolder, writeWebhooks } from "./run.js";

const folder = temporaryFolder();

describe("apply on a terminal", () => {
  it("asks, and applies when the answer is yes", async () => {
    const { run } = await scene(folder);
    const questions: string[] = [];
    const confirm = async (question: string) => questions.push(question) > 0;
    expect(await run(["apply"], { terminal: true, confirm })).toMatchObject({ code: 0 });
    expect(questions).toEqual(["Apply 5 changes?"]);
    expect(await run(["plan"])).toMatchObject({ code: 0 });
  });

  it("changes nothing when the answer is no", async () => {
    const { run, sandbox } = await scene(folder);
    const before = JSON.stringify(sandbox.webhooks());
    const { code, stderr } = await run(["apply"], { terminal: true, confirm: async () => false });
    expect({ code, stderr }).toEqual({ code: 1, stderr: "Declined. Nothing was changed.\n" });
    expect(JSON.stringify(sandbox.webhooks())).toBe(before);
  });

  it("doesn't ask where nothing is to be done", async () => {
    const { run } = await scene(folder);
    await run(["apply", "--yes"]);
    const confirm = () => Promise.reject(new Error("asked"));
    expect(await run(["apply"], { terminal: true, confirm })).toMatchObject({ code: 0 });
  });
});

describe("apply without a terminal", () => {
  it("changes nothing, and names the way out", async () => {
    const { run, sandbox } = await scene(folder);
    const before = JSON.stringify(sandbox.webhooks());
    const { code, stderr } = await run(["apply"]);
    expect(code).toBe(1);
    expect(stderr).toContain("add --yes");
    expect(JSON.stringify(sandbox.webhooks())).toBe(before);
  });
});

describe("--env-stdin", () => {
  it("adds variables to the environment, and hides their values", async () => {
    const { run } = await scene(folder);
    const { SECRET, ...others } = env;
    const stdin = ["# comment\nSECRET='hush-", "s3cret'\r\n\nexport EXTRA=1\n"];
    expect(SECRET).toBe("hush-s3cret");
    expect(await run(["plan", "--env-stdin"], { env: others, stdin })).toMatchObject({
      code: 2,
      stderr: expect.not.stringContaining("s3cret"),
    });
  });

  it("rejects a line that is none, without repeating it", async () => {
    const { run } = await scene(folder);
    const { code, stderr } = await run(["plan", "--env-stdin"], { stdin: ["hush-s3cret\n"] });
    expect({ code, stderr }).toEqual({ code: 1, stderr: "Error: Line 1 of standard input isn't NAME=value.\n" });
  });
});

describe("--prune", () => {
  it("is rejected where two accounts of the file are one, of which each would delete the other's", async () => {
    const { run, sandbox } = await scene(folder);
    const account = (name: string) => ({
      token: "${WEBEX_TOKEN}",
      webhooks: { [name]: { targetUrl: "https://hooks.example.com", resource: "rooms", event: "created" } },
    });
    writeWebhooks(folder, { webex: { accounts: { one: account("A"), two: account("B") } } });
    const before = JSON.stringify(sandbox.webhooks());
    const { code, stderr } = await run(["apply", "--yes", "--prune"]);
    expect(code).toBe(1);
    expect(stderr).toContain("webex one and webex two are the same account");
    expect(JSON.stringify(sandbox.webhooks())).toBe(before);
  });
});

describe("two accounts of the file that are one at the vendor", () => {
  it("are rejected where both name the same webhook, which each would change for itself", async () => {
    const { run, sandbox } = await scene(folder);
    const account = (event: string) => ({
      token: "${WEBEX_TOKEN}",
      webhooks: { Hall: { targetUrl: "https://hooks.example.com", resource: "rooms", event } },
    });
    writeWebhooks(folder, { webex: { accounts: { one: account("created"), two: account("updated") } } });
    const before = JSON.stringify(sandbox.webhooks());
    expect(await run(["apply", "--yes"])).toEqual({
      code: 1,
      stdout: "",
      stderr:
        "Error: webex one and webex two are the same account, and both name the webhook Hall, so each would undo the other. " +
        "Put them under one account, with names of their own.\n",
    });
    expect(JSON.stringify(sandbox.webhooks())).toBe(before);
  });

  it("are accepted where each names its own", async () => {
    const { run } = await scene(folder);
    const account = (name: string) => ({
      token: "${WEBEX_TOKEN}",
      webhooks: { [name]: { targetUrl: "https://hooks.example.com", resource: "rooms", event: "created" } },
    });
    writeWebhooks(folder, { webex: { accounts: { one: account("A"), two: account("B") } } });
    expect((await run(["apply", "--yes"])).code).toBe(0);
    expect((await run(["plan"])).code).toBe(0);
  });
});

describe("--account", () => {
  it("leaves other accounts alone", async () => {
    const { run } = await scene(folder);
    const { stdout } = await run(["plan", "--account", "8x8/default", "--json"]);
    expect((JSON.parse(stdout) as { changes: { api: string }[] }).changes.map(({ api }) => api)).toEqual(["8x8"]);
  });

  it("names the accounts where there is none of the name", async () => {
    const { run } = await scene(folder);
    const { code, stderr } = await run(["plan", "--account", "prod"]);
    expect(code).toBe(1);
    expect(stderr).toContain("It has webex/default, 8x8/default.");
  });
});
