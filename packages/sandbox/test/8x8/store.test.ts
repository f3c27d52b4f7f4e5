import { beforeEach, describe, expect, it } from "vitest";
import { Store8x8 } from "../../src/8x8/store.js";
import { createSandbox, type Sandbox } from "../../src/index.js";
import { accountId, call8x8, store } from "./call.js";

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
});

const url = "https://hooks.example.net/8x8";
const item = { subAccountId: "Acme_Support", url };
const oauth = {
  url: "https://login.example.net/token",
  clientId: "acme",
  clientSecret: "t0p-s3cret",
  credentialsLocation: "body",
} as const;
const list = async () => (await call8x8(sandbox, "GET")).list;
const remove = async (items: unknown) => {
  expect((await call8x8(sandbox, "DELETE", { json: items })).status).toBe(200);
  return (await list()).map(({ subAccountId, type }) => `${subAccountId} ${type}`);
};

describe("storing 8x8 webhooks", () => {
  it("creates one of CADR and one of MSG when the type is omitted", async () => {
    expect(await store(sandbox, [item])).toEqual([
      { ...item, type: "CADR", enabled: true },
      { ...item, type: "MSG", enabled: true },
    ]);
  });

  it("creates one of a given type, enabled or not", async () => {
    const stored = await store(sandbox, [{ ...item, subAccountId: "*", type: "CABM", enabled: false }]);
    expect(stored).toEqual([{ ...item, subAccountId: "*", type: "CABM", enabled: false }]);
  });

  it("replaces by sub-account and type and keeps the others", async () => {
    await store(sandbox, [item, { ...item, type: "CABM" }, { ...item, subAccountId: "*" }]);
    const moved = `${url}/moved`;
    const stored = await store(sandbox, [{ ...item, url: moved, type: "MSG" }]);
    expect(stored.map((webhook) => [webhook.subAccountId, webhook.type, webhook.url])).toEqual([
      ["Acme_Support", "CADR", url],
      ["Acme_Support", "MSG", moved],
      ["Acme_Support", "CABM", url],
      ["*", "CADR", url],
      ["*", "MSG", url],
    ]);
  });

  it("is idempotent, and keeps the last of two items with the same key", async () => {
    const items = [item, { ...item, url: `${url}/last` }];
    const once = await store(sandbox, items);
    expect(await store(sandbox, items)).toEqual(once);
    expect(once.map((webhook) => webhook.url)).toEqual([`${url}/last`, `${url}/last`]);
  });

  it("changes nothing for an empty array", async () => {
    expect(await store(sandbox, [])).toEqual([]);
    await store(sandbox, [item]);
    expect(await store(sandbox, [])).toHaveLength(2);
  });

  it("resets an authorization and enabled when they are omitted", async () => {
    const type = "MSG";
    await store(sandbox, [{ ...item, type, httpAuthorization: "Bearer t0p-s3cret", enabled: false }]);
    expect(await store(sandbox, [{ ...item, type }])).toEqual([{ ...item, type, enabled: true }]);
    await store(sandbox, [{ ...item, type, oauth }]);
    expect(await store(sandbox, [{ ...item, type }])).toEqual([{ ...item, type, enabled: true }]);
  });

  it.each(["__proto__", "constructor", "", "Grüße/ /🎉"])(
    "accepts the sub-account %j literally",
    async (subAccountId) => {
      expect(await store(sandbox, [{ ...item, subAccountId, type: "MSG" }])).toMatchObject([{ subAccountId }]);
      expect(await remove([{ subAccountId }])).toEqual([]);
    },
  );
});

describe("listing 8x8 webhooks", () => {
  it("masks secrets where they are set", async () => {
    const stored = await store(sandbox, [
      { ...item, type: "MSG", httpAuthorization: "Basic t0p-s3cret" },
      { ...item, type: "CADR", oauth: { ...oauth, scope: "read write" } },
      { ...item, type: "CABM", httpAuthorization: "", oauth },
    ]);
    expect(stored).toEqual([
      { ...item, type: "MSG", enabled: true, httpAuthorization: "***" },
      { ...item, type: "CADR", enabled: true, oauth: { ...oauth, clientSecret: "***", scope: "read write" } },
      { ...item, type: "CABM", enabled: true, oauth: { ...oauth, clientSecret: "***" } },
    ]);
  });

  it("treats an empty authorization as none", async () => {
    expect(await store(sandbox, [{ ...item, type: "MSG", httpAuthorization: "" }])).toEqual([
      { ...item, type: "MSG", enabled: true },
    ]);
  });
});

describe("deleting 8x8 webhooks", () => {
  beforeEach(async () => {
    const types = [{ type: "CABM" }, {}];
    const scopes = ["Acme_Support", "*"];
    await store(
      sandbox,
      scopes.flatMap((subAccountId) => types.map((type) => ({ ...item, subAccountId, ...type }))),
    );
  });

  it("deletes CADR and MSG, and not CABM, when the type is omitted", async () => {
    const left = ["Acme_Support CABM", "* CABM", "* CADR", "* MSG"];
    expect(await remove([{ subAccountId: "Acme_Support" }])).toEqual(left);
  });

  it("deletes a given type only", async () => {
    expect(await remove([{ subAccountId: "*", type: "CABM" }])).toHaveLength(5);
  });

  it("treats * as a scope, and not as a wildcard", async () => {
    const left = ["Acme_Support CABM", "Acme_Support CADR", "Acme_Support MSG", "* CABM"];
    expect(await remove([{ subAccountId: "*" }])).toEqual(left);
  });

  it("changes nothing for unknown webhooks and for an empty array", async () => {
    expect(await remove([{ subAccountId: "Other" }, { subAccountId: "__proto__" }])).toHaveLength(6);
    expect(await remove([])).toHaveLength(6);
  });
});

describe("the store of 8x8 webhooks", () => {
  it("keeps secrets unmasked for deliveries, and no empty authorization", () => {
    const webhook = { ...item, type: "MSG" } as const;
    const store8x8 = new Store8x8();
    store8x8.createOrReplace({ token: "token-1", accountId }, [{ ...webhook, httpAuthorization: "Bearer t0p-s3cret" }]);
    store8x8.createOrReplace({ token: "token-2", accountId }, [{ ...webhook, httpAuthorization: "", oauth }]);
    expect(store8x8.all()).toEqual([
      {
        account: { token: "token-1", accountId },
        webhook: { ...webhook, enabled: true, httpAuthorization: "Bearer t0p-s3cret" },
      },
      { account: { token: "token-2", accountId }, webhook: { ...webhook, enabled: true, oauth } },
    ]);
    expect(store8x8.all()[1]?.webhook).not.toHaveProperty("httpAuthorization");
  });
});
