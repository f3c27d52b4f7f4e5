import { suggestion } from "@comms-webhooks/validation";
import { assertOptions, type OptionRules } from "../option-rules.js";

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

const rules: { readonly [Name in keyof BuildOptions<never>]-?: OptionRules[string] } = {
  example: ["string", "the name of an example"],
  change: ["object", "an object with fields of the delivery"],
  url: ["string", "a URL"],
  headers: ["object", "an object with a value for each header"],
};

/** The examples of all deliveries, by the delivery's name and by their own. */
type Examples<Deliveries> = { readonly [Name in keyof Deliveries]: Readonly<Record<string, Deliveries[Name]>> };

/**
 * Builds a delivery as a request from an example of it, for tests.
 * @param ownRules The rules of the vendor's own options.
 * @param authenticate Returns the headers that prove the body authentic, or `false` for none.
 * @throws {TypeError} if there is no delivery or no example of that name, or an option is wrong or unknown.
 */
export async function buildRequest<Deliveries, Name extends keyof Deliveries & string>(
  deliveries: Examples<Deliveries>,
  name: Name,
  options: BuildOptions<Deliveries[Name]>,
  ownRules: OptionRules,
  authenticate: (body: string) => Promise<Record<string, string> | false>,
): Promise<Request> {
  assertName(name, Object.keys(deliveries));
  assertOptions(options, { ...rules, ...ownRules });
  const { change, url = "https://receiver.invalid/", headers } = options;
  const examples = deliveries[name];
  const { example = Object.keys(examples)[0] ?? "" } = options;
  if (!Object.hasOwn(examples, example)) {
    const known = Object.keys(examples).map((key) => JSON.stringify(key));
    throw new TypeError(`example must be one of ${known.join(", ")} for ${name}; got ${JSON.stringify(example)}`);
  }
  const body = JSON.stringify({ ...examples[example], ...change });
  const own = { "Content-Type": "application/json", ...(await authenticate(body)) };
  return new Request(url, { method: "POST", body, headers: { ...own, ...headers } });
}

function assertName(name: unknown, names: readonly string[]): void {
  if (typeof name !== "string") throw new TypeError(`name must be the name of a delivery; got ${typeof name}`);
  if (names.includes(name)) return;
  throw new TypeError(`name must be the name of a delivery; got ${JSON.stringify(name)}${suggestion(name, names)}`);
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
