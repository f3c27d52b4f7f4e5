import { events, resources, webhookResources } from "@comms-webhooks/webex-client/data";
import { beforeEach, describe, expect, it } from "vitest";
import { createSandbox, type Sandbox } from "../../src/index.js";
import { callWebex, createWebhook, minimal } from "./call.js";

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
});

const post = (options: Parameters<typeof callWebex>[3]) => callWebex(sandbox, "POST", "/webhooks", options);
const decoded = (id = "") => Buffer.from(id, "base64url").toString();
const stored = () => sandbox.webhooks().webex;

describe("creating a Webex webhook", () => {
  it("returns ids, owner, status and time, and omits unset fields", async () => {
    sandbox = createSandbox({ now: () => Date.parse("2026-04-03T02:01:00.5Z"), randomUUID: () => "5e1f-x" });
    const response = await sandbox.fetch(`${sandbox.url.webex}/webhooks`, {
      method: "POST",
      headers: { authorization: "Bearer token-1", "content-type": "application/json" },
      body: JSON.stringify(minimal),
    });
    const webhook = (await response.json()) as Awaited<ReturnType<typeof createWebhook>>;
    expect(webhook).toEqual({
      ...minimal,
      id: expect.any(String),
      orgId: expect.any(String),
      createdBy: expect.any(String),
      appId: expect.any(String),
      ownedBy: "creator",
      status: "active",
      created: "2026-04-03T02:01:00.500Z",
    });
    for (const id of [webhook.id, webhook.orgId, webhook.createdBy, webhook.appId]) expect(id).toMatch(/^[\w-]+$/);
    const uuid = "[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}";
    expect(decoded(webhook.id)).toBe("ciscospark://us/WEBHOOK/5e1f-x");
    expect(decoded(webhook.orgId)).toMatch(new RegExp(`^ciscospark://us/ORGANIZATION/${uuid}$`));
    expect(decoded(webhook.createdBy)).toMatch(new RegExp(`^ciscospark://us/PEOPLE/${uuid}$`));
    expect(decoded(webhook.appId)).toMatch(/^ciscospark:\/\/us\/APPLICATION\/C[0-9a-f]{64}$/);
  });

  it("derives the owner from the token", async () => {
    const [one, two, other] = [
      await createWebhook(sandbox),
      await createWebhook(createSandbox()),
      await createWebhook(sandbox, {}, "token-2"),
    ];
    for (const key of ["orgId", "createdBy", "appId"] as const) {
      expect(one[key]).toBe(two[key]);
      expect(one[key]).not.toBe(other[key]);
    }
  });

  it("keeps filter, secret and owner", async () => {
    const fields = { filter: "hostEmail=host@example.net", secret: "s3cret", ownedBy: "org", resource: "meetings" };
    expect(await createWebhook(sandbox, fields)).toMatchObject(fields);
  });

  it("treats an empty filter and an empty secret as unset", async () => {
    const webhook = await createWebhook(sandbox, { filter: "", secret: "" });
    expect(webhook).not.toHaveProperty("filter");
    expect(webhook).not.toHaveProperty("secret");
  });

  it("accepts the same webhook again", async () => {
    const [one, two] = [await createWebhook(sandbox), await createWebhook(sandbox)];
    expect(one.id).not.toBe(two.id);
    expect(stored()).toHaveLength(2);
  });

  it("accepts every known pair, and undocumented pairs of known names", async () => {
    for (const [resource, { events: known }] of Object.entries(webhookResources)) {
      for (const event of known) await createWebhook(sandbox, { resource, event });
    }
    await createWebhook(sandbox, { resource: "messages", event: "updated" });
  });
});

