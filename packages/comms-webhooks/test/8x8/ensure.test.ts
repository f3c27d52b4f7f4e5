import { describe, expect, it } from "vitest";
import { type ClientOptions, create8x8Webhooks, type Webhook, type WebhookConfiguration } from "../../src/8x8/index.js";
import type { PostConditionError } from "../../src/index.js";
import { fakeClock } from "../fake-clock.js";
import { json, rejection, toFetch } from "../helpers.js";

const url = "https://hooks.example.com/8x8";
const item = { subAccountId: "Support_Desk", type: "MSG", url } as const;
const enabled = { ...item, enabled: true };
const oauth = {
  url: "https://auth.example.com/oauth/token",
  clientId: "id",
  clientSecret: "client-s3cret",
  credentialsLocation: "body",
  scope: "hooks",
} as const;
const before = "https://hooks.example.com/before";
const masked = { ...oauth, clientSecret: "***" };

type Change = [method: string, body: unknown];

const keyOf = ({ subAccountId, type }: Webhook) => `${subAccountId} ${type}`;

/** Returns a webhook as it is listed. */
const listed = ({ httpAuthorization, oauth: given, ...rest }: Webhook): Webhook => ({
  ...rest,
  ...(httpAuthorization && { httpAuthorization: "***" }),
  ...(given && { oauth: { ...given, clientSecret: "***" } }),
});

/** An account with these webhooks, and a client of it. What is posted takes the place of what has its key. */
function account(before: readonly Webhook[], options: Partial<ClientOptions> = {}) {
  let stored = [...before];
  const sent: Change[] = [];
  const requests: Request[] = [];
  const fetch = async (request: Request): Promise<Response> => {
    requests.push(request);
    if (request.method === "GET") return json(stored);
    const items = (await request.json()) as Webhook[];
    sent.push([request.method, items]);
    const typed = stored.flatMap((one) => (one.type ? [one] : ["CADR", "MSG"].map((type) => ({ ...one, type }))));
    stored = typed.filter((one) => !items.some((other) => keyOf(one) === keyOf(other)));
    if (request.method === "POST") stored.push(...items.map((one) => listed({ enabled: true, ...one })));
    return new Response();
  };
  const accountId = "3f8a1c52-7d40-4b9e-a6c1-90e2d57b48af";
  return {
    client: create8x8Webhooks({ accountId, auth: "api-key", fetch: toFetch(fetch), ...options }),
    sent,
    requests,
  };
}

describe("ensure of webhooks that are not there", () => {
  it("posts them all at once, with explicit types", async () => {
    const { client, sent } = account([]);
    const authorized = { ...item, type: "CABM", httpAuthorization: "Bearer s3cret" } as const;
    const done = await client.ensure([{ subAccountId: "*", url }, authorized]);
    const bodies = [{ subAccountId: "*", url, type: "CADR" }, { subAccountId: "*", url, type: "MSG" }, authorized];
    expect(sent).toEqual([["POST", bodies]]);
    const created = { action: "created", changes: [], before: undefined };
    expect(done).toMatchObject([
      { ...created, subAccountId: "*", type: "CADR", secret: "notGiven", after: { ...bodies[0], enabled: true } },
      { ...created, subAccountId: "*", type: "MSG", secret: "notGiven", after: { ...bodies[1], enabled: true } },
      { ...created, type: "CABM", secret: "written", after: { url, httpAuthorization: "***" } },
    ]);
  });

  it("distinguishes keys by sub-account and type", async () => {
    const { client, sent } = account([
      { ...enabled, subAccountId: "*" },
      { ...enabled, type: "CADR" },
    ]);
    expect(await client.ensure([item])).toMatchObject([{ action: "created" }]);
    expect(sent).toEqual([["POST", [item]]]);
  });
});

