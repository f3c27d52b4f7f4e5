/** How a delivery is built for a test. */
export interface BuildOptions<Delivery> {
  /** The name of the specification's example to start from. Default: the first one. */
  readonly example?: string | undefined;
  /** Fields of the delivery that replace those of the example. */
  readonly change?: Partial<Delivery> | undefined;
  /** The URL to send the delivery to. Default: `https://receiver.invalid/`. */
  readonly url?: string | undefined;
  /** More headers, which also replace those that are set otherwise. */
  readonly headers?: Record<string, string> | undefined;
}

/**
 * Builds a delivery as a request from an example of it, for tests.
 * @param authenticate Returns the headers that prove the body authentic, or `false` for none.
 * @throws {TypeError} if there is no example of that name.
 */
export async function buildRequest<Delivery>(
  name: string,
  examples: Readonly<Record<string, Delivery>>,
  { example, change, url = "https://receiver.invalid/", headers }: BuildOptions<Delivery>,
  authenticate: (body: string) => Promise<Record<string, string> | false>,
): Promise<Request> {
  const [first = ""] = Object.keys(examples);
  const key = example ?? first;
  const found = Object.hasOwn(examples, key) ? examples[key] : undefined;
  if (found === undefined) {
    throw new TypeError(`example must be one of ${Object.keys(examples).join(", ")} for ${name}; got ${key}`);
  }
  const body = JSON.stringify({ ...found, ...change });
  const own = { "Content-Type": "application/json", ...(await authenticate(body)) };
  return new Request(url, { method: "POST", body, headers: { ...own, ...headers } });
}

/** Builds a request again with another body or other headers. The request itself stays readable. */
export async function rebuildRequest(
  request: Request,
  change: { readonly body?: BodyInit; readonly headers?: Readonly<Record<string, string>> },
): Promise<Request> {
  const headers = new Headers(request.headers);
  for (const [name, value] of Object.entries(change.headers ?? {})) headers.set(name, value);
  const body = change.body ?? (await request.clone().arrayBuffer());
  const stream = body instanceof ReadableStream ? { duplex: "half" as const } : {};
  return new Request(request.url, { method: request.method, headers, body, ...stream });
}
