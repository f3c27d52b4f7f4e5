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