describe("ensure of webhooks in the desired state", () => {
  it.each<[string, WebhookConfiguration, Webhook[]]>([
    ["in so many words", { ...item, enabled: true }, [enabled]],
    ["by default", item, [enabled]],
    ["by the vendor's default", { ...item, enabled: true }, [item]],
    ["switched off", { ...item, enabled: false }, [{ ...item, enabled: false }]],
    [
      "with an authorization that is shown",
      { ...item, httpAuthorization: "Bearer s3cret" },
      [{ ...item, httpAuthorization: "Bearer s3cret" }],
    ],
    ["without one", { ...item, httpAuthorization: "" }, [item]],
    ["with oauth whose secret is shown", { ...item, oauth }, [{ ...item, oauth }]],
    [
      "with URLs in another form",
      { ...item, url: "https://HOOKS.example.com:443/8x8" },
      [{ ...item, url: "https://hooks.example.com/%38x8" }],
    ],
    ["with spaces around the sub-account", { ...item, subAccountId: "Support_Desk " }, [item]],
    [
      "for two types, which are listed one by one",
      { subAccountId: "*", url },
      ["MSG", "CADR"].map((type) => ({ subAccountId: "*", url, type })),
    ],
    ["for two types, which are listed as one", { subAccountId: "*", url }, [{ subAccountId: "*", url }]],
    ["for one of two types that are listed as one", item, [{ subAccountId: "Support_Desk", url }]],
  ])("sends nothing but the list: %s", async (_words, desired, stored) => {
    const { client, sent, requests } = account(stored);
    const done = await client.ensure([desired]);
    expect(done.map(({ action, changes }) => [action, changes])).toEqual(done.map(() => ["unchanged", []]));
    expect(requests).toHaveLength(1);
    expect(sent).toEqual([]);
  });

  it("leaves secrets as they are where that is asked for", async () => {
    const { client, sent } = account([
      { ...item, httpAuthorization: "***" },
      { ...item, type: "CADR", httpAuthorization: "Bearer another" },
      { ...item, type: "CABM" },
    ]);
    const desired = [
      { ...item, httpAuthorization: "Bearer s3cret" },
      { ...item, type: "CADR", httpAuthorization: "Bearer s3cret" },
      { ...item, type: "CABM" },
    ] as const;
    const done = await client.ensure(desired, { secrets: "keep" });
    expect(done.map(({ action, secret }) => [action, secret])).toEqual([
      ["unchanged", "notCompared"],
      ["unchanged", "notCompared"],
      ["unchanged", "notGiven"],
    ]);
    expect(sent).toEqual([]);
    expect(JSON.stringify(done)).not.toContain("another");
  });

  it("sends nothing but the list for an empty array", async () => {
    const { client, requests } = account([enabled]);
    expect(await client.ensure([])).toEqual([]);
    expect(requests.map(({ method }) => method)).toEqual(["GET"]);
  });

  it("writes secrets that are masked, in one request, and nothing else", async () => {
    const secrets = [
      { ...item, httpAuthorization: "Bearer s3cret" },
      { ...item, type: "CABM", oauth },
    ] as const;
    const stored = [
      { ...item, httpAuthorization: "***" },
      { ...item, type: "CABM", oauth: masked },
    ];
    const { client, sent, requests } = account([...stored, { ...item, type: "CADR" }]);
    const done = await client.ensure([...secrets, { ...item, type: "CADR" }]);
    expect(sent).toEqual([["POST", secrets]]);
    expect(requests).toHaveLength(2);
    expect(done).toMatchObject([
      { action: "unchanged", changes: [], secret: "written" },
      { action: "unchanged", changes: [], secret: "written" },
      { action: "unchanged", changes: [], secret: "notGiven" },
    ]);
  });

  it.each<[Partial<WebhookConfiguration>, Partial<Webhook>, string]>([
    [{ httpAuthorization: "Bearer s3cret" }, { httpAuthorization: "Bearer another" }, "httpAuthorization"],
    [{ oauth }, { oauth: { ...oauth, clientSecret: "another" } }, "oauth.clientSecret"],
  ])("writes a secret where another one is shown: %j", async (change, stored, field) => {
    const { client, sent } = account([{ ...item, ...stored }]);
    const [done] = await client.ensure([{ ...item, ...change }]);
    expect(sent).toHaveLength(1);
    expect(done).toMatchObject({ action: "updated", changes: [field], secret: "written" });
    expect(JSON.stringify(done)).not.toMatch(/another|s3cret/);
  });
});

