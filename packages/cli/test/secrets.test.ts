import { createSandbox } from "@comms-webhooks/sandbox";
import type { Fetch } from "comms-webhooks";
import { describe, expect, it } from "vitest";
import { accountId, seededRandom } from "./random-pair.js";
import { type Ran, run, temporaryFolder, writeWebhooks } from "./run.js";

const folder = temporaryFolder();
/** How many accounts are tried: enough to find a leak early, or as many as the variable says. Each has about 100 secrets. */
const rounds = Number(process.env["ROUNDS"] ?? 10);
const webhooks = 64;

const alphabets = [
  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
  "abcdef0123456789",
  "abcXYZ019-._~+/=",
  'abcXYZ019!#%&*()[]{}<>?@^|:;,"\\$',
];

describe("no command's output contains a secret", () => {
  let secrets = 0;

  it.each(Array.from({ length: rounds }, (_, index) => index + 1))("round %i", async (seed) => {
    const random = seededRandom(seed);
    const made = new Set<string>();
    /** Creates a secret. Those that HTTP carries have only what tokens can have. */
    const secret = (kind = Math.floor(random() * alphabets.length)) => {
      const letters = alphabets[kind] as string;
      const text = Array.from(
        { length: 12 + Math.floor(random() * 30) },
        () => letters[Math.floor(random() * letters.length)],
      );
      const value = `q${text.join("")}z`;
      made.add(value);
      return value;
    };

    const env: Record<string, string> = { WEBEX_TOKEN: secret(0), API_KEY: secret(1) };
    const variable = (kind?: number) => {
      const name = `SECRET_${Object.keys(env).length}`;
      env[name] = secret(kind);
      return `\${${name}}`;
    };
    const sandbox = createSandbox();
    const target = { targetUrl: "https://hooks.example.com/a", resource: "rooms", event: "created" };
    const ofWebex = Array.from({ length: webhooks }, (_, index) => [
      `Hook ${index}`,
      { ...target, secret: variable() },
    ]);
    const of8x8 = ["MSG", "CADR", "CABM"].map((type, index) => [
      type,
      index < 2
        ? { url: target.targetUrl, httpAuthorization: variable(1) }
        : {
            url: target.targetUrl,
            oauth: { url: target.targetUrl, clientId: "id", clientSecret: variable(), credentialsLocation: "body" },
          },
    ]);
    const path = writeWebhooks(folder, {
      webex: {
        accounts: {
          default: { token: "${WEBEX_TOKEN}", baseUrl: sandbox.url.webex, webhooks: Object.fromEntries(ofWebex) },
        },
      },
      "8x8": {
        accounts: {
          default: {
            accountId,
            apiKey: "${API_KEY}",
            baseUrl: sandbox.url["8x8"],
            webhooks: { "*": Object.fromEntries(of8x8) },
          },
        },
      },
    });

    // Stored already: half of them, and others, with secrets that only responses contain.
    for (let index = 0; index < webhooks; index += 2) {
      const body = JSON.stringify({ name: `Hook ${index + (index % 3 === 0 ? 0 : 100)}`, ...target, secret: secret() });
      await sandbox.fetch(`${sandbox.url.webex}/webhooks`, {
        method: "POST",
        headers: { authorization: `Bearer ${env["WEBEX_TOKEN"]}`, "content-type": "application/json" },
        body,
      });
    }
    /** A server that fails now and then, and repeats all that it knows. */
    let calls = 0;
    const failing: Fetch = async (url, init) => {
      calls += 1;
      if (calls % 4 !== 0) return sandbox.fetch(url, init as RequestInit);
      const some = [...made].filter(() => random() < 0.1 || init.method !== "GET");
      const known = Object.values(env).filter((value) => some.includes(value));
      const message = `${known.join(" ")} ${encodeURIComponent(known[0] ?? "")} ${JSON.stringify(known)} ${init.headers["Authorization"] ?? ""}`;
      return Response.json({ message, errors: [{ description: message }] }, { status: 400 + (calls % 3) });
    };
    const options = ["--file", path];
    const argument = secret(0);
    const commands: readonly (readonly [args: string[], io?: { fetch: Fetch; terminal?: boolean }])[] = [
      [["plan", ...options], { fetch: failing }],
      [["apply", "--yes", ...options], { fetch: failing }],
      [["apply", "--yes", "--json", ...options], { fetch: failing }],
      [["plan", "--prune", "--json", ...options]],
      [["plan", "--prune", "--secrets", "write", ...options], { fetch: sandbox.fetch as Fetch, terminal: true }],
      [["apply", "--yes", "--prune", ...options]],
      [["status", ...options]],
      [["status", "--json", ...options], { fetch: failing }],
      [["reactivate", "Hook 1", ...options]],
      [["import", "--file", "-"]],
      [["plan", `--token=${argument}`]],
      [["plan", "--secrets", argument]],
      [[argument]],
      [["plan", ...options, argument]],
      [["import", "webex", "--set", `token=${argument}`]],
    ];
    const variables = { ...env, WEBEX_URL: sandbox.url.webex, CONNECT_URL: sandbox.url["8x8"], ACCOUNT_ID: accountId };
    const outputs: Ran[] = [];
    for (const [args, io = { fetch: sandbox.fetch as Fetch }] of commands) {
      outputs.push(await run(args, { env: variables, ...io }));
    }
    const text = outputs.map(({ stdout, stderr }) => stdout + stderr).join("\n");
    for (const value of made) {
      const forms = [
        value,
        JSON.stringify(value).slice(1, -1),
        encodeURIComponent(value),
        btoa(value).replace(/=+$/, ""),
      ];
      for (const form of forms) expect(text.includes(form), `${seed}: ${value}`).toBe(false);
    }
    expect(text).toContain("(sensitive)");
    secrets += made.size;
  });

  it("covers 90 secrets a round at least", () => {
    expect(secrets).toBeGreaterThan(90 * rounds);
    console.log(`${secrets} secrets`);
  });
});
