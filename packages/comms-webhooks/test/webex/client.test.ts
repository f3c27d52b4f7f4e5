import { describe, expect, it } from "vitest";
import { InvalidRequestError, InvalidResponseError } from "../../src/index.js";
import { createWebexWebhooks } from "../../src/webex/index.js";
import { json, observe, rejection } from "../helpers.js";

const webhook = {
  id: "Zm9v",
  name: "Rooms",
  targetUrl: "https://hooks.example.com/rooms",
  resource: "rooms",
  event: "created",
  status: "active",
  created: "2026-01-02T03:04:05.678Z",
};
const request = {
  name: "Rooms",
  targetUrl: "https://hooks.example.com/rooms",
  resource: "rooms",
  event: "created",
} as const;

function client(...responses: Response[]) {
  const { fetch, requests } = observe(...responses);
  return { webhooks: createWebexWebhooks({ auth: "token", fetch }), requests };
}

function page(ids: string[], next?: string): Response {
  const headers: Record<string, string> = next === undefined ? {} : { Link: `<${next}>; rel="next"` };
  return json({ items: ids.map((id) => ({ ...webhook, id })) }, { headers });
}

describe("create", () => {
  it("posts the webhook and returns what was created", async () => {
    const { webhooks, requests } = client(json(webhook));
    expect(await webhooks.create(request)).toEqual(webhook);
    expect(requests[0]).toMatchObject({ method: "POST", url: "https://webexapis.com/v1/webhooks" });
    expect(await requests[0]?.json()).toEqual(request);
  });

  it.each([
    ["a pair that does not exist", { event: "ended" }, "event"],
    ["an unknown field", { colour: "red" }, "colour"],
    ["a filter on hosts without the organization", { filter: "isLocked=true&hostEmail=a@b.example" }, "ownedBy"],
    ["a URL of another scheme", { targetUrl: "ftp://hooks.example.com" }, "targetUrl"],
  ])("rejects %s before it is sent", async (_name, change, field) => {
    const { webhooks, requests } = client(json(webhook));
    const error = (await rejection(webhooks.create({ ...request, ...change } as never))) as InvalidRequestError;
    expect(error).toBeInstanceOf(InvalidRequestError);
    expect(error.issues.map(({ path }) => path)).toEqual([[field]]);
    expect(requests).toHaveLength(0);
  });

  it("sends an undocumented pair where that is asked for, and still checks the rest", async () => {
    const { webhooks, requests } = client(json(webhook));
    const undocumented = { ...request, resource: "messages", event: "updated" };
    await webhooks.create(undocumented, { undocumented: true });
    expect(await requests[0]?.json()).toEqual(undocumented);
    const error = await rejection(webhooks.create({ ...undocumented, name: "" }, { undocumented: true }));
    expect(error).toMatchObject({ issues: [{ path: ["name"] }] });
  });
});