describe("ensure of webhooks that differ", () => {
  const authorized = { ...item, httpAuthorization: "Bearer s3cret" };
  const elsewhere = { ...oauth, url: "https://auth.example.com/other" };

  it.each<[string, WebhookConfiguration, Partial<Webhook>, string[]]>([
    ["the URL", item, { url: before }, ["url"]],
    ["being off", item, { enabled: false }, ["enabled"]],
    ["being on", { ...item, enabled: false }, { enabled: true }, ["enabled"]],
    ["no authorization", authorized, {}, ["httpAuthorization"]],
    ["an authorization too much", item, { httpAuthorization: "***" }, ["httpAuthorization"]],
    ["the token's URL", { ...item, oauth: elsewhere }, { oauth: masked }, ["oauth.url"]],
    ["the client", { ...item, oauth }, { oauth: { ...masked, clientId: "other" } }, ["oauth.clientId"]],
    ["the scope", { ...item, oauth }, { oauth: { ...masked, scope: "all" } }, ["oauth.scope"]],
    ["a URL and perhaps the secret", authorized, { url: before, httpAuthorization: "***" }, ["url"]],
  ])("posts them: %s", async (_words, desired, change, changes) => {
    const { client, sent } = account([{ ...item, ...change }]);
    const [done, ...more] = await client.ensure([desired]);
    expect(sent).toEqual([["POST", [desired]]]);
    expect(more).toEqual([]);
    expect(done).toMatchObject({ action: "updated", changes, before: { ...item, ...change } });
    expect(done?.secret).toBe(desired.httpAuthorization || desired.oauth ? "written" : "notGiven");
    expect(JSON.stringify(done)).not.toContain("s3cret");
  });

  it("goes from one kind of authorization to the other", async () => {
    const { client, sent } = account([{ ...item, httpAuthorization: "***" }]);
    const [done] = await client.ensure([{ ...item, httpAuthorization: "", oauth }]);
    expect(sent).toEqual([["POST", [{ ...item, oauth }]]]);
    expect(done).toMatchObject({ secret: "written", after: { oauth: masked } });
    expect(done?.changes).toEqual(expect.arrayContaining(["httpAuthorization", "oauth"]));
    expect(done?.after).not.toHaveProperty("httpAuthorization");
  });

  it("posts of several only what differs, of two types too", async () => {
    const stored = [{ ...item, type: "CADR", url: before }, enabled, { ...enabled, type: "CABM" }];
    const { client, sent } = account(stored);
    const done = await client.ensure([
      { subAccountId: "Support_Desk", url },
      { ...item, type: "CABM" },
    ]);
    expect(sent).toEqual([["POST", [{ ...item, type: "CADR" }]]]);
    expect(done.map(({ type, action }) => [type, action])).toEqual([
      ["CADR", "updated"],
      ["MSG", "unchanged"],
      ["CABM", "unchanged"],
    ]);
  });

  it("posts only the type that differs of two that are listed as one", async () => {
    const { client, sent } = account([{ subAccountId: "Support_Desk", url }]);
    await client.ensure([
      { ...item, type: "CADR" },
      { ...item, enabled: false },
    ]);
    expect(sent).toEqual([["POST", [{ ...item, enabled: false }]]]);
  });
});

describe("ensure and other webhooks", () => {
  const others = [
    { ...enabled, type: "CABM" },
    { ...enabled, subAccountId: "*" },
    { subAccountId: "Sales", url },
  ];

  it("leaves them alone", async () => {
    const { client, sent } = account([enabled, ...others]);
    expect(await client.ensure([item])).toMatchObject([{ type: "MSG", action: "unchanged" }]);
    expect(sent).toEqual([]);
  });

  it("deletes them where that is asked for, after the POST", async () => {
    const { client, sent } = account(others);
    const done = await client.ensure([item], { prune: true });
    const references = [
      { subAccountId: "Support_Desk", type: "CABM" },
      { subAccountId: "*", type: "MSG" },
      { subAccountId: "Sales", type: "CADR" },
      { subAccountId: "Sales", type: "MSG" },
    ];
    expect(sent).toEqual([
      ["POST", [item]],
      ["DELETE", references],
    ]);
    const gone = references.map((reference) => ({ ...reference, action: "deleted", changes: [], after: undefined }));
    expect(done).toMatchObject([{ action: "created" }, ...gone]);
    expect(done[1]?.before).toEqual(others[0]);
  });

  it("deletes nothing where all are desired", async () => {
    const { client, sent } = account([enabled]);
    expect(await client.ensure([item], { prune: true })).toMatchObject([{ action: "unchanged" }]);
    expect(sent).toEqual([]);
  });

  it("deletes all where none is desired", async () => {
    const { client, sent } = account([enabled]);
    await client.ensure([], { prune: true });
    expect(sent).toEqual([["DELETE", [{ subAccountId: "Support_Desk", type: "MSG" }]]]);
  });

  it("only reports all that as a dry run", async () => {
    const stored = [{ ...item, url: before }, ...others];
    const { client, sent } = account(stored);
    const desired = [item, { subAccountId: "New", url, oauth }];
    const plan = await client.ensure(desired, { prune: true, dryRun: true });
    expect(sent).toEqual([]);
    expect(await client.ensure(desired, { prune: true })).toEqual(plan);
    expect(sent.map(([method]) => method)).toEqual(["POST", "DELETE"]);
  });
});

describe("ensure of what is wrong", () => {
  it.each<[string, unknown, (string | number)[]]>([
    [
      "the mask for an authorization",
      [item, { ...item, type: "CADR", httpAuthorization: "***" }],
      [1, "httpAuthorization"],
    ],
    ["the mask for a client's secret", [{ ...item, oauth: masked }], [0, "oauth", "clientSecret"]],
    ["a scope twice", [item, { ...item, url: "https://hooks.example.com/other" }], [1]],
    ["a scope twice, once by both types", [{ subAccountId: "Support_Desk", url }, item], [1]],
    ["a target that is not public", [{ ...item, url: "https://localhost/8x8" }], [0, "url"]],
    ["no URL", [{ subAccountId: "*" }], [0, "url"]],
    ["no array", item, []],
  ])("sends nothing, and names the field: %s", async (_words, desired, path) => {
    const { client, requests } = account([]);
    const error = await rejection(client.ensure(desired as never));
    expect(error).toMatchObject({ name: "InvalidRequestError", issues: [{ path }] });
    expect(requests).toHaveLength(0);
  });
});

