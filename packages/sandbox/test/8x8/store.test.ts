import { describe, expect, it } from "vitest";
import { Store8x8 } from "../../src/8x8/store.js";

const account = { token: "token-1", accountId: "7c1e2f60-5b94-4d3a-8f27-d0a6c9e41b35" };
const item = { subAccountId: "Acme_Support", url: "https://hooks.example.net/8x8", type: "MSG" } as const;
const oauth = {
  url: "https://login.example.net/token",
  clientId: "acme",
  clientSecret: "t0p-s3cret",
  credentialsLocation: "header",
} as const;

describe("the store of 8x8 webhooks", () => {
  it("keeps secrets as they came, for deliveries, and no empty authorization", () => {
    const store = new Store8x8();
    store.createOrReplace(account, [{ ...item, httpAuthorization: "Bearer t0p-s3cret" }]);
    store.createOrReplace({ ...account, token: "token-2" }, [{ ...item, httpAuthorization: "", oauth }]);
    expect(store.all()).toEqual([
      {
        accountId: account.accountId,
        webhook: { ...item, enabled: true, httpAuthorization: "Bearer t0p-s3cret" },
      },
      { accountId: account.accountId, webhook: { ...item, enabled: true, oauth } },
    ]);
    expect(store.all()[1]?.webhook).not.toHaveProperty("httpAuthorization");
  });
});
