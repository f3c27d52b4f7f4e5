import { createManualClock, createSandbox, type ManualClock, type Sandbox } from "@comms-webhooks/sandbox";
import type { Receiver } from "comms-webhooks";
import { create8x8Receiver, create8x8Webhooks } from "comms-webhooks/8x8";
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from "jose";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type AuthorizationServer, startAuthorizationServer, tokenLifetime } from "../../lib/authorization-server.ts";

const platform = { id: "8x8:webhooks+%", secret: "a s3cret: of + thirty-two & characters" };
const ourselves = { id: "receiver", secret: "another secret of 32 characters!" };
const url = "https://hooks.example.com/8x8";
const event = { api: "8x8", name: "inbound_message_received" } as const;
const ownAuthorization = `Basic ${btoa(`${ourselves.id}:${encodeURIComponent(ourselves.secret)}`)}`;

type VerifyToken = (token: string) => Promise<boolean>;

/** Asks the authorization server about each token (RFC 7662). */
function introspect(server: AuthorizationServer): VerifyToken {
  return async (token) => {
    const response = await server.fetch(
      new Request(`${server.issuer}/token/introspection`, {
        method: "POST",
        headers: { authorization: ownAuthorization },
        body: new URLSearchParams({ token }),
      }),
    );
    const { active, client_id: client, scope } = (await response.json()) as Record<string, unknown>;
    return active === true && client === platform.id && scope === "deliveries:write";
  };
}

/** Verifies the signature, the times and the claims of a JWT with the authorization server's keys (RFC 9068). */
function verifyJwt(server: AuthorizationServer): VerifyToken {
  return async (token) => {
    const keys = (await (await server.fetch(new Request(`${server.issuer}/jwks`))).json()) as JSONWebKeySet;
    const { issuer, audience } = server;
    try {
      const { payload } = await jwtVerify(token, createLocalJWKSet(keys), { issuer, audience, typ: "at+jwt" });
      return payload["client_id"] === platform.id && payload["scope"] === "deliveries:write";
    } catch {
      return false;
    }
  };
}

describe.each([
  { format: "opaque", credentialsLocation: "header", verify: introspect },
  { format: "jwt", credentialsLocation: "body", verify: verifyJwt },
] as const)("with $format tokens of oidc-provider, for credentials in the $credentialsLocation,", (kind) => {
  const { format, credentialsLocation, verify } = kind;
  let server: AuthorizationServer;
  let receiver: Receiver;
  let sandbox: Sandbox;
  let clock: ManualClock;
  let received: unknown[];

  beforeEach(async () => {
    // The authorization server and jose live by the system's time, the sandbox by its own clock.
    vi.useFakeTimers({ toFake: ["Date"] });
    server = await startAuthorizationServer(format, credentialsLocation, [platform, ourselves]);
    received = [];
    receiver = create8x8Receiver({
      verifyToken: verify(server),
      on: { inbound_message_received: ({ payload }) => received.push(payload.umid) },
    });
    clock = createManualClock();
    sandbox = createSandbox({
      ...clock,
      receive: (request) => (request.url.startsWith(server.issuer) ? server.fetch(request) : receiver(request)),
    });
  });
  afterEach(async () => {
    vi.useRealTimers();
    await sandbox.close();
    server.close();
  });

  async function register(secret: string): Promise<void> {
    const accountId = "3f8a1c52-7d40-4b9e-a6c1-90e2d57b48af";
    const oauth = {
      url: `${server.issuer}/token`,
      clientId: platform.id,
      clientSecret: secret,
      credentialsLocation,
      scope: "deliveries:write",
    };
    const webhooks = create8x8Webhooks({ accountId, auth: "k7", fetch: sandbox.fetch });
    await webhooks.createOrReplace([{ subAccountId: "*", url, type: "MSG", oauth }]);
  }

  it("deliveries arrive, and one token serves several", async () => {
    await register(platform.secret);
    expect(await sandbox.deliver(event)).toMatchObject([{ outcome: "delivered", status: 200 }]);
    expect(await sandbox.deliver(event)).toMatchObject([{ outcome: "delivered", status: 200 }]);
    expect([received.length, server.issued()]).toEqual([2, 1]);
  });

  it("a wrong secret gets no token and no delivery, which a retry makes up for once the secret is right", async () => {
    await register(`${platform.secret}!`);
    const error = expect.stringMatching(/token endpoint responded with (400|401)/);
    expect(await sandbox.deliver(event)).toMatchObject([{ outcome: "failed", error, retryAt: expect.anything() }]);
    expect([received.length, server.issued()]).toEqual([0, 0]);
    await register(platform.secret);
    await clock.advance(1_000);
    expect(sandbox.attempts().at(-1)).toMatchObject({ attempt: 2, outcome: "delivered" });
    expect([received.length, server.issued()]).toEqual([1, 1]);
  });

  it("a token of someone else is rejected", async () => {
    await register(platform.secret);
    const form = new URLSearchParams({ grant_type: "client_credentials", scope: "deliveries:write" });
    const headers = new Headers();
    if (credentialsLocation === "header") {
      headers.set("authorization", ownAuthorization);
    } else {
      form.set("client_id", ourselves.id);
      form.set("client_secret", ourselves.secret);
    }
    const request = new Request(`${server.issuer}/token`, { method: "POST", headers, body: form });
    const { access_token: token } = (await (await server.fetch(request)).json()) as { access_token: string };
    const post = { method: "POST", body: "{}", headers: { authorization: `Bearer ${token}` } };
    expect(token).toMatch(/./);
    expect((await receiver(new Request(url, post))).status).toBe(401);
  });

  it("a token that expires by the sandbox's clock is replaced before the next delivery", async () => {
    await register(platform.secret);
    await sandbox.deliver(event);
    await clock.advance(tokenLifetime * 1_000);
    expect(await sandbox.deliver(event)).toMatchObject([{ outcome: "delivered" }]);
    expect([received.length, server.issued()]).toEqual([2, 2]);
  });

  it("a token that has expired at its issuer is rejected, and the retry brings another", async () => {
    await register(platform.secret);
    await sandbox.deliver(event);
    vi.setSystemTime(Date.now() + (tokenLifetime + 1) * 1_000);
    expect(await sandbox.deliver(event)).toMatchObject([
      { outcome: "failed", status: 401, retryAt: expect.anything() },
    ]);
    await clock.advance(1_000);
    expect(sandbox.attempts().at(-1)).toMatchObject({ attempt: 2, outcome: "delivered", status: 200 });
    expect([received.length, server.issued()]).toEqual([2, 2]);
  });
});
