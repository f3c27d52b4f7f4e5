import { beforeEach, describe, expect, it } from "vitest";
import { createSandbox, type Sandbox } from "../../src/index.js";
import { callWebex, createWebhook } from "./call.js";

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
});

const list = (query = "") => callWebex(sandbox, "GET", `/webhooks${query}`);
const names = async (query = "") => (await list(query)).body.items?.map(({ name }) => name);

async function create(count: number, fields = {}) {
  for (let number = 1; number <= count; number += 1) await createWebhook(sandbox, { name: `n${number}`, ...fields });
}

/** Follows the Link headers as clients do, and gives the names on each page. */
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
  it("gives none, then the newest first", async () => {
    expect(await names()).toEqual([]);
    await create(3);
    expect(await names()).toEqual(["n3", "n2", "n1"]);
  });

  it("gives 100 a page unless told otherwise", async () => {
    await create(101);
    expect((await pages("")).map((page) => page.length)).toEqual([100, 1]);
    expect((await pages("?max=1000")).map((page) => page.length)).toEqual([101]);
  });

  it("leads through all pages and has no link on the last", async () => {
    await create(5);
    expect(await pages("?max=2")).toEqual([["n5", "n4"], ["n3", "n2"], ["n1"]]);
    expect(await pages("?max=5")).toHaveLength(1);
  });

  it("neither repeats nor skips when webhooks come, go and change between pages", async () => {
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

  it("keeps the organization's apart, on every page", async () => {
    await create(2);
    await create(3, { ownedBy: "org" });
    expect(await names()).toEqual(["n2", "n1"]);
    expect(await pages("?ownedBy=org&max=2")).toEqual([["n3", "n2"], ["n1"]]);
  });

  it("gives links to where it was called", async () => {
    await create(2);
    const headers = { authorization: "Bearer token-1" };
    for (const url of ["https://webexapis.com/v1/webhooks", "http://localhost:1/webex/v1/webhooks"]) {
      const link = (await sandbox.fetch(`${url}?max=1`, { headers })).headers.get("link");
      expect(link).toMatch(`<${url}?max=1&cursor=`);
      const next = await sandbox.fetch(link?.slice(1, link.indexOf(">")) ?? "", { headers });
      expect(await next.json()).toMatchObject({ items: [{ name: "n1" }] });
    }
  });

  it("ignores parameters that Webex does not have", async () => {
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
    ["max=1&max=2", "max must be an integer; got an array"],
    ["ownedBy=creator", 'ownedBy must be "org"; got "creator"'],
    ["ownedBy=ORG", 'ownedBy must be "org"; got "ORG"'],
    ["ownedBy=org&ownedBy=org", "ownedBy must be a string; got an array"],
  ])("answers 400 to ?%s", async (query, message) => {
    const { status, body } = await list(`?${query}`);
    expect([status, body.message]).toEqual([400, message]);
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
  ])("answers 400 to the cursor %j", async (value) => {
    const { status, body } = await list(`?cursor=${value}`);
    expect([status, body.message]).toEqual([
      400,
      expect.stringMatching(/^cursor must be copied unchanged from the Link header/),
    ]);
  });
});
