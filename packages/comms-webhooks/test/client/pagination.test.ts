import { describe, expect, it } from "vitest";
import { nextLink } from "../../src/client/pagination.js";
import { createWebexWebhooks } from "../../src/webex/index.js";
import { cpuTime, json, rejection, toFetch } from "../helpers.js";
import { webhook } from "./script.js";

describe("nextLink", () => {
  it.each([
    ['<https://a.example/x?cursor=1>; rel="next"', "https://a.example/x?cursor=1"],
    ["<https://a.example/x>; rel=next", "https://a.example/x"],
    ['<https://a.example/1>; rel="prev", <https://a.example/2>; rel="next"', "https://a.example/2"],
    ['<https://a.example/?q=1,2;3>; title="a, b; rel=next"; rel="last NEXT"', "https://a.example/?q=1,2;3"],
    ['<https://a.example/x>; title="x, y; rel=prev"; rel="next"', "https://a.example/x"],
    ['<https://a.example/x>; title="a \\" > ; rel=prev"; rel="next"', "https://a.example/x"],
    ['</relative?cursor=2> ; Rel = "next"', "/relative?cursor=2"],
    ["<>;rel=next", ""],
    [",, <https://a.example/1>;rel=up ,,\t<https://a.example/2>;;rel=next;, ", "https://a.example/2"],
    ['<https://a.example/1>; rel="next", <https://a.example/2>; rel="next"', "https://a.example/1"],
    ["<https://a.example/%ff?c=a+b~&c=%2F&c=>; rel=next", "https://a.example/%ff?c=a+b~&c=%2F&c="],
  ])("finds the target in %s, as it is written", (header, target) => {
    expect(nextLink(header)).toBe(target);
  });

  // The examples of RFC 8288, sections 3.3 to 3.5.
  it.each([
    ['<http://example.com/TheBook/chapter2>; rel="previous"; title="previous chapter"', undefined],
    ['</>; rel="http://example.net/foo"', undefined],
    ['</terms>; rel="copyright"; anchor="#foo"', undefined],
    [
      "</TheBook/chapter2>; rel=\"previous\"; title*=UTF-8'de'letztes%20Kapitel, </TheBook/chapter4>; rel=\"next\"; title*=UTF-8'de'n%c3%a4chstes%20Kapitel",
      "/TheBook/chapter4",
    ],
    ['<http://example.org/>; rel="start http://example.net/relation/other"', undefined],
    ['<https://example.org/>; rel="start", <https://example.org/index>; rel="index"', undefined],
  ])("reads the example of RFC 8288 %s", (header, target) => {
    expect(nextLink(header)).toBe(target);
  });

  it.each([
    null,
    "",
    " , ",
    '<https://a.example/x>; rel="prev"',
    '<https://a.example/x>; title="rel=next"',
    "<https://a.example/x>; rel=prev; rel=next",
    '<https://a.example/x>; rel="next-page"',
    '<https://a.example/x>; rel=next; anchor="/other"',
  ])("finds none in %s", (header) => {
    expect(nextLink(header)).toBeUndefined();
  });

  it.each([
    "nonsense",
    "https://a.example/x; rel=next",
    "<https://a.example/x; rel=next",
    '<x>; rel="next',
    "<x> next",
  ])("throws for %s, which isn't a list of links", (header) => {
    expect(() => nextLink(header)).toThrow(SyntaxError);
  });

  it("takes linear time on hostile headers", () => {
    const time = cpuTime(() => {
      for (const header of [`<${";a=".repeat(20_000)}`, `<x>${" ".repeat(20_000)}`, `<x>;a="${"\\".repeat(20_001)}`]) {
        expect(() => nextLink(`${header}!`)).toThrow(SyntaxError);
      }
      nextLink(`<x>${'; a="b"'.repeat(20_000)}`);
      nextLink("<x>,".repeat(20_000));
    });
    expect(time).toBeLessThan(2_000);
  });
});

const first = "https://webexapis.com/v1/webhooks?max=1";

/** Reads a list whose pages have these links, and a webhook each. */
async function read(links: readonly string[], items = (page: number) => [{ ...webhook, id: `${page}` }]) {
  const urls: string[] = [];
  const fetch = async ({ url }: Request): Promise<Response> => {
    urls.push(url);
    const link = links[Math.min(urls.length, links.length) - 1] ?? "";
    return json({ items: items(urls.length) }, link === "" ? {} : { headers: { Link: link } });
  };
  const list = createWebexWebhooks({ auth: "t0ken-of-the-bot", fetch: toFetch(fetch) }).list({ max: 1 });
  const result = await list.toArray().catch((error: unknown) => error);
  return { result, urls };
}

describe("a list's next page", () => {
  it.each([
    ["?cursor=a+b~c%ff%2f%2F&cursor=2&x=&max=1&max=2", "https://webexapis.com/v1/webhooks"],
    ["?cursor=%", "https://webexapis.com/v1/webhooks"],
    ["/v2/webhooks;page=2", "https://webexapis.com"],
    ["webhooks/more", "https://webexapis.com/v1/"],
    ["https://webexapis.com/v1/webhooks", ""],
    ["//webexapis.com:443/v1/webhooks?a", "https:"],
  ])("is requested by the link %s, unchanged", async (link, before) => {
    const { result, urls } = await read([`<${link}>; rel="next"`, ""]);
    expect(urls).toEqual([first, `${before}${link}`.replace(":443", "")]);
    expect(result).toHaveLength(2);
  });

  it.each([
    ["no query", ["</v1/webhooks>; rel=next"]],
    ["an empty query", ["<?>; rel=next"]],
    ["its own URL", [`<${first}>; rel=next`]],
    ["another fragment each time", ["<#a>; rel=next"]],
    ["the page before the last one", ["<?c=1>; rel=next", "<?c=2>; rel=next", "<?c=1>; rel=next"]],
  ])("isn't requested again, and the list fails, where the link has %s", async (_words, links) => {
    const { result, urls } = await read(links);
    expect(result).toMatchObject({ name: "InvalidResponseError" });
    expect((result as Error).message).toMatch(/but its link to the next page leads back to an earlier page$/);
    expect(new Set(urls).size).toBe(urls.length);
  });

  it("fails where the pages have other URLs without end, but the same webhooks", async () => {
    let count = 0;
    const fetch = async () => json({ items: [webhook] }, { headers: { Link: `<?c=${++count}>; rel=next` } });
    const error = await rejection(createWebexWebhooks({ auth: "token", fetch }).list().toArray());
    expect((error as Error).message).toMatch(/the list doesn't end: 101 pages in a row without another webhook$/);
  });

  it.each([
    ["can't be read", "https://webexapis.com/v1/webhooks?c=1; rel=next", "its Link header isn't valid"],
    ["repeats the token", "<?c=t0ken-of-the-bot>; rel=next", "its link to the next page repeats a secret"],
  ])("isn't requested, and the list fails, where the link %s", async (_words, link, reason) => {
    const { result, urls } = await read([link]);
    expect(result).toMatchObject({ name: "InvalidResponseError" });
    expect((result as Error).message).toContain(reason);
    expect((result as Error).message).not.toContain("t0ken");
    expect(urls).toEqual([first]);
  });
});