describe("list", () => {
  it("fetches a page only when the one before has been read", async () => {
    const next = "https://webexapis.com/v1/webhooks?max=2&cursor=abc";
    const { webhooks, requests } = client(page(["1", "2"], next), page(["3"]));
    const seen: [string, number][] = [];
    for await (const { id } of webhooks.list({ max: 2 })) seen.push([id, requests.length]);
    expect(seen).toEqual([
      ["1", 1],
      ["2", 1],
      ["3", 2],
    ]);
    expect(requests[1]?.url).toBe(next);
  });

  it("fails where the list doesn't end", async () => {
    let pages = 0;
    const fetch = async () =>
      json({ items: [] }, { headers: { Link: `</v1/webhooks?cursor=${++pages}>; rel="next"` } });
    const error = await rejection(createWebexWebhooks({ auth: "token", fetch }).list().toArray());
    expect(error).toMatchObject({ name: "InvalidResponseError" });
    expect((error as Error).message).toMatch(
      / returned 200, but the list doesn't end: 101 pages in a row without another webhook$/,
    );
    expect(pages).toBe(101);
  });

  it("goes on past an empty page", async () => {
    const { webhooks } = client(page([], "https://webexapis.com/v1/webhooks?cursor=b"), page(["1"]));
    expect(await webhooks.list().toArray()).toHaveLength(1);
  });

  it("stops fetching when the reader stops", async () => {
    const { webhooks, requests } = client(page(["1", "2"], "https://webexapis.com/v1/webhooks?cursor=b"));
    for await (const { id } of webhooks.list()) if (id === "2") break;
    expect(requests).toHaveLength(1);
  });

  it.each([
    "https://evil.example/v1/webhooks?cursor=b",
    "http://webexapis.com/v1/webhooks?cursor=b",
    "//evil.example/v1/webhooks",
    "https://webexapis.com:444/v1/webhooks?cursor=b",
    "https://user:password@webexapis.com/v1/webhooks?cursor=b",
  ])("keeps the token on its own server, and fails where the link leads to %s", async (link) => {
    const { webhooks, requests } = client(page(["1"], link), page(["2"]));
    const error = await rejection(webhooks.list().toArray());
    expect(error).toBeInstanceOf(InvalidResponseError);
    expect((error as Error).message).toContain("leads to another origin, which must not get the token");
    expect((error as Error).message).not.toContain("password");
    expect(requests).toHaveLength(1);
  });

  it("yields a webhook once that two pages have", async () => {
    const next = "https://webexapis.com/v1/webhooks?cursor=b";
    const { webhooks } = client(page(["1", "2"], next), page(["2", "3"]));
    expect((await webhooks.list().toArray()).map(({ id }) => id)).toEqual(["1", "2", "3"]);
  });

  it.each([
    ["the same page", "https://webexapis.com/v1/webhooks?cursor=b", "leads back to an earlier page"],
    ["no URL", "http://[", "isn't a URL"],
  ])("throws where the link to the next page is %s", async (_name, link, reason) => {
    const { webhooks } = client(page(["1"], link));
    const error = await rejection(webhooks.list().toArray());
    expect(error).toBeInstanceOf(InvalidResponseError);
    expect((error as Error).message).toContain(reason);
  });

  it("rejects wrong options when it is read", async () => {
    const { webhooks, requests } = client(page([]));
    const error = await rejection(webhooks.list({ max: 0 }).toArray());
    expect(error).toMatchObject({ name: "InvalidRequestError", issues: [{ path: ["max"] }] });
    expect(requests).toHaveLength(0);
  });
});

describe("get, update and delete", () => {
  it("encode the id", async () => {
    const { webhooks, requests } = client(json(webhook));
    await webhooks.get("a/b?c#d");
    expect(requests[0]?.url).toBe("https://webexapis.com/v1/webhooks/a%2Fb%3Fc%23d");
  });

  it.each(["", ".", "..", undefined])("reject the id %j, which leads elsewhere", async (id) => {
    const { webhooks, requests } = client(json(webhook));
    for (const call of [
      webhooks.get(id as string),
      webhooks.delete(id as string),
      webhooks.update(id as string, request),
    ]) {
      expect(await rejection(call)).toMatchObject({ name: "InvalidRequestError", issues: [{ path: ["webhookId"] }] });
    }
    expect(requests).toHaveLength(0);
  });

  it("put the changes, which may be a whole webhook", async () => {
    const { webhooks, requests } = client(json(webhook));
    await webhooks.update("Zm9v", { ...webhook, status: "active" });
    expect(requests[0]?.method).toBe("PUT");
    expect(await requests[0]?.json()).toEqual(webhook);
  });

  it("can't deactivate", async () => {
    const { webhooks } = client(json(webhook));
    const error = await rejection(webhooks.update("Zm9v", { ...request, status: "inactive" as never }));
    expect((error as Error).message).toBe('updateWebhook was not sent: status must be "active"; got "inactive"');
  });

  it("delete without a result", async () => {
    const { webhooks, requests } = client(new Response(null, { status: 204 }));
    expect(await webhooks.delete("Zm9v")).toBeUndefined();
    expect(requests[0]?.method).toBe("DELETE");
  });
});
