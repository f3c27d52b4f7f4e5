import { beforeEach, describe, expect, it } from "vitest";
import { createSandbox, type Sandbox } from "../../src/index.js";
import { call8x8, store } from "./call.js";

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
};
const list = async () => (await call8x8(sandbox, "GET")).list;
const remove = async (items: unknown) => {
  expect((await call8x8(sandbox, "DELETE", { json: items })).status).toBe(200);
  return (await list()).map(({ subAccountId, type }) => `${subAccountId} ${type}`);
};

describe("storing 8x8 webhooks", () => {
  it("makes one of each type, CADR and MSG, when the type is left out", async () => {
    expect(await store(sandbox, [item])).toEqual([
      { ...item, type: "CADR", enabled: true },
      { ...item, type: "MSG", enabled: true },
    ]);
  });

  it("makes one of a given type, enabled or not", async () => {
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

  it("is the same when it is repeated, and takes the last of two alike", async () => {
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

  it("clears an authorization and a disabling that are left out", async () => {
    const type = "MSG";
    await store(sandbox, [{ ...item, type, httpAuthorization: "Bearer t0p-s3cret", enabled: false }]);
    expect(await store(sandbox, [{ ...item, type }])).toEqual([{ ...item, type, enabled: true }]);
    await store(sandbox, [{ ...item, type, oauth }]);
    expect(await store(sandbox, [{ ...item, type }])).toEqual([{ ...item, type, enabled: true }]);
  });

  it.each(["__proto__", "constructor", "", "Grüße/ /🎉"])(
    "takes the sub-account %j literally",
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

  it("takes an empty authorization as none", async () => {
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

  it("removes CADR and MSG, and not CABM, when the type is left out", async () => {
    const left = ["Acme_Support CABM", "* CABM", "* CADR", "* MSG"];
    expect(await remove([{ subAccountId: "Acme_Support" }])).toEqual(left);
  });

  it("removes a given type only", async () => {
    expect(await remove([{ subAccountId: "*", type: "CABM" }])).toHaveLength(5);
  });

  it("takes * as the one scope and no wildcard", async () => {
    const left = ["Acme_Support CABM", "Acme_Support CADR", "Acme_Support MSG", "* CABM"];
    expect(await remove([{ subAccountId: "*" }])).toEqual(left);
  });

  it("changes nothing for what is not there and for an empty array", async () => {
    expect(await remove([{ subAccountId: "Other" }, { subAccountId: "__proto__" }])).toHaveLength(6);
    expect(await remove([])).toHaveLength(6);
  });
});
