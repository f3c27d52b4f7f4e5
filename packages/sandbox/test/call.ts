export interface CallOptions {
  /** The body's value, sent as JSON; `text` is sent as it is. */
  json?: unknown;
  text?: string | Uint8Array<ArrayBuffer>;
  token?: string | null;
  headers?: Record<string, string>;
}

/** Builds a request to any of the APIs. */
export function requestInit(method: string, { json, text, token = "token-1", headers }: CallOptions): RequestInit {
  return {
    method,
    headers: {
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...(json !== undefined && { "content-type": "application/json" }),
      ...headers,
    },
    ...(json !== undefined && { body: JSON.stringify(json) }),
    ...(text !== undefined && { body: text }),
  };
}
