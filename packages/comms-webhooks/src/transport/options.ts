/** A token, or a function that gives one for each call. */
export type Auth = string | (() => string | Promise<string>);

/** What both clients can be made with. */
export interface ClientOptions {
  /** The token for the `Authorization` header, without the word `Bearer`. */
  readonly auth: Auth;
  /** The base URL, to talk to another server than the vendor's. */
  readonly baseUrl?: string | undefined;
  /** The function to send requests with, in place of the global `fetch`. */
  readonly fetch?: ((request: Request) => Promise<Response>) | undefined;
}

/** Refuses options that no call could be made with. */
export function assertOptions(options: ClientOptions): void {
  const { auth, baseUrl, fetch } = Object(options) as { [Name in keyof ClientOptions]: unknown };
  if (typeof auth !== "string" && typeof auth !== "function") {
    throw new TypeError(`auth must be a token, or a function that gives one; got ${typeof auth}`);
  }
  if (fetch !== undefined && typeof fetch !== "function") {
    throw new TypeError(`fetch must be a function; got ${typeof fetch}`);
  }
  if (baseUrl !== undefined && !isBaseUrl(baseUrl)) {
    throw new TypeError("baseUrl must be an http or https URL without credentials, query and fragment");
  }
}

function isBaseUrl(value: unknown): boolean {
  if (typeof value !== "string" || !URL.canParse(value)) return false;
  const url = new URL(value);
  return /^https?:$/.test(url.protocol) && !url.username && !url.password && !/[?#]/.test(value);
}
