import { describe, expect, it } from "vitest";
import { create8x8Webhooks, webhookIssues } from "../../src/8x8/index.js";
import { isInvalidRequestError } from "../../src/index.js";

const valid = { subAccountId: "*", type: "MSG", url: "https://example.com/hook" } as const;
const oauth = { url: "http://localhost", clientId: "a", clientSecret: "***", credentialsLocation: "body" };

/** Returns the issues that the client throws before it sends anything. */
async function rejected(webhooks: unknown, targetUrls: "any" | undefined): Promise<readonly unknown[]> {
  const sent = new Error("a request was sent");
  const options = { accountId: "account", auth: "key", retries: 0, targetUrls, fetch: () => Promise.reject(sent) };
  const error: unknown = await create8x8Webhooks(options)
    .ensure(webhooks as never)
    .catch((reason) => reason);
  return isInvalidRequestError(error) ? error.issues : [];
}

describe("webhookIssues of 8x8", () => {
  it.each([
    [[valid]],
    [[]],
    ["webhooks"],
    [[valid, { ...valid, type: "SMS" }]],
    [[{ ...valid, url: "http://localhost" }]],
    [[{ ...valid, httpAuthorization: "Bearer\n" }]],
    [[{ ...valid, httpAuthorization: "***" }]],
    [[{ ...valid, httpAuthorization: "x", oauth }]],
    [[{ ...valid, oauth }]],
    [[valid, { ...valid, url: "https://example.com" }]],
  ])("are those that the client rejects %j for", async (webhooks) => {
    for (const targetUrls of ["any", undefined] as const) {
      expect(webhookIssues(webhooks, { targetUrls })).toEqual(await rejected(webhooks, targetUrls));
    }
  });
});
