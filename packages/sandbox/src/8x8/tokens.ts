import type { WebhookConfiguration } from "@comms-webhooks/8x8-types";
import type { Sources } from "../clock/sources.js";
import { DeliveryError, type Send } from "../delivery/send.js";

/** The client credentials of a webhook. */
export type OAuth = NonNullable<WebhookConfiguration["oauth"]>;

/** Fetches access tokens by client credentials (RFC 6749, section 4.4), and keeps each until it expires. */
export class Tokens {
  readonly #sources: Sources;
  readonly #kept = new Map<string, { readonly token: string; readonly expires: number }>();

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  /** Returns a token, and fetches one if none is kept. Rejects with a `DeliveryError`. */
  async get(oauth: OAuth, send: Send): Promise<string> {
    const kept = this.#kept.get(keyOf(oauth));
    const now = this.#sources.now();
    if (kept !== undefined && now < kept.expires) return kept.token;
    const response = await send(tokenRequest(oauth));
    if (!response.ok) throw new DeliveryError(`no token: the token endpoint responded with ${response.status}`);
    const { access_token: token, expires_in: seconds } = await bodyOf(response);
    if (typeof token !== "string" || token === "")
      throw new DeliveryError("no token: the response has no access_token");
    // Without expires_in this is NaN: the token is used for one delivery.
    this.#kept.set(keyOf(oauth), { token, expires: now + Number(seconds) * 1000 });
    return token;
  }

  /** Forgets the token of some credentials. */
  forget(oauth: OAuth): void {
    this.#kept.delete(keyOf(oauth));
  }

  clear(): void {
    this.#kept.clear();
  }
}

function tokenRequest({ url, clientId, clientSecret, credentialsLocation, scope }: OAuth): Request {
  const form = new URLSearchParams({ grant_type: "client_credentials", ...(scope && { scope }) });
  const headers = new Headers({ Accept: "application/json" });
  if (credentialsLocation === "header") {
    headers.set(
      "Authorization",
      `Basic ${Buffer.from(`${encoded(clientId)}:${encoded(clientSecret)}`).toString("base64")}`,
    );
  } else {
    form.set("client_id", clientId);
    form.set("client_secret", clientSecret);
  }
  return new Request(url, { method: "POST", headers, body: form });
}

/** Encodes as a form does. Client credentials in Basic have this form (RFC 6749, section 2.3.1). */
function encoded(text: string): string {
  return new URLSearchParams({ "": text }).toString().slice(1);
}

async function bodyOf(response: Response): Promise<Record<string, unknown>> {
  try {
    return Object(await response.json()) as Record<string, unknown>;
  } catch {
    throw new DeliveryError("no token: the response isn't JSON");
  }
}

function keyOf({ url, clientId, clientSecret, credentialsLocation, scope }: OAuth): string {
  return JSON.stringify([url, clientId, clientSecret, credentialsLocation, scope]);
}
