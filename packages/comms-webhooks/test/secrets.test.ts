import { format, inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { create8x8Webhooks } from "../src/8x8/index.js";
import { type AuthContext, type BaseClientOptions, isAbortError, isCommsWebhooksError } from "../src/index.js";
import { createWebexWebhooks } from "../src/webex/index.js";
import { type FakeClock, fakeClock } from "./fake-clock.js";
import { rejection } from "./helpers.js";
import { seededRandom } from "./seeded-random.js";

const thousands = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const atATime = 100;

const random = seededRandom(20_260_501);
const upTo = (most: number) => Math.floor(random() * most);
const pick = <Item>(items: readonly Item[]) => items[upTo(items.length)] as Item;

const base64 = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="];
const visible = Array.from({ length: 94 }, (_, index) => String.fromCharCode(0x21 + index));
const latin = [...visible, ..."àéîõüß§£ÿ"];
const all = [...latin, ..." \"'`\\%$&<>{}[]().*+?^|/", "%20", "\\n", "\n", "\\u0041", "…", "日本", "😀", "\u202e"];

function secretOf(alphabet: readonly string[]): string {
  const length = 8 + upTo(1 + upTo(193));
  let text = "";
  while (text.length < length) text += pick(alphabet);
  return text;
}

/** Base64 of UTF-8. */
const encode = (text: string) => Buffer.from(text).toString("base64");

const desired = { name: "n", targetUrl: "https://h.example.com", resource: "rooms", event: "created" } as const;
const item = { subAccountId: "*", url: "https://h.example.com" };
const oauth = { url: "https://a.example.com", clientId: "id", credentialsLocation: "body" } as const;

/** A call whose request is full of secrets, and those that were sent. */
function randomCall(options: Omit<BaseClientOptions, "auth" | "headers">) {
  const tokens = [secretOf(pick([visible, base64])), secretOf(visible)] as const;
  const headers = { Cookie: secretOf(pick([latin, base64])), "X-Api-Key": secretOf(latin) };
  const [text, user] = [secretOf(pick([all, base64])), pick(["alice", "ünal", ""])];
  const bearer = secretOf(pick([all, visible])).trim();
  const basic = encode(`${user}:${text}`);
  const sent: string[] = [tokens[0], ...Object.values(headers)];
  const renew = ({ rejected }: AuthContext) => {
    if (rejected) sent.push(tokens[1]);
    return tokens[rejected ? 1 : 0];
  };
  const auth = pick([tokens[0], renew]);
  const webex = createWebexWebhooks({ ...options, auth, headers });
  const client8x8 = create8x8Webhooks({ ...options, auth, headers, accountId: "ExampleCorp" });
  const calls: [call: () => Promise<unknown>, ...secrets: string[]][] = [
    [() => webex.create({ ...desired, secret: text }), text],
    [() => webex.update("Zm9v", { name: "n", targetUrl: "https://h.example.com", secret: text }), text],
    [() => webex.get("Zm9v")],
    [() => webex.list().toArray()],
    [() => webex.delete("Zm9v")],
    [() => client8x8.list().toArray()],
    [() => client8x8.delete([{ subAccountId: "*" }])],
    [() => client8x8.createOrReplace([{ ...item, httpAuthorization: `Basic ${basic}` }]), basic, text],
    [() => client8x8.createOrReplace([{ ...item, httpAuthorization: `Bearer ${bearer}` }]), bearer],
    [() => client8x8.createOrReplace([{ ...item, oauth: { ...oauth, clientSecret: text } }]), text],
    [() => webex.create({ ...desired, secret: text, event: text as never, resource: text as never }), text],
    [() => client8x8.createOrReplace([{ ...item, oauth: { ...oauth, clientSecret: text, scope: 5 as never } }]), text],
    [() => client8x8.createOrReplace([{ ...item, httpAuthorization: text, type: text as never }]), text],
  ];
  const [call, ...secrets] = pick(calls);
  sent.push(...secrets);
  return { call, secrets: sent };
}

const unpadded = (text: string) => text.replace(/=+$/, "");
const base64url = (text: string) => text.replaceAll("+", "-").replaceAll("/", "_");

/** The forms that the redaction covers. */
const promised: readonly ((secret: string) => string)[] = [
  (secret) => secret,
  encodeURIComponent,
  (secret) => encodeURIComponent(secret).replace(/%../g, (code) => code.toLowerCase()),
  encode,
  (secret) => unpadded(encode(secret)),
  (secret) => base64url(encode(secret)),
  (secret) => base64url(unpadded(encode(secret))),
  // The last one, for it can't be in JSON within JSON.
  (secret) => JSON.stringify(secret).slice(1, -1),
];

/** Repeats a secret or more, in one of the forms each, with or without something between them. */
function repeat(secrets: readonly string[], forms = promised): string {
  const parts = Array.from({ length: 1 + upTo(3) }, () => pick(forms)(pick(secrets)));
  return `${pick(["", "bad token ", "invalid: "])}${parts.join(pick(["", " ", ", not ", "\n"]))}${pick(["", ".", "!"])}`;
}

function randomBody(secrets: readonly string[]): string {
  const words = () => repeat(secrets);
  const failure = {
    message: words(),
    errors: [{ description: words() }, { description: words() }],
    trackingId: words(),
  };
  return pick([
    () => JSON.stringify({ ...failure, errorId: words(), code: 1000, errorCode: 5 }),
    () => JSON.stringify(failure),
    () => JSON.stringify({ message: JSON.stringify({ upstream: repeat(secrets, promised.slice(0, -1)) }) }),
    () => JSON.stringify({ items: [{ id: words(), name: 5, secret: words() }, words(), null] }),
    () => JSON.stringify([{ subAccountId: 7, url: words(), [words()]: words() }, words()]),
    () => JSON.stringify(words()),
    () => `<html><body class="${words()}">${words()}</body></html>`,
    () => words(),
    () => "{}",
  ])();
}

/** A header's value that repeats secrets, as far as headers can. */
function headerOf(secrets: readonly string[]): string {
  return repeat(secrets.filter((secret) => /^[\x20-\xff]+$/.test(secret))).replaceAll("\n", " ");
}

function randomResponse(secrets: readonly string[]): Response {
  const status = pick([200, 201, 429, 503, 401, 200 + upTo(400)]);
  const headers = {
    TrackingID: headerOf(secrets),
    "Content-Type": pick(["application/json", "text/html", headerOf(secrets)]),
    "Retry-After": pick(["1", "junk", headerOf(secrets)]),
    Link: pick(["", `<${headerOf(secrets)}>; rel="next"`, '<http://[>; rel="next"']),
  };
  const statusText = pick(["", "No", headerOf(secrets)]);
  if ([204, 205, 304].includes(status)) return new Response(null, { status, statusText, headers });
  const broken = new ReadableStream({ start: (it) => it.error(new Error(repeat(secrets))) });
  return new Response(random() < 0.1 ? broken : randomBody(secrets), { status, statusText, headers });
}

function randomError(secrets: readonly string[]): unknown {
  const words = () => repeat(secrets);
  const system = Object.assign(new Error(words()), {
    code: pick(["ECONNRESET", "ECONNREFUSED", words()]),
    input: words(),
  });
  const stacked = Object.assign(new TypeError("fetch failed"), { stack: `TypeError: ${words()}\n    at ${words()}` });
  return pick([
    system,
    stacked,
    words(),
    { message: words() },
    new TypeError("fetch failed", { cause: system }),
    new TypeError(words(), { cause: new Error(words(), { cause: words() }) }),
    new AggregateError([new Error(words())], words()),
  ]);
}

/** All that an error or a hook's argument shows of itself. */
function textsOf(value: unknown): string[] {
  const shown = [JSON.stringify(value), inspect(value, { depth: 20, showHidden: false }), String(value)];
  if (!isCommsWebhooksError(value)) return shown;
  const texts = [...shown, value.message, value.stack ?? "", inspect({ value })];
  // The reason of an abort is the caller's own.
  if (isAbortError(value)) return texts;
  for (let { cause } = value; cause instanceof Error; { cause } = cause) texts.push(cause.message, cause.stack ?? "");
  return [...texts, inspect(value.cause, { depth: 20 })];
}

const forms = new Map<string, readonly string[]>();

/** A secret in the forms that are redacted, in one line, and escaped. */
function formsOf(secret: string): readonly string[] {
  const escaped = (form: string) => [form, JSON.stringify(form).slice(1, -1), inspect(form).slice(1, -1)];
  const encoded = [...new Set(promised.map((form) => form(secret)))];
  const made = forms.get(secret) ?? [...new Set([...encoded, secret.replace(/\n+/g, " ")].flatMap(escaped))];
  forms.set(secret, made);
  return made;
}

/** Finds a secret in a text. */
function leaked(text: string, secrets: readonly string[]): string | undefined {
  return secrets.find((secret) => formsOf(secret).some((shown) => text.includes(shown)));
}

let output: string[] = [];
const { stackTraceLimit } = Error;

beforeEach(() => {
  output = [];
  // What is secret in a stack is in the lines before its frames, and frames take time.
  Error.stackTraceLimit = 0;
  for (const name of ["debug", "error", "info", "log", "trace", "warn"] as const) {
    vi.spyOn(console, name).mockImplementation((...words: unknown[]) => void output.push(format(...words)));
  }
});
afterEach(() => {
  vi.restoreAllMocks();
  Error.stackTraceLimit = stackTraceLimit;
});

describe("thousands of calls that fail in every way", () => {
  const leaks: string[] = [];
  const names: Record<string, number> = {};
  let [repeats, hooked, lines] = [0, 0, 0];

  /** Makes a call, and finds its secrets in what is shown. */
  async function round(clock: FakeClock): Promise<string[]> {
    const look = (what: string, value: unknown) => {
      for (const text of textsOf(value)) {
        const secret = leaked(text, secrets);
        if (secret !== undefined) leaks.push(`${what}: ${secret} in ${text}`);
      }
    };
    const hook = (info: unknown) => {
      hooked += 1;
      look("hook", info);
      if (random() < 0.1) throw new Error("the metrics are down");
    };
    const controller = new AbortController();
    const fetch = async () => {
      const way = random();
      if (way < 0.1) {
        if (way < 0.05) clock.setTimer(() => controller.abort(new Error(repeat(secrets))), 5);
        return new Promise<Response>(() => undefined);
      }
      const response = way < 0.8 ? randomResponse(secrets) : randomError(secrets);
      if (!(response instanceof Response)) {
        if (leaked(inspect(response, { depth: 9 }), secrets) !== undefined) repeats += 1;
        throw response;
      }
      const { status, statusText, headers } = response;
      const body = await response
        .clone()
        .text()
        .catch(() => "");
      if (leaked([status, statusText, ...headers.values(), body].join("\n"), secrets) !== undefined) repeats += 1;
      return response;
    };
    const { call, secrets } = randomCall({
      ...{ fetch, now: clock.now, setTimer: clock.setTimer, random, signal: controller.signal },
      ...{ retries: upTo(3), timeout: 100, onAttempt: hook, onRetry: hook },
    });
    const error = await call().then(
      () => undefined,
      (failure: unknown) => failure,
    );
    if (error === undefined) return secrets;
    expect(isCommsWebhooksError(error)).toBe(true);
    names[(error as Error).name] = (names[(error as Error).name] ?? 0) + 1;
    look("error", error);
    return secrets;
  }

  it.each(thousands)(
    "show no secret in an error, to a hook or on the console: thousand %i",
    async () => {
      for (let done = 0; done < 1_000; done += atATime) {
        const clock = fakeClock(Date.UTC(2026, 4, 1));
        const secrets = (await clock.settle(Promise.all(Array.from({ length: atATime }, () => round(clock))))).flat();
        lines += output.length;
        // The secrets are new ones each time, so that only new lines can have them.
        const secret = leaked(output.splice(0).join("\n"), secrets);
        if (secret !== undefined) leaks.push(`console: ${secret}`);
        expect(leaks.slice(0, 3)).toEqual([]);
      }
    },
    60_000,
  );

  it("could have shown them, and fail in every way", () => {
    expect(lines).toBeGreaterThan(1_000);
    expect(repeats).toBeGreaterThan(5_000);
    const errors = Object.values(names).reduce((sum, count) => sum + count, 0);
    expect(errors + hooked).toBeGreaterThan(10_000);
    const kinds = ["Abort", "Http", "InvalidRequest", "InvalidResponse", "Network", "Timeout"];
    expect(Object.keys(names).sort()).toEqual(kinds.map((kind) => `${kind}Error`));
    for (const count of Object.values(names)) expect(count).toBeGreaterThan(100);
  });
});

describe("a secret", () => {
  const secret = "correct horse battery";
  const failure = async (response: () => Response | Promise<never>, change: object = {}, headers = {}) => {
    const webex = createWebexWebhooks({ auth: "t0k-1", fetch: async () => response(), retries: 0, headers });
    return (await rejection(webex.create({ ...desired, secret, ...change }))) as Error;
  };

  it("isn't shown in the code or the name of a cause", async () => {
    for (const field of ["code", "name"]) {
      const error = await failure(() => Promise.reject(Object.assign(new Error("reset"), { [field]: `E ${secret}` })));
      expect(inspect(error.cause, { depth: 20 })).not.toContain(secret);
    }
  });

  it("of more than one line isn't shown in the stack of a cause", async () => {
    const lines = "-----BEGIN KEY-----\nMIIBOgIBAAJBAK\n-----END KEY-----";
    const error = await failure(() => Promise.reject(new Error(`bad key ${lines}`)), { secret: lines });
    expect((error.cause as Error).message).toBe("bad key ***");
    expect((error.cause as Error).stack).not.toContain("MIIBOgIBAAJBAK");
  });

  it("isn't shown where the server breaks it over lines", async () => {
    const message = `bad ${secret.replaceAll(" ", "\r\n")}`;
    const error = await failure(() => Response.json({ message }, { status: 400 }));
    expect(error.message).not.toContain(secret);
  });

  it("in a header isn't shown without the spaces around it", async () => {
    const response = () => Response.json({ message: "bad k3y-of-the-api" }, { status: 400 });
    expect((await failure(response, {}, { "X-Api-Key": "  k3y-of-the-api " })).message).not.toContain("k3y-of-the-api");
  });

  // As `readFileSync("token", "utf8")` returns it.
  it.each([{ httpAuthorization: "Bearer s3cret-word " }, { oauth: { ...oauth, clientSecret: "s3cret-word\r\n" } }])(
    "isn't shown without the line break at its end: %j",
    async (change) => {
      const fetch = async () => Response.json({ message: "bad s3cret-word." }, { status: 400 });
      const client8x8 = create8x8Webhooks({ auth: "t0k-1", accountId: "ExampleCorp", fetch });
      const error = (await rejection(client8x8.createOrReplace([{ ...item, ...change }]))) as Error;
      expect(error.message).toMatch(/ failed with 400: bad \*\*\*\. The account id /);
    },
  );
});
