import { systemTimer } from "../clock.js";
import { printable } from "../encoding.js";
import { assertReceiverOptions } from "./check-options.js";
import { HandlerContext } from "./context.js";
import {
  assertBody,
  assertDelivery,
  BodyConsumedError,
  type BodyProblem,
  type IncomingDelivery,
  type Platform,
  type Receiver,
  type ReceiverResponse,
  type RequestHead,
} from "./delivery.js";
import { describe, describeIssues } from "./dispatcher.js";
import { fromRequest, toResponse } from "./fetch.js";
import type { BaseReceiverOptions, DeliveryContext, Rejection } from "./options.js";
import { createProcessor, type Progress, type Report } from "./process.js";
import type { Protocol } from "./protocol.js";
import type { QueueOptions } from "./queued-delivery.js";
import { outcomeResponse, rejectionResponse, withDeadline } from "./response.js";

const mebibyte = 1024 * 1024;
const decoder = /* @__PURE__ */ new TextDecoder("utf-8", { fatal: true });
/** What a browser sends to any site without asking it first: the types of a form. */
const formType = /^(?:text\/plain|multipart\/form-data|application\/x-www-form-urlencoded)\s*(?:[;,]|$)/i;

/**
 * Creates a receiver from a vendor's protocol. It checks, in this order: method, content encoding, credentials, size,
 * signature, JSON, shape, duplicate. The media type proves nothing: only a receiver that verifies nothing else checks it.
 * Then it calls the handler, or puts the delivery into the queue.
 */
export function createReceiver<
  Deliveries,
  Unknown,
  Options extends BaseReceiverOptions<Deliveries, Unknown> & QueueOptions,
>(protocol: Protocol<Deliveries, Unknown, Options>, options: Options): Receiver {
  assertReceiverOptions(options, protocol);
  const { maxBytes = mebibyte, onError = printError, deadline, setTimer = systemTimer } = options;
  const verification = protocol.createVerification(options);
  const isUnverified = !verification.headers && !verification.body;

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

  async function receive(delivery: IncomingDelivery): Promise<ReceiverResponse> {
    assertDelivery(delivery);
    const rejection = checkRequest(delivery, isUnverified);
    if (rejection) return await reject(rejection);
    if (verification.headers) {
      // Without a wait the body is read at once, before the server has to buffer it.
      const passes = verification.headers.passes(delivery);
      if (passes !== true && (await passes) !== true) return await reject(verification.headers.rejection);
    }
    if (delivery.consumed?.()) throw new BodyConsumedError();
    const announced = Number(delivery.header("content-length") ?? 0);
    const body = announced > maxBytes ? "too-large" : await delivery.body(maxBytes);
    assertBody(body);
    if (typeof body === "string") return await reject(bodyRejection(body, maxBytes));
    if (verification.body) {
      const passes = verification.body.passes(body, delivery);
      if (passes !== true && (await passes) !== true) return await reject(verification.body.rejection);
    }
    const parsed = parse(body);
    if (!parsed) return await reject({ status: 400, reason: "json", message: "The body isn't valid UTF-8 JSON." });

    const classification = protocol.classify(parsed.value);
    const context = new HandlerContext(classification.name, parsed.value, body, delivery, protocol.credentialHeaders);
    if (classification.kind === "invalid" && options.invalid === "reject") {
      if (options.onInvalid) await processor.run(classification, context);
      return await reject({ status: 400, reason: "shape", message: describeIssues(classification.issues) });
    }
    // Until the handler has started no one has seen the delivery: a response of 2xx at the deadline could lose it.
    let progress: Progress = "busy";
    const processing = processor.process(classification, context, body, (reached) => {
      progress = reached;
    });
    if (deadline === undefined) return outcomeResponse(await processing);
    const outcome = await withDeadline(processing, deadline, setTimer);
    if (outcome !== "deadline") return outcomeResponse(outcome);
    return { ...outcomeResponse(progress), pending: processing.then(outcomeResponse) };
  }

  /** Responds with 500 to what fails outside the handlers, and reports it. */
  async function fail(error: unknown): Promise<ReceiverResponse> {
    if (error instanceof BodyConsumedError) throw error;
    await report(error);
    return outcomeResponse("failed");
  }

  /** Asks the platform to wait for the handler. Resolves to whether the platform failed. */
  async function keepAlive(pending: Promise<unknown>, platforms: readonly unknown[]): Promise<boolean> {
    try {
      // Called as a method: a worker's `waitUntil` fails apart from its context.
      platforms.find(isPlatform)?.waitUntil(pending);
      return false;
    } catch (error) {
      await report(error);
      return true;
    }
  }

  const handle: Receiver["handle"] = async (delivery, platform) => {
    try {
      const response = await receive(delivery);
      if (response.pending) await keepAlive(response.pending, [platform]);
      return response;
    } catch (error) {
      return fail(error);
    }
  };
  const receiver = async (request: Request, ...platforms: unknown[]): Promise<Response> => {
    try {
      const response = await receive(fromRequest(request));
      const { pending } = response;
      // A response that hasn't ended keeps a worker alive too.
      return pending && (await keepAlive(pending, platforms)) ? toResponse(response, pending) : toResponse(response);
    } catch (error) {
      return toResponse(await fail(error));
    }
  };
  return Object.assign(receiver, { handle });
}

function isPlatform(platform: unknown): platform is { waitUntil(promise: Promise<unknown>): void } {
  return typeof (platform as Platform | null | undefined)?.waitUntil === "function";
}

function printError(error: unknown, context: DeliveryContext | undefined): void {
  console.error(`Handling ${context ? describe(context.name, "a delivery") : "a request"} failed:`, error);
}

function checkRequest(delivery: RequestHead, isUnverified: boolean): Rejection | undefined {
  const { method } = delivery;
  if (method !== "POST") {
    return {
      status: 405,
      reason: "method",
      message: `Deliveries are sent with POST, not ${printable(String(method))}.`,
    };
  }
  const encoding = delivery.header("content-encoding");
  if (encoding && /[^\s,]/.test(encoding.replace(/\bidentity\b/gi, ""))) {
    return {
      status: 415,
      reason: "content-encoding",
      message: `The body must be sent without Content-Encoding; got ${printable(encoding)}.`,
    };
  }
  const type = isUnverified && delivery.header("content-type");
  if (!type || !formType.test(type)) return undefined;
  return {
    status: 415,
    reason: "media-type",
    message: `The media type must be application/json; got ${printable(type)}.`,
  };
}

function bodyRejection(problem: BodyProblem, maxBytes: number): Rejection {
  return problem === "too-large"
    ? { status: 413, reason: "too-large", message: `The body is longer than ${maxBytes} bytes.` }
    : { status: 400, reason: "aborted", message: "The connection broke before the end of the body." };
}

function parse(body: Uint8Array): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(decoder.decode(body)) };
  } catch {
    return undefined; // The parser's message quotes the body, so the caller doesn't use it.
  }
}
