import type { RequestHead } from "./delivery.js";

/**
 * A credential, several while one replaces another, or a function that returns them. The function is called for each
 * request, so that it can read a variable that is set later, or choose by the URL. If it throws or returns nothing, the
 * receiver responds with 500.
 */
export type Credentials =
  | string
  | readonly string[]
  | ((
      request: RequestHead,
    ) => string | readonly string[] | undefined | Promise<string | readonly string[] | undefined>);

/** The most credentials that are kept prepared; a function may derive them from what a sender wrote. */
const maxPrepared = 100;

/**
 * Prepares the credentials that a user gave, once for all requests, or those that a function returns, once for each value.
 * @throws {TypeError} what `prepare` throws for a wrong value.
 */
export function prepareCredentials<Prepared>(
  given: unknown,
  prepare: (credentials: unknown) => Prepared,
): (request: RequestHead) => Prepared | Promise<Prepared> {
  if (typeof given !== "function") {
    const prepared = prepare(given);
    return () => prepared;
  }
  const known = new Map<string, Prepared>();
  return async (request) => {
    const credentials: unknown = await given(request);
    const key = JSON.stringify(credentials) ?? "";
    const before = known.get(key);
    if (before !== undefined) return before;
    const prepared = prepareReturned(credentials, prepare);
    if (known.size >= maxPrepared) known.clear();
    known.set(key, prepared);
    return prepared;
  };
}

function prepareReturned<Prepared>(credentials: unknown, prepare: (credentials: unknown) => Prepared): Prepared {
  try {
    return prepare(credentials);
  } catch (error) {
    const got = credentials === "" ? "an empty string" : credentials === null ? "null" : typeof credentials;
    throw new TypeError(`${error instanceof Error ? error.message : error}; the function returned ${got}`);
  }
}
