import type { Sources } from "../clock/sources.js";
import { isoTime } from "../clock/sources.js";

/** A request to the sandbox, and how it responded. */
export interface RequestRecord {
  /** When it arrived, in ISO 8601. */
  readonly time: string;
  /** The HTTP method. */
  readonly method: string;
  /** The path, without the query. */
  readonly path: string;
  /** The status of the response. */
  readonly status: number;
  /** What the response says is wrong, if its status is 400 or higher. */
  readonly reason?: string | undefined;
}

type Fetch = (request: Request) => Promise<Response>;

/** Calls a hook with each request that a fetch handler has responded to. */
export function watched(
  fetch: Fetch,
  { now }: Pick<Sources, "now">,
  onRequest: ((request: RequestRecord) => void) | undefined,
): Fetch {
  if (onRequest === undefined) return fetch;
  return async (request) => {
    const { method, url } = request;
    const time = isoTime(now());
    const response = await fetch(request);
    const { status } = response;
    const reason = status < 400 ? undefined : await reasonOf(response.clone());
    onRequest({ time, method, path: new URL(url).pathname, status, ...(reason !== undefined && { reason }) });
    return response;
  };
}

/** Reads the sentence that the error responses of all APIs have. */
async function reasonOf(response: Response): Promise<string | undefined> {
  const body: unknown = await response.json().catch(() => undefined);
  const { message } = Object(body) as { readonly message?: unknown };
  return typeof message === "string" ? message : undefined;
}
