/** What a receiver knows of a request before it reads the body. Nothing of it is verified. */
export interface RequestHead {
  /** The HTTP method, in upper case. */
  readonly method: string;
  /** The absolute URL that the request was sent to, as far as the server knows it. */
  readonly url?: string | undefined;
  /** Returns a header's value, those of a repeated header joined with `", "`, or nothing if the header is missing. */
  header(name: string): string | null | undefined;
}

/** A request as a receiver reads it, whatever server it came through. Header names are given in lower case. */
export interface IncomingDelivery extends RequestHead {
  /** Returns all headers, which the receiver copies. Called only when a handler reads `context.headers`. */
  headers(): Headers;
  /** Returns whether the body was already read without its bytes being kept. Default: `body` finds out. */
  readonly consumed?: (() => boolean) | undefined;
  /**
   * Reads the body. Resolves to `"too-large"` as soon as it is longer than `limit` bytes, and to `"aborted"` if the
   * connection breaks.
   * @throws {BodyConsumedError} if the bytes were already read.
   */
  body(limit: number): Promise<Uint8Array<ArrayBuffer> | BodyProblem>;
}

/** What a receiver responds with, as plain data for any server. */
export interface ReceiverResponse {
  /** The HTTP status. */
  readonly status: number;
  /** The headers by name. */
  readonly headers: Readonly<Record<string, string>>;
  /** The text of the body; `null` for none. */
  readonly body: string | null;
  /** At the `deadline`: the response that the receiver would return if it waited for the handler. It never rejects. */
  readonly pending?: Promise<ReceiverResponse> | undefined;
}

/** What the platform offers a receiver in addition to the request. */
export interface Platform {
  /** Keeps the platform alive until a promise has settled, such as `ctx.waitUntil` of a worker. */
  readonly waitUntil?: ((promise: Promise<unknown>) => void) | undefined;
}

/**
 * A receiver of deliveries. It always returns a response; the promise is rejected only with a {@link BodyConsumedError}.
 *
 * Call it with a `Request` of the Fetch API. Whatever else a platform passes is accepted, so that a receiver can be exported
 * as it is: as a route of Next.js, for Deno, Bun or h3, or as the `fetch` of a worker. The first of the two arguments that
 * has a `waitUntil` is the {@link Platform}.
 */
export interface Receiver {
  (request: Request, platform?: unknown, context?: unknown): Promise<Response>;
  /** Receives a delivery through a server without the Fetch API. `toNodeHandler` and `toLambdaHandler` call it. */
  readonly handle: (delivery: IncomingDelivery, platform?: unknown) => Promise<ReceiverResponse>;
}

/** Why a body couldn't be read: it is longer than the limit, or the connection broke. */
export type BodyProblem = "too-large" | "aborted";

/**
 * Checks a delivery that a server passes to `handle`.
 * @throws {TypeError} for the first part that is missing.
 */
export function assertDelivery(delivery: IncomingDelivery): void {
  if (typeof delivery !== "object" || delivery === null) {
    throw new TypeError(`delivery must be an object; got ${delivery === null ? "null" : typeof delivery}`);
  }
  for (const name of ["header", "headers", "body"] as const) {
    const type = typeof delivery[name];
    if (type !== "function") throw new TypeError(`delivery.${name} must be a function; got ${type}`);
  }
}

/**
 * Checks what an adapter creates a server's handler from.
 * @throws {TypeError} if it has no `handle` function.
 */
export function assertHandle(receiver: Pick<Receiver, "handle">): void {
  if (typeof receiver?.handle === "function") return;
  const got = typeof receiver === "function" ? "a function without it" : receiver === null ? "null" : typeof receiver;
  throw new TypeError(
    "receiver must have a handle function, as the receivers of this package have. To wrap one, pass " +
      `{ handle: (delivery, platform) => receiver.handle(delivery, platform) }; got ${got}`,
  );
}

/**
 * Checks what the `body` of a delivery resolved to.
 * @throws {TypeError} if it is neither bytes nor a problem.
 */
export function assertBody(body: unknown): void {
  if (body instanceof Uint8Array || body === "too-large" || body === "aborted") return;
  const got = body === null ? "null" : typeof body;
  throw new TypeError(`delivery.body must resolve to a Uint8Array, "too-large" or "aborted"; got ${got}`);
}

/** The body was read before the receiver could read it, for example by a framework's JSON parser. */
export class BodyConsumedError extends TypeError {
  override readonly name = "BodyConsumedError" as const;

  constructor() {
    super(
      "The request's body was already read. The receiver needs the bytes as they were sent. " +
        "Put the receiver before the framework's body parser (in Express, before express.json(), or use express.raw()), " +
        "or have the parser keep the bytes as request.rawBody.",
    );
  }
}
