import { Hono } from "hono";
import { beforeEach, describe, expect, it } from "vitest";
import { createManualClock, createSandbox, type ManualClock, type Sandbox } from "../../src/index.js";
import { store } from "./call.js";

const url = "https://hooks.example.net/8x8";
const oauth = {
  url: "https://login.example.net/token?tenant=acme",
  clientId: "acme: webhooks",
  clientSecret: "t0p+s3cret&ü",
  credentialsLocation: "header",
};
const inbound = { api: "8x8", name: "inbound_message_received" } as const;
interface TokenRequest {
  authorization: string | undefined;
  type: string | undefined;
  url: string;
  form: Record<string, unknown>;
}

let clock: ManualClock;
let sandbox: Sandbox;
let requests: TokenRequest[];
let deliveries: (string | null)[];
let token: (count: number) => Response;
let status: number;
beforeEach(() => {
  clock = createManualClock();
  [requests, deliveries, status] = [[], [], 200];
  token = (count) => Response.json({ access_token: `token-${count}`, token_type: "Bearer", expires_in: 3600 });
  const login = new Hono().post("/token", async (c) => {
    const form = (await c.req.parseBody()) as Record<string, unknown>;
    const [authorization, type] = [c.req.header("authorization"), c.req.header("content-type")];
    requests.push({ authorization, type, url: c.req.url, form });
    return token(requests.length);
  });
  const receive = (request: Request) => {
    if (new URL(request.url).host === "login.example.net") return login.fetch(request);
    deliveries.push(request.headers.get("authorization"));
    return new Response(null, { status });
  };
  sandbox = createSandbox({ ...clock, receive });
});

const register = (changes: object = {}) =>
  store(sandbox, [{ subAccountId: "*", url, type: "MSG", oauth: { ...oauth, ...changes } }]);

describe("a delivery with OAuth", () => {
  it("fetches the token with the credentials in the header", async () => {
    await register();
    expect(await sandbox.deliver(inbound)).toMatchObject([{ outcome: "delivered", status: 200 }]);
    expect(deliveries).toEqual(["Bearer token-1"]);
    const [request] = requests as [TokenRequest];
    expect(request.url).toBe(oauth.url);
    expect(request.type).toMatch(/^application\/x-www-form-urlencoded/);
    expect(request.form).toEqual({ grant_type: "client_credentials" });
    const credentials = Buffer.from(request.authorization?.replace(/^Basic /, "") ?? "", "base64").toString();
    expect(credentials).toBe("acme%3A+webhooks:t0p%2Bs3cret%26%C3%BC");
  });

  it("fetches the token with the credentials in the form", async () => {
    await register({ credentialsLocation: "body", scope: "hooks:write hooks:read" });
    await sandbox.deliver(inbound);
    expect(deliveries).toEqual(["Bearer token-1"]);
    expect(requests).toMatchObject([
      {
        authorization: undefined,
        form: {
          grant_type: "client_credentials",
          client_id: oauth.clientId,
          client_secret: oauth.clientSecret,
          scope: "hooks:write hooks:read",
        },
      },
    ]);
  });

  it("sends the scope with the credentials in the header too", async () => {
    await register({ scope: "a b" });
    await sandbox.deliver(inbound);
    expect(requests[0]?.form).toEqual({ grant_type: "client_credentials", scope: "a b" });
  });

  it("keeps a token until it expires", async () => {
    await register();
    await sandbox.deliver(inbound);
    await clock.advance(3_599_999);
    await sandbox.deliver(inbound);
    await clock.advance(1);
    await sandbox.deliver(inbound);
    expect(deliveries).toEqual(["Bearer token-1", "Bearer token-1", "Bearer token-2"]);
  });

  it.each([undefined, 0, -1, "soon", null])("uses a token for one delivery if it expires in %j", async (expires_in) => {
    token = (count) => Response.json({ access_token: `token-${count}`, expires_in });
    await register();
    await sandbox.deliver(inbound);
    await sandbox.deliver(inbound);
    expect(deliveries).toEqual(["Bearer token-1", "Bearer token-2"]);
  });

  it("keeps a token for its credentials only, and until a reset", async () => {
    await register();
    await sandbox.deliver(inbound);
    await register({ scope: "other" });
    await sandbox.deliver(inbound);
    sandbox.reset();
    await register();
    await sandbox.deliver(inbound);
    expect(deliveries).toEqual(["Bearer token-1", "Bearer token-2", "Bearer token-3"]);
  });

  it("drops a token that a receiver rejects, and fetches another for the retry", async () => {
    await register();
    status = 401;
    await sandbox.deliver(inbound);
    status = 500;
    await clock.advance(1_000);
    await clock.advance(10_000);
    expect(deliveries).toEqual(["Bearer token-1", "Bearer token-2", "Bearer token-2"]);
  });
});

describe("a token that can't be fetched", () => {
  const failures: [string, () => Response, string][] = [
    ["an error", () => new Response("t0p", { status: 401 }), "no token: the token endpoint responded with 401"],
    [
      "a redirect",
      () => Response.redirect("https://example.net", 302),
      "no token: the token endpoint responded with 302",
    ],
    ["not JSON", () => new Response("t0p"), "no token: the response isn't JSON"],
    ["null", () => Response.json(null), "no token: the response has no access_token"],
    ["without a token", () => Response.json({ token: "t0p" }), "no token: the response has no access_token"],
    ["an empty one", () => Response.json({ access_token: "" }), "no token: the response has no access_token"],
    ["a number", () => Response.json({ access_token: 5 }), "no token: the response has no access_token"],
  ];

  it.each(failures)("because the response is %s counts as a failure, and is retried", async (_, respond, error) => {
    token = respond;
    await register();
    const [attempt] = await sandbox.deliver(inbound);
    expect(attempt).toMatchObject({ outcome: "failed", error, url });
    expect(attempt).not.toHaveProperty("status");
    expect(deliveries).toEqual([]);
    token = () => Response.json({ access_token: "token" });
    await clock.advance(1_000);
    expect(deliveries).toEqual(["Bearer token"]);
  });

  it("because it isn't a header's value counts as a failure, and isn't logged", async () => {
    token = () => Response.json({ access_token: "t0p\ns3cret" });
    await register();
    const error = "the webhook's URL or authorization doesn't make a valid request";
    expect(await sandbox.deliver(inbound)).toMatchObject([{ outcome: "failed", error }]);
  });
});
