import { createSandbox } from "@comms-webhooks/sandbox";
import { create8x8Webhooks } from "comms-webhooks/8x8";
import { describe, expect, test } from "vitest";
import { checkedFetch } from "../../src/conformance/checked-fetch.ts";

const item = { subAccountId: "Support_Desk", url: "https://hooks.example.com/8x8" };

describe("the 8x8 client and the sandbox", () => {
  test("exchange requests and responses that the document accepts", async () => {
    const checked = checkedFetch("8x8", createSandbox({ subAccounts: ["Support_Desk"] }).fetch);
    const options = { auth: "k7", accountId: "3f8a1c527d404b9ea6c190e2d57b48af", fetch: checked.fetch };
    const webhooks = create8x8Webhooks({ ...options, region: "indonesia" });
    await webhooks.createOrReplace([item, { ...item, type: "CABM", httpAuthorization: "Bearer k7" }]);
    expect(await webhooks.list().toArray()).toHaveLength(3);
    await webhooks.delete([{ subAccountId: "Support_Desk" }]);
    expect(await webhooks.list().toArray()).toMatchObject([{ type: "CABM", httpAuthorization: "***" }]);
    await expect(webhooks.createOrReplace([{ ...item, subAccountId: "Elsewhere" }])).rejects.toMatchObject({
      status: 400,
    });
    expect(checked.faults).toEqual([]);
    expect(checked.calls.map((call) => call.join(" "))).toEqual([
      "createOrReplaceWebhooks 200",
      "listWebhooks 200",
      "deleteWebhooks 200",
      "listWebhooks 200",
      "createOrReplaceWebhooks 400",
    ]);
  });
});
