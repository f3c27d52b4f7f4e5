import { describe, expect, it } from "vitest";
import { listen, serve } from "./listening.js";
import { random } from "./random.js";
import { run } from "./run.js";

const count = 10_000;
/** Each run has so many secrets: two in arguments, two in the environment. */
const perRun = 4;
/** One in so many runs also sends requests, which take longer than arguments that are rejected. */
const everyRequest = 25;

const { number, pick } = random(12);
const letters = [..."abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"];
const others = [...`-_.~!$&'()*+,;=:@/?#[]%" \\<>^|{}`, "ß", "é", "日"];

/** Creates a secret that no other text of the output contains. */
function createSecret(): string {
  const length = 8 + Math.floor(number() * 40);
  const alphabet = number() < 0.5 ? letters : [...letters, ...others];
  return `q${Array.from({ length }, () => pick(alphabet)).join("")}Zx`;
}

/** The forms of a secret that no output may contain. */
const formsOf = (secret: string) => [
  secret,
  JSON.stringify(secret).slice(1, -1),
  encodeURIComponent(secret),
  Buffer.from(secret).toString("base64").replace(/=+$/, ""),
];

const flags = [
  "--secret",
  "--token",
  "--password",
  "--authorization",
  "--example",
  "--fault",
  "--set",
  "--unset",
  "--retries",
];
const moreFlags = ["--secret-from", "--port", "--host", "--forward", "--to", "--foward", "-s", "-x"];

/** Arguments in which somebody may have put a secret by mistake. */
function mistakenArguments(secret: string, another: string): string[] {
  const command = pick(["listen", "simulate"]);
  const subject = command === "listen" ? pick(["webex", "8x8"]) : pick(["messages.created", "account_update"]);
  const flag = pick([...flags, ...moreFlags]);
  const url = `http://user:${encodeURIComponent(secret)}@127.0.0.1:9/`;
  return pick([
    [command, subject, `${flag}=${secret}`, another],
    [command, subject, flag, secret, `${flag}=${another}`],
    [command, secret, another],
    [command, subject, secret, "--set", another],
    [secret],
    ["sandbox", secret, another],
    ["sandbox", `--secret=${secret}`],
    ["simulate", "messages.created", "--to", url],
    ["simulate", "rooms.created", "--to", `http://127.0.0.1:9/${encodeURIComponent(secret)}`, "--set", `a=${another}`],
    ["listen", "8x8", "--port=x", "--forward", `http://127.0.0.1:9/${encodeURIComponent(secret)}`, another],
    ["listen", "webex", "--forward", url],
    ["listen", "webex", "--unverified", "--port=x", "--secret-from", secret],
  ]);
}

describe("a secret", () => {
  it("in an argument, in the environment or in a response is in no output", async () => {
    let current = "";
    const echo = await serve((request, response) => {
      request.resume();
      const forms = [current, current.slice(0, -1), ...formsOf(current)];
      // Padding moves the secret to where the text is cut off.
      response.end(`${"x".repeat(Math.floor(number() * 600))} ${[forms[0], ...forms.slice(2)].join(" ")}`);
    });
    const leaks: string[] = [];
    let rejected = 0;
    for (let i = 0; i < count / perRun; i += 1) {
      current = createSecret();
      const authorization = pick([
        `Bearer ${current}`,
        current,
        `Basic ${Buffer.from(`user:${current}`).toString("base64")}`,
      ]);
      const env = { WEBHOOK_SECRET: current, WEBHOOK_AUTHORIZATION: authorization };
      const [another, third, fourth] = [createSecret(), createSecret(), createSecret()];
      const args = mistakenArguments(current, another);
      const ran = [[args, await run(args, { env: { WEBHOOK_SECRET: third, WEBHOOK_AUTHORIZATION: fourth } })] as const];
      if (ran[0]?.[1].code === 1) rejected += 1;
      if (i % everyRequest === 0) {
        const ascii = /^[\x20-\x7e]*$/.test(current);
        const delivery = ascii ? pick(["rooms.created", "account_update"]) : "rooms.created";
        const sending = ["simulate", delivery, "--to", echo];
        ran.push([sending, await run(sending, { env })]);
        const fromInput = [...sending, "--secret-from", "-"];
        const stdin = [delivery === "rooms.created" ? current : authorization];
        ran.push([fromInput, await run(fromInput, { stdin })]);
      }
      for (const [given, { stdout, stderr }] of ran) {
        const found = [current, another, third, fourth]
          .flatMap(formsOf)
          .find((form) => (stdout + stderr).includes(form));
        if (found !== undefined) leaks.push(`${given.join(" ")}\n${stdout}${stderr}`);
      }
    }
    expect(leaks).toEqual([]);
    expect(rejected).toBe(count / perRun);
  }, 300_000);

  it("in a delivery, in its credentials or in what it is forwarded to is in no output of listen", async () => {
    for (let i = 0; i < 100; i += 1) {
      const secret = createSecret().replace(/[^\x20-\x7e]/g, "");
      const target = await serve((_, response) => response.end(secret));
      const flags = i % 2 === 0 ? ["--json"] : [];
      const env = { WEBHOOK_AUTHORIZATION: secret };
      const listening = await listen(["8x8", ...flags, "--forward", target], { env });
      const delivery = { eventType: "account_update", eventId: secret, eventDetails: { event: `is ${secret}` } };
      for (const authorization of [secret, `${secret}x`, `Bearer ${secret}`]) {
        await fetch(listening.url, { method: "POST", headers: { authorization }, body: JSON.stringify(delivery) });
      }
      await listening.stop();
      const output = listening.output();
      expect(output.match(/\b401\b/g)?.length).toBe(2);
      for (const form of formsOf(secret)) expect(output).not.toContain(form);
    }
  }, 120_000);
});
