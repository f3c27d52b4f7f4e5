import { servers } from "@comms-webhooks/8x8-client";
import { describe, expect, it } from "vitest";
import { type ClientOptions, create8x8Webhooks } from "../../src/8x8/index.js";
import { type HttpError, InvalidRequestError } from "../../src/index.js";
import { json, observe, rejection } from "../helpers.js";

const accountId = "3f8a1c52-7d40-4b9e-a6c1-90e2d57b48af";
const webhook = { subAccountId: "Onion_Marketing", url: "https://hooks.example.com/8x8" };
const oauth = {
  url: "https://auth.example.com/oauth/token",
  clientId: "id",
  clientSecret: "client-secret",
  credentialsLocation: "body",
} as const;
const failure = (code: number) => ({ code, message: "No", errorId: "e-1", timestamp: "2026-01-02T03:04:05.67Z" });

function client(response: Response, options: Partial<ClientOptions> = {}) {
  const { fetch, requests } = observe(response);
  return { webhooks: create8x8Webhooks({ accountId, auth: "api-key", fetch, ...options }), requests };
}

describe("the server", () => {
  it.each(Object.entries(servers))("of the region %s is %s", async (region, server) => {
    const { webhooks, requests } = client(json([]), { region: region as keyof typeof servers });
    await webhooks.list().toArray();
    expect(requests[0]?.url).toBe(`${server}/api/v1/accounts/${accountId}/webhooks`);
  });

  it("is Asia Pacific's by default", async () => {
    const { webhooks, requests } = client(json([]));
    await webhooks.list().toArray();
    expect(new URL(requests[0]?.url ?? "").origin).toBe(servers.asiaPacific);
  });

  it("is of a known region", () => {
    expect(() => client(json([]), { region: "mars" as never })).toThrow(
      'region must be one of asiaPacific, northAmerica, europe, indonesia; got "mars"',
    );
  });
});

describe("the account id", () => {
  it("goes out as given, percent-encoded", async () => {
    const { webhooks, requests } = client(json([]), { accountId: "Corp & Söhne/1" });
    await webhooks.list().toArray();
    expect(new URL(requests[0]?.url ?? "").pathname).toBe("/api/v1/accounts/Corp%20%26%20S%C3%B6hne%2F1/webhooks");
  });

  it.each(["", ".", "..", undefined])("%j is rejected", (id) => {
    expect(() => create8x8Webhooks({ auth: "k", accountId: id as string })).toThrow(/^accountId must be an id; got /);
  });

  it.each([400, 401])("is named by the error of a %i where it isn't a UUID", async (status) => {
    const error = (await rejection(
      client(json(failure(1200), { status }), { accountId: "ExampleCorp" })
        .webhooks.list()
        .toArray(),
    )) as HttpError;
    expect(error.hint).toContain(`The account id "ExampleCorp" isn't a UUID`);
    expect(error.message).toContain(error.hint ?? "-");
  });

  it("is not named where it is a UUID, or the status has other causes", async () => {
    const hintOf = async (code: number, status: number, options: Partial<ClientOptions>) => {
      const { webhooks } = client(json(failure(code), { status }), { retries: 0, ...options });
      return ((await rejection(webhooks.list().toArray())) as HttpError).hint;
    };
    expect(await hintOf(1200, 401, {})).toMatch(/^Set auth to an API key of this account/);
    expect(await hintOf(2000, 500, { accountId: "ExampleCorp" })).toBeUndefined();
  });
});