describe("ensure checks what was stored, and", () => {
  /** An account that stores what a function makes of what is posted. */
  function normalizing(normalize: (webhook: Webhook) => unknown, before: readonly Webhook[] = []) {
    let stored: unknown[] = [...before];
    const methods: string[] = [];
    const fetch = async (request: Request): Promise<Response> => {
      methods.push(request.method);
      if (request.method === "GET") return json(stored);
      const items = (await request.json()) as Webhook[];
      if (request.method === "POST") stored = items.map((one) => normalize(listed({ enabled: true, ...one })));
      return new Response();
    };
    return { client: create8x8Webhooks({ accountId: "ExampleCorp", auth: "api-key", fetch: toFetch(fetch) }), methods };
  }

  it.each<[string, (webhook: Webhook) => Webhook, string, unknown, unknown]>([
    ["the URL", (one) => ({ ...one, url: `${one.url}/` }), "url", url, `${url}/`],
    ["being on", (one) => ({ ...one, enabled: false }), "enabled", true, false],
    ["the sub-account", (one) => ({ ...one, subAccountId: "support_desk" }), "subAccountId", "Support_Desk", undefined],
    ["the authorization", ({ httpAuthorization: _, ...one }) => one, "httpAuthorization", undefined, undefined],
  ])("fails where the server changes %s, and names it", async (_words, change, field, expected, stored) => {
    const { client, methods } = normalizing(change);
    const desired = { ...item, httpAuthorization: "Bearer s3cret" };
    const error = await rejection(client.ensure([desired], { prune: true }));
    expect(error).toMatchObject({ name: "PostConditionError", outcome: "created", method: "POST" });
    const webhook = { subAccountId: "Support_Desk", type: "MSG" };
    const values = expected === undefined ? {} : { expected, stored };
    expect((error as PostConditionError).differences).toEqual([{ webhook, field, ...values }]);
    expect((error as Error).message).toContain(`${field} of the webhook Support_Desk MSG `);
    expect(`${(error as Error).message}${JSON.stringify(error)}`).not.toContain("s3cret");
    expect(methods).toEqual(["GET", "POST", "GET"]);
  });

  it("fails where what it stored can't be read, and names the item", async () => {
    const { client } = normalizing(({ subAccountId, type }) => ({ subAccountId, type, url: 5 }));
    const error = await rejection(client.ensure([item]));
    expect(error).toMatchObject({ name: "InvalidResponseError", issues: [{ path: [0, "url"] }] });
  });

  it("returns it where the server has normalized it", async () => {
    const { client } = normalizing((one) => ({ ...one, url: "https://hooks.example.com/%38x8" }));
    const [done] = await client.ensure([item]);
    expect(done).toMatchObject({ action: "created", after: { url: "https://hooks.example.com/%38x8" } });
    expect(await client.ensure([item])).toMatchObject([{ action: "unchanged" }]);
  });
});

describe("ensure and its limits", () => {
  it("sends the headers of the call with each request", async () => {
    const { client, requests } = account([{ ...enabled, subAccountId: "*" }]);
    await client.ensure([item], { prune: true, headers: { traceparent: "00-1" } });
    expect(requests.map(({ method, headers }) => [method, headers.get("traceparent")])).toEqual(
      ["GET", "POST", "GET", "DELETE"].map((method) => [method, "00-1"]),
    );
  });

  it("has one deadline for all requests", async () => {
    const clock = fakeClock();
    const fetch = ({ method }: Request) =>
      new Promise<Response>((resolve) => clock.setTimer(() => resolve(json(method === "GET" ? [] : {})), 3_000));
    const { client } = account([], { fetch: toFetch(fetch), ...clock.options });
    const error = await clock.settle(rejection(client.ensure([item], { deadline: 5_000 })));
    expect(error).toMatchObject({ name: "TimeoutError", limit: "deadline", method: "POST" });
    expect(clock.now()).toBe(5_000);
  });

  it("ends with the signal", async () => {
    const abort = new AbortController();
    const fetch = async ({ method }: Request): Promise<Response> => {
      if (method === "GET") return json([]);
      abort.abort("enough");
      return new Promise(() => undefined);
    };
    const { client } = account([], { fetch: toFetch(fetch) });
    const error = await rejection(client.ensure([item], { signal: abort.signal }));
    expect(error).toMatchObject({ name: "AbortError", method: "POST", cause: "enough" });
  });
});
