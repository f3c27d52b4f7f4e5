import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Provider } from "oidc-provider";

/** A client of the authorization server: an id and a secret, with characters that a form encodes. */
export interface Client {
  id: string;
  secret: string;
}

/** An authorization server on loopback. Outside it is known by its issuer, as behind a proxy that ends TLS. */
export interface AuthorizationServer {
  issuer: string;
  audience: string;
  /** Returns how many tokens it has issued. */
  issued(): number;
  /** Sends it a request for its public address. */
  fetch(request: Request): Promise<Response>;
  close(): void;
}

/** The seconds that a token is valid. */
export const tokenLifetime = 600;

/** Starts an oidc-provider that issues opaque tokens, or JWTs for an audience. */
export async function startAuthorizationServer(
  format: "opaque" | "jwt",
  credentialsLocation: "header" | "body",
  clients: readonly Client[],
): Promise<AuthorizationServer> {
  const [issuer, audience] = ["https://login.example.com", "https://hooks.example.com"];
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const provider = new Provider(issuer, {
    clients: clients.map(({ id, secret }) => ({
      client_id: id,
      client_secret: secret,
      grant_types: ["client_credentials"],
      redirect_uris: [],
      response_types: [],
      id_token_signed_response_alg: "ES256",
      token_endpoint_auth_method: credentialsLocation === "header" ? "client_secret_basic" : "client_secret_post",
    })),
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), alg: "ES256", use: "sig" }] },
    cookies: { keys: ["a key of cookies that no one gets"] },
    scopes: ["deliveries:write"],
    ttl: { ClientCredentials: tokenLifetime },
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      introspection: { enabled: true },
      resourceIndicators: {
        enabled: format === "jwt",
        defaultResource: () => audience,
        getResourceServerInfo: () => ({
          scope: "deliveries:write",
          audience,
          accessTokenFormat: "jwt",
          accessTokenTTL: tokenLifetime,
          jwt: { sign: { alg: "ES256" } },
        }),
      },
    },
  });
  provider.proxy = true;
  let issued = 0;
  provider.on("grant.success", () => (issued += 1));

  const server = createServer(provider.callback());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    issuer,
    audience,
    issued: () => issued,
    async fetch(request) {
      const { pathname, search } = new URL(request.url);
      const headers = new Headers(request.headers);
      headers.set("x-forwarded-proto", "https");
      headers.set("x-forwarded-host", new URL(issuer).host);
      const body = request.method === "GET" ? {} : { body: await request.arrayBuffer() };
      return fetch(`http://127.0.0.1:${port}${pathname}${search}`, { method: request.method, headers, ...body });
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
