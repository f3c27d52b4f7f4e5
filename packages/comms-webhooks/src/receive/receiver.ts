import { longestTimer } from "../clock.js";
import { answer, systemSleep } from "./answer.js";
import { BodyConsumedError, type BodyProblem, readBody } from "./body.js";
import type { Delivered } from "./delivered.js";
import { dispatch } from "./dispatch.js";
import { type Outcome, once } from "./duplicates.js";
import type { DeliveryContext, Platform, Receiver, ReceiverOptions, Rejection } from "./options.js";

/** What a vendor's receiver knows. */
export interface Protocol<Deliveries, Unknown> {
  /** Refuses a request by its headers, before the body is read. */
  readonly checkHeaders: (headers: Headers) => Rejection | undefined | Promise<Rejection | undefined>;
  /** Refuses a request by its body. */
  readonly checkBody: (headers: Headers, body: Uint8Array<ArrayBuffer>) => Promise<Rejection | undefined>;
  /** Says what a value is. */
  readonly identify: (value: unknown) => Delivered<Deliveries[keyof Deliveries], Unknown>;
  /** What two copies of a delivery have in common; nothing where that can't be told. */
  readonly duplicateKey: (value: unknown, body: Uint8Array<ArrayBuffer>) => Promise<string | undefined>;
}

const mebibyte = 1024 * 1024;
const decoder = new TextDecoder("utf-8", { fatal: true });
const jsonType = /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i;

/** Makes a receiver of a protocol: method, media type, credentials, body, signature, JSON, duplicate, handler, in that order. */
export function createReceiver<Deliveries, Unknown>(
  protocol: Protocol<Deliveries, Unknown>,
  options: ReceiverOptions<Deliveries, Unknown>,
): Receiver {
  const { maxBytes = mebibyte, onError = tell, deadline, sleep = systemSleep } = options;
  assertDeadline(deadline);

  /** Tells of an error, come what may. */
  const report = async (error: unknown, context?: DeliveryContext): Promise<void> => {
    try {
      await onError(error, context);
    } catch (failure) {
      console.error(error, failure);
    }
  };

  async function reject(rejection: Rejection): Promise<Response> {
    try {
      await options.onRejected?.(rejection);
    } catch (error) {
      await report(error);
    }
    const headers: Record<string, string> = rejection.reason === "method" ? { Allow: "POST" } : {};
    return new Response(`${rejection.message}\n`, { status: rejection.status, headers });
  }

  async function receive(request: Request, platform: Platform): Promise<Response> {
    const refused = checkRequest(request) ?? (await protocol.checkHeaders(request.headers));
    if (refused) return reject(refused);
    const body = await readBody(request, maxBytes);
    if (typeof body === "string") return reject(bodyRejection(body, maxBytes));
    const forged = await protocol.checkBody(request.headers, body);
    if (forged) return reject(forged);
    const parsed = parse(body);
    if (!parsed) return reject({ status: 400, reason: "json", message: "The body is no JSON in UTF-8." });

    const delivered = protocol.identify(parsed.value);
    const context = contextOf(delivered.name, parsed.value, request.headers);
    if (delivered.kind === "invalid" && options.invalid === "reject") {
      await run(() => options.onInvalid?.(parsed.value, delivered.issues, context), context);
      return reject({ status: 400, reason: "shape", message: messages(delivered.issues) });
    }
    return answer(handle(delivered, context, body), { deadline, waitUntil: platform.waitUntil, sleep });
  }

  /** Handles a delivery, unless it was handled before. It never rejects. */
  async function handle(
    delivered: Delivered<Deliveries[keyof Deliveries], Unknown>,
    context: DeliveryContext,
    body: Uint8Array<ArrayBuffer>,
  ): Promise<Outcome> {
    const work = () => run(() => dispatch(options, delivered, context), context);
    if (delivered.kind === "invalid" && !options.onInvalid) {
      const reasons = messages(delivered.issues);
      await report(new TypeError(`${delivered.name} has another shape than the specified one: ${reasons}`), context);
    }
    try {
      const key = options.duplicates && (await protocol.duplicateKey(context.original, body));
      if (options.duplicates && key !== undefined)
        return await once(key, options.duplicates, work, (error) => report(error, context));
    } catch (error) {
      await report(error, context);
      return "failed";
    }
    return (await work()) ? "done" : "failed";
  }

  /** Runs a handler, and tells whether it came to its end. */
  async function run(handler: () => unknown, context: DeliveryContext): Promise<boolean> {
    try {
      await handler();
      return true;
    } catch (error) {
      await report(error, context);
      return false;
    }
  }

  return async (request, platform) => {
    try {
      return await receive(request, platform ?? {});
    } catch (error) {
      if (error instanceof BodyConsumedError) throw error;
      await report(error);
      return new Response(null, { status: 500 });
    }
  };
}

/** Credentials stay out of what handlers and hooks get, since it ends up in logs. */
function contextOf(name: string, original: unknown, headers: Headers): DeliveryContext {
  return {
    name,
    original,
    get headers() {
      const safe = new Headers(headers);
      for (const credential of ["Authorization", "X-Spark-Signature"]) safe.delete(credential);
      return safe;
    },
  };
}

function messages(issues: readonly { readonly message: string }[]): string {
  return issues.map((issue) => issue.message).join("; ");
}

function tell(error: unknown, context: DeliveryContext | undefined): void {
  console.error(`Handling ${context?.name ?? "a request"} failed:`, error);
}

function assertDeadline(deadline: number | undefined): void {
  if (deadline === undefined || (deadline >= 0 && deadline <= longestTimer)) return;
  throw new TypeError(`deadline must be milliseconds from 0 to ${longestTimer}; got ${deadline}`);
}

function checkRequest(request: Request): Rejection | undefined {
  if (request.method !== "POST") {
    return { status: 405, reason: "method", message: `Deliveries are sent with POST, not ${request.method}.` };
  }
  const type = request.headers.get("Content-Type");
  if (type === null || jsonType.test(type)) return undefined;
  return { status: 415, reason: "media-type", message: "Deliveries have the media type application/json." };
}

function bodyRejection(problem: BodyProblem, maxBytes: number): Rejection {
  return problem === "too-large"
    ? { status: 413, reason: "too-large", message: `The body is longer than ${maxBytes} bytes.` }
    : { status: 400, reason: "aborted", message: "The body broke off." };
}

function parse(body: Uint8Array): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(decoder.decode(body)) };
  } catch {
    return undefined; // Told by the caller: the parser's words quote the body.
  }
}
