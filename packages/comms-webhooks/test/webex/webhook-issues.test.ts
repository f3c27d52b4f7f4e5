import { describe, expect, it } from "vitest";
import { isInvalidRequestError } from "../../src/index.js";
import { createWebexWebhooks, webhookIssues } from "../../src/webex/index.js";

const valid = { name: "Lobby", targetUrl: "https://example.com/hook", resource: "messages", event: "created" } as const;

/** Returns the issues that the client throws before it sends anything. */
async function rejected(webhook: object, targetUrls: "any" | undefined, undocumented: boolean): Promise<unknown> {
  const sent = new Error("a request was sent");
  const client = createWebexWebhooks({ auth: "token", retries: 0, targetUrls, fetch: () => Promise.reject(sent) });
  const error: unknown = await client.create(webhook as never, { undocumented } as never).catch((reason) => reason);
  return isInvalidRequestError(error) ? error.issues : [];
}

describe("webhookIssues of Webex", () => {
  it.each([
    [valid],
    [{ ...valid, event: "ended" }],
    [{ ...valid, event: 5, resource: "room" }],
    [{ ...valid, resource: "attachmentActions", event: "all" }],
    [{ ...valid, filter: "romId=1" }],
    [{ ...valid, filter: "hostEmail=a" }],
    [{ ...valid, targetUrl: "http://localhost" }],
    [{ ...valid, targetUrl: "localhost", scret: "x" }],
    [{}],
  ])("are those that the client rejects %j for", async (webhook) => {
    for (const targetUrls of ["any", undefined] as const) {
      for (const undocumented of [true, false]) {
        const [first] = webhookIssues(webhook, { targetUrls, undocumented });
        const [thrown] = (await rejected(webhook, targetUrls, undocumented)) as unknown[];
        expect(first).toEqual(thrown);
      }
    }
  });

  it("are all of a webhook, not the first only", () => {
    const issues = webhookIssues({ ...valid, targetUrl: "http://localhost", filter: "romId=1" });
    expect(issues.map(({ path }) => path)).toEqual([["filter"], ["targetUrl"]]);
  });
});
