import { formatIssues, type Issue, type StandardSchema } from "@comms-webhooks/validation";
import type { CallInfo } from "../errors/comms-webhooks-error.js";
import { type Failure, HttpError } from "../errors/http-error.js";
import { InvalidResponseError } from "../errors/invalid-response-error.js";
import { NetworkError } from "../errors/network-error.js";
import { redactIssues } from "./arguments.js";
import { copyOf, reasonOf } from "./error-cause.js";
import type { Redact } from "./redact.js";

/** A request, for the words of an error. */
export interface Sent {
  readonly url: string;
  readonly body: unknown;
}

/** Reads what an answer says of the request, above all of its failure. */
export type Describe = (response: Response, body: unknown, sent: Sent) => Failure;

/** An answer whose body was not read yet. */
export interface Answer {
  readonly response: Response;
  readonly info: CallInfo;
  readonly describe: (body: unknown) => Failure;
  readonly redact: Redact;
  /** How long the server asks to wait before the next request, in milliseconds. */
  readonly retryAfter: number | undefined;
  /** Aborts when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  /** What to do next where the vendor's answer gives no better hint. */
  readonly hint: string | undefined;
}

/** Reads and checks the JSON body of an answer with a status of 2xx. */
export async function readJson<Output>(answer: Answer, schema: StandardSchema<Output>): Promise<Output> {
  const { response, info, redact, hint } = answer;
  const body = await readText(answer);
  const invalid = (reason: string, issues?: readonly Issue[]) => {
    const { requestId } = read(answer, undefined);
    return new InvalidResponseError(info, { status: response.status, body, requestId }, reason, { issues, hint });
  };
  if (body === "") throw invalid("the body is empty");
  const parsed = parse(body);
  if (!parsed)
    throw invalid(`the body is no JSON (${redact(response.headers.get("Content-Type") ?? "no media type")})`);
  const result = schema["~standard"].validate(parsed.value);
  if (!result.issues) return result.value;
  const safe = redactIssues(result.issues, redact);
  throw invalid(formatIssues(safe), safe);
}

/** Makes the error of an answer with another status. Without a body the status says enough. */
export function failureOf(answer: Answer, body = ""): HttpError {
  const { response, info, redact, retryAfter } = answer;
  const parsed = parse(body);
  const value = parsed ? parsed.value : body;
  const head = { status: response.status, statusText: redact(response.statusText), retryAfter };
  return new HttpError(info, head, value, read(answer, value));
}

/** Reads what an answer says, and makes it safe to show. */
function read({ describe, redact, hint }: Answer, body: unknown): Failure {
  const { reason, requestId, ...rest } = describe(body);
  return {
    ...rest,
    hint: rest.hint ?? hint,
    reason: reason && redact(reason),
    requestId: requestId && redact(requestId),
  };
}

/** Gives up the body of an answer that needs none, which frees its connection. */
export function discard({ response }: Pick<Answer, "response">): void {
  // The status has said all: neither the end of the body nor its failure matters.
  if (typeof response.body?.cancel === "function") response.body.cancel().catch(() => undefined);
}

/** Reads a body as text. When the signal aborts it is given up, also where `fetch` knows nothing of the signal. */
export async function readText({ response, info, redact, signal, hint }: Answer): Promise<string> {
  try {
    // Some functions for fetch have bodies that are no streams of the web.
    if (typeof response.body?.getReader !== "function") return await response.text();
    return await readStream(response.body, signal);
  } catch (error) {
    const cause = copyOf(error, redact);
    throw new NetworkError(info, `the body broke off (${redact(reasonOf(error))})`, { cause, hint });
  }
}

async function readStream(body: ReadableStream<Uint8Array>, signal: AbortSignal): Promise<string> {
  const reader = body.getReader();
  // How the giving up ends matters to nobody.
  const giveUp = () => reader.cancel().catch(() => undefined);
  signal.addEventListener("abort", giveUp);
  const decoder = new TextDecoder();
  for (let text = ""; ; ) {
    const { value, done } = await reader.read();
    if (done) return text + decoder.decode();
    text += decoder.decode(value, { stream: true });
  }
}

function parse(body: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(body) };
  } catch {
    return undefined; // Told by the caller, who knows what the body was for.
  }
}