describe("a create request that isn't valid", () => {
  it("gets 400 with an entry for each mistake", async () => {
    const { status, body } = await post({
      json: { targetUrl: "example.net", resource: "messages", event: 1, x: null },
    });
    expect(status).toBe(400);
    expect(body.errors?.map(({ description }) => description).sort()).toEqual([
      "event must be a string; got a number",
      "name is required",
      expect.stringMatching(/^targetUrl must /),
      "x is not a known field",
    ]);
    expect(body.message).toContain("name is required");
  });

  it.each([
    ["resource", "mesages", resources, "; did you mean messages?"],
    ["event", "create", events, "; did you mean created?"],
    ["resource", "__proto__", resources, ""],
    ["event", "constructor", events, ""],
  ])("gets 400 for the %s %j, with a list of all that exist", async (field, value, names, suggestion) => {
    const { status, body } = await post({ json: { ...minimal, [field]: value } });
    const list = names.map((name) => JSON.stringify(name)).join(", ");
    expect([status, body.message]).toEqual([400, `${field} must be one of ${list}; got "${value}"${suggestion}`]);
  });

  it("gets 400 for an unknown name with its beginning, and without a password in it", async () => {
    const got = async (resource: string) =>
      (await post({ json: { ...minimal, resource } })).body.message?.split("; ")[1];
    expect(await got("x".repeat(81))).toBe(`got "${"x".repeat(80)}…"`);
    expect(await got("https://user:t0p-s3cret@example.net")).toBe('got "https://***@example.net"');
  });

  it("gets 400 for a filter on the host without ownedBy", async () => {
    const json = { ...minimal, resource: "meetings", filter: "hostEmail=host@example.net" };
    const { status, body } = await post({ json });
    expect([status, body.errors?.length]).toEqual([400, 1]);
    expect(body.message).toMatch(/^ownedBy must be "org"/);
  });

  it.each([null, [], "x", 7, true, { ...minimal, ownedBy: "creator" }, { ...minimal, secret: 5 }])(
    "gets 400 for %j",
    async (json) => {
      expect((await post({ json })).status).toBe(400);
      expect(stored()).toEqual([]);
    },
  );

  it.each(["__proto__", "constructor", "toString", "hasOwnProperty"])("gets 400 for the key %s", async (key) => {
    const text = `{${JSON.stringify(minimal).slice(1, -1)},"${key}":{"name":"x"}}`;
    const { status, body } = await post({ text, headers: { "content-type": "application/json" } });
    expect([status, body.message]).toEqual([400, `${key} is not a known field`]);
  });

  it("gets no fields from a prototype key", async () => {
    const text = `{"__proto__":${JSON.stringify(minimal)}}`;
    const { body } = await post({ text, headers: { "content-type": "application/json" } });
    expect(body.errors).toHaveLength(5);
    expect(({} as { name?: string }).name).toBeUndefined();
  });

  it("gets at most 50 of a great many mistakes", async () => {
    const json = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`field${index}`, 1]));
    const { status, body } = await post({ json });
    expect([status, body.errors?.length]).toEqual([400, 51]);
    expect(body.message).toMatch(/; and 50 more$/);
  });
});

const list = (query = "") => callWebex(sandbox, "GET", `/webhooks${query}`);
const names = async (query = "") => (await list(query)).body.items?.map(({ name }) => name);

async function create(count: number, fields = {}) {
  for (let number = 1; number <= count; number += 1) await createWebhook(sandbox, { name: `n${number}`, ...fields });
}

/** Follows the Link headers as clients do. Returns the names on each page. */
async function pages(query: string, between: () => Promise<unknown> = async () => undefined) {
  const found: string[][] = [];
  for (let path: string | undefined = query; path !== undefined; await between()) {
    const { headers, body } = await list(path);
    found.push(body.items?.map(({ name }) => name) ?? []);
    const next = /^<([^>]+)>; rel="next"$/.exec(headers.get("link") ?? "")?.[1];
    expect(next === undefined).toBe(headers.get("link") === null);
    path = next?.slice(`${sandbox.url.webex}/webhooks`.length);
  }
  return found;
}

