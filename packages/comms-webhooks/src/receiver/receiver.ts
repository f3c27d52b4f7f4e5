import { formatIssues } from "@comms-webhooks/validation";
import { systemTimer } from "../clock.js";
import { BodyConsumedError, type BodyProblem } from "./body.js";
import { assertReceiverOptions } from "./check-options.js";
import type { IncomingDelivery, Platform, Receiver, ReceiverResponse } from "./delivery.js";
import { fromRequest, toResponse } from "./fetch.js";
import { createProcessor, type Report } from "./handle.js";
import type { BaseReceiverOptions, DeliveryContext, Rejection } from "./options.js";
import type { HeaderLookup, Protocol } from "./protocol.js";
import { outcomeResponse, rejectionResponse, withDeadline } from "./response.js";

const mebibyte = 1024 * 1024;
const decoder = new TextDecoder("utf-8", { fatal: true });
const jsonType = /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i;

/**
 * Creates a receiver from a vendor's protocol. It checks, in this order: method, media type, credentials, size, signature,
 * JSON, shape, duplicate. Then it calls the handler.
 */
export function createReceiver<Deliveries, Unknown, Options extends BaseReceiverOptions<Deliveries, Unknown>>(
  protocol: Protocol<Deliveries, Unknown, Options>,
  options: Options,
): Receiver {
  assertReceiverOptions(options, protocol);
  const { checkHeaders, checkBody } = protocol.createVerification(options);
  const { maxBytes = mebibyte, onError = printError, deadline, setTimer = systemTimer } = options;

  const report: Report = async (error, context) => {
    try {
      await onError(error, context);
    } catch (failure) {
      console.error(error, failure);
    }
  };
  const processor = createProcessor(protocol, options, report);

  async function reject(rejection: Rejection): Promise<ReceiverResponse> {
    try {
      await options.onRejected?.(rejection);
    } catch (error) {
      await report(error);
    }
    return rejectionResponse(rejection);
  }

  async function receive(delivery: IncomingDelivery, platform: Platform): Promise<ReceiverResponse> {
    const header: HeaderLookup = (name) => delivery.header(name);
    const refused = checkRequest(delivery.method, header) ?? (await checkHeaders?.(header));
    if (refused) return reject(refused);
    const announced = Number(header("content-length") ?? 0);
    const body = announced > maxBytes ? "too-large" : await delivery.body(maxBytes);
    if (typeof body === "string") return reject(bodyRejection(body, maxBytes));
    const forged = await checkBody?.(body, header);
    if (forged) return reject(forged);
    const parsed = parse(body);
    if (!parsed) return reject({ status: 400, reason: "json", message: "The body isn't valid UTF-8 JSON." });

    const classification = protocol.classify(parsed.value);
    const context = createContext(classification.name, parsed.value, delivery, protocol.credentialHeaders);
    if (classification.kind === "invalid" && options.invalid === "reject") {
      await processor.run(classification, context);
      return reject({ status: 400, reason: "shape", message: formatIssues(classification.issues) });
    }
    const processing = processor.process(classification, context, body);
    if (deadline === undefined) return outcomeResponse(await processing);
    const outcome = await withDeadline(processing, deadline, setTimer);
    if (outcome === "late") platform.waitUntil?.(processing);
    return outcomeResponse(outcome);
  }

  async function handle(delivery: IncomingDelivery, platform?: object | null): Promise<ReceiverResponse> {
    try {
      return await receive(delivery, platform ?? {});
    } catch (error) {
      if (error instanceof BodyConsumedError) throw error;
      await report(error);
      return outcomeResponse("failed");
    }
  }

  return Object.assign(
    async (request: Request, platform?: object | null) => toResponse(await handle(fromRequest(request), platform)),
    { handle },
  );
}

/** Credentials stay out of what handlers and hooks get, because that ends up in logs. */
function createContext(
  name: string,
  original: unknown,
  delivery: IncomingDelivery,
  credentialHeaders: readonly string[],
): DeliveryContext {
  return {
    name,
    original,
    get headers() {
      const headers = delivery.headers();
      for (const credential of ["authorization", ...credentialHeaders]) headers.delete(credential);
      return headers;
    },
  };
}

function printError(error: unknown, context: DeliveryContext | undefined): void {
  console.error(`Handling ${context?.name ?? "a request"} failed:`, error);
}

function checkRequest(method: string, header: HeaderLookup): Rejection | undefined {
  if (method !== "POST") {
    return { status: 405, reason: "method", message: `Deliveries are sent with POST, not ${method}.` };
  }
  const type = header("content-type") ?? undefined;
  if (type === undefined || jsonType.test(type)) return undefined;
  return { status: 415, reason: "media-type", message: "Deliveries have the media type application/json." };
}

function bodyRejection(problem: BodyProblem, maxBytes: number): Rejection {
  return problem === "too-large"
    ? { status: 413, reason: "too-large", message: `The body is longer than ${maxBytes} bytes.` }
    : { status: 400, reason: "aborted", message: "The connection broke before the end of the body." };
}

function parse(body: Uint8Array): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(decoder.decode(body)) };
  } catch {
    return undefined; // The parser's message quotes the body, so the caller doesn't use it.
  }
}