describe("createOrReplace", () => {
  it("posts the array and returns nothing, whatever the body", async () => {
    for (const response of [new Response(), json({ any: "thing" }), new Response("<html>")]) {
      const { webhooks, requests } = client(response);
      expect(await webhooks.createOrReplace([webhook])).toBeUndefined();
      expect(requests[0]?.method).toBe("POST");
      expect(await requests[0]?.json()).toEqual([webhook]);
    }
  });

  it("leaves out an empty httpAuthorization beside oauth", async () => {
    const { webhooks, requests } = client(new Response());
    await webhooks.createOrReplace([{ ...webhook, httpAuthorization: "", oauth }]);
    expect(await requests[0]?.json()).toEqual([{ ...webhook, oauth }]);
  });

  it.each([
    ["both kinds of authorization", { httpAuthorization: "Bearer x", oauth }, [0, "httpAuthorization"]],
    ["a token endpoint without TLS", { oauth: { ...oauth, url: "http://auth.example.com" } }, [0, "oauth", "url"]],
    ["the type *", { type: "*" }, [0, "type"]],
    ["an unknown field", { version: 3 }, [0, "version"]],
    ["the mask of a header", { httpAuthorization: "***" }, [0, "httpAuthorization"]],
    ["the mask of a client's secret", { oauth: { ...oauth, clientSecret: "***" } }, [0, "oauth", "clientSecret"]],
  ])("rejects %s before it is sent", async (_name, change, path) => {
    const { webhooks, requests } = client(new Response());
    const error = (await rejection(
      webhooks.createOrReplace([{ ...webhook, ...change } as never]),
    )) as InvalidRequestError;
    expect(error).toBeInstanceOf(InvalidRequestError);
    expect(error.issues.map((issue) => issue.path)).toEqual([path]);
    expect(requests).toHaveLength(0);
  });

  it("rejects what isn't an array", async () => {
    const error = await rejection(client(new Response()).webhooks.createOrReplace(webhook as never));
    expect((error as Error).message).toBe(
      "createOrReplaceWebhooks was not sent: the value must be an array; got an object",
    );
  });
});

describe("httpAuthorization", () => {
  it.each([
    ["Bearer s3cret-word\n", "a line break"],
    ["Bearer s3cret\r\nX-Other: 1", "a line break"],
    ["Bearer s3cret-wörd-日本", "other characters"],
    ["Bearer s3cret\u0000", "other characters"],
  ])("that can't be sent in a header is rejected, without showing it: %j", async (httpAuthorization, got) => {
    for (const method of ["createOrReplace", "ensure"] as const) {
      const { webhooks, requests } = client(json([]));
      const error = await rejection(webhooks[method]([webhook, { ...webhook, type: "MSG", httpAuthorization }]));
      expect(error).toBeInstanceOf(InvalidRequestError);
      expect((error as Error).message).toBe(
        `createOrReplaceWebhooks was not sent: [1].httpAuthorization must be a header value in Latin-1; got one with ${got}`,
      );
      expect(requests).toHaveLength(0);
    }
  });

  it.each(["Bearer s3cret-wörd", "Basic dTpw", ""])("in Latin-1 is sent: %j", async (httpAuthorization) => {
    const { webhooks, requests } = client(new Response());
    await webhooks.createOrReplace([{ ...webhook, httpAuthorization }]);
    expect(await requests[0]?.json()).toEqual([{ ...webhook, httpAuthorization }]);
  });
});

describe("list and delete", () => {
  it("lists what the account has", async () => {
    const stored = [{ ...webhook, type: "CADR", enabled: true, httpAuthorization: "***" }, webhook];
    expect(await client(json(stored)).webhooks.list().toArray()).toEqual(stored);
  });

  it("sends the references in the body of a DELETE", async () => {
    const { webhooks, requests } = client(new Response());
    await webhooks.delete([{ subAccountId: "*", type: "CABM" }, { subAccountId: "Onion_Marketing" }]);
    expect(requests[0]?.method).toBe("DELETE");
    expect(requests[0]?.headers.get("Content-Type")).toBe("application/json");
    expect(await requests[0]?.json()).toEqual([
      { subAccountId: "*", type: "CABM" },
      { subAccountId: "Onion_Marketing" },
    ]);
  });

  it("rejects a reference that isn't an object by its index", async () => {
    const error = await rejection(client(new Response()).webhooks.delete([null] as never));
    expect((error as Error).message).toBe("deleteWebhooks was not sent: [0] must be an object; got null");
  });
});

describe("an error", () => {
  it("has the meaning of its code and the error id", async () => {
    const error = (await rejection(
      client(json(failure(1001), { status: 400 }))
        .webhooks.list()
        .toArray(),
    )) as HttpError;
    expect(error.message).toMatch(
      /failed with 400: No \(code 1001, Illegal SubAccountId\)\. The sub-account must be one of this account/,
    );
    expect(error).toMatchObject({ code: 1001, requestId: "e-1" });
  });

  it("has a code without a known meaning as it is", async () => {
    const error = await rejection(
      client(json(failure(987654), { status: 422 }))
        .webhooks.list()
        .toArray(),
    );
    expect((error as Error).message).toMatch(/: No \(code 987654\)$/);
  });
});