describe("listing Webex webhooks", () => {
  it("returns none, then the newest first", async () => {
    expect(await names()).toEqual([]);
    await create(3);
    expect(await names()).toEqual(["n3", "n2", "n1"]);
  });

  it("returns 100 a page by default", async () => {
    await create(101);
    expect((await pages("")).map((page) => page.length)).toEqual([100, 1]);
    expect((await pages("?max=1000")).map((page) => page.length)).toEqual([101]);
  });

  it("links to the next page, except on the last", async () => {
    await create(5);
    expect(await pages("?max=2")).toEqual([["n5", "n4"], ["n3", "n2"], ["n1"]]);
    expect(await pages("?max=5")).toHaveLength(1);
  });

  it("neither repeats nor skips webhooks when others are created, deleted and updated between pages", async () => {
    await create(4);
    const [newest, , , oldest] = (await list()).body.items ?? [];
    let first = true;
    const found = await pages("?max=2", async () => {
      if (first) await callWebex(sandbox, "DELETE", `/webhooks/${newest?.id}`);
      if (first) await callWebex(sandbox, "PUT", `/webhooks/${oldest?.id}`, { json: oldest });
      if (first) await createWebhook(sandbox, { name: "late" });
      first = false;
    });
    expect(found).toEqual([
      ["n4", "n3"],
      ["n2", "n1"],
    ]);
  });

  it("lists the organization's webhooks separately, on every page", async () => {
    await create(2);
    await create(3, { ownedBy: "org" });
    expect(await names()).toEqual(["n2", "n1"]);
    expect(await pages("?ownedBy=org&max=2")).toEqual([["n3", "n2"], ["n1"]]);
  });

  it("links to the host that was called", async () => {
    await create(2);
    const headers = { authorization: "Bearer token-1" };
    for (const url of ["https://webexapis.com/v1/webhooks", "http://localhost:1/webex/v1/webhooks"]) {
      const link = (await sandbox.fetch(`${url}?max=1`, { headers })).headers.get("link");
      expect(link).toMatch(`<${url}?max=1&cursor=`);
      const next = await sandbox.fetch(link?.slice(1, link.indexOf(">")) ?? "", { headers });
      expect(await next.json()).toMatchObject({ items: [{ name: "n1" }] });
    }
  });

  it("ignores parameters that Webex doesn't have", async () => {
    expect((await list("?__proto__=1&constructor=2&other=3")).status).toBe(200);
  });

  it.each([
    ["max=0", "max must be at least 1; got 0"],
    ["max=-1", "max must be at least 1; got -1"],
    ["max=1.5", "max must be an integer; got a number"],
    ["max=", "max must be an integer; got a string"],
    ["max=ten", "max must be an integer; got a string"],
    ["max=1e2", "max must be an integer; got a string"],
    [`max=${"9".repeat(400)}`, "max must be an integer; got a number"],
    ["max=1&max=2", 'max is given more than once, with different values: "1", "2"'],
    ["ownedBy=creator", 'ownedBy must be "org"; got "creator"'],
    ["ownedBy=ORG", 'ownedBy must be "org"; got "ORG"'],
    ["ownedBy=org&ownedBy=", 'ownedBy is given more than once, with different values: "org", ""'],
  ])("responds with 400 to ?%s", async (query, message) => {
    const { status, body } = await list(`?${query}`);
    expect([status, body.message]).toEqual([400, message]);
  });

  it.each(["max=2&max=2", "ownedBy=org&ownedBy=org"])("accepts ?%s, which says the same twice", async (query) => {
    expect((await list(`?${query}`)).status).toBe(200);
  });

  const cursor = (text: string) => Buffer.from(text).toString("base64url");
  it.each([
    "",
    "garbage",
    "%00",
    "__proto__",
    `${cursor("before=1")}=`,
    cursor("before=01"),
    cursor("before=-1"),
    cursor("before=9999999999999999"),
    cursor("after=1"),
    `${cursor("before=1")}&cursor=${cursor("before=1")}`,
  ])("responds with 400 to the cursor %j", async (value) => {
    const { status, body } = await list(`?cursor=${value}`);
    expect([status, body.message]).toEqual([
      400,
      expect.stringMatching(/^cursor must be copied unchanged from the Link header/),
    ]);
  });
});
