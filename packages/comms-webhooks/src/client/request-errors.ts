import type { Issue } from "@comms-webhooks/validation";
import type { ErrorContext } from "../errors/comms-webhooks-error.js";
import { type ErrorDetails, HttpError } from "../errors/http-error.js";
import { InvalidRequestError, InvalidResponseError } from "../errors/invalid-errors.js";
import { NetworkError } from "../errors/network-errors.js";
import { PostConditionError, type UnmetCondition } from "../errors/post-condition-error.js";
import { copyError, messageOf } from "./error-cause.js";
import type { FetchResponse } from "./fetch.js";
import { inBrackets, type Redact, redactIssues, redactor, repeatsSecret, wasLeftOut } from "./redact.js";
import { isRetryable, notProcessed } from "./retry-policy.js";
import type { Sending } from "./sending.js";

/** What is known of a response before its body. */
export interface ResponseHead {
  readonly status: number;
  readonly headers: Pick<Headers, "get">;
}

/** Parses what a response reports of a failure. The body is `undefined` where only the headers count. */
export type ParseErrorDetails = (
  response: ResponseHead,
  body: unknown,
  request: { readonly url: string; readonly body: unknown },
) => ErrorDetails;

/** Creates the errors of an operation. They contain none of its secrets. */
export interface RequestErrors {
  /** Returns how far the operation has got. */
  readonly context: () => ErrorContext;
  /** Redacts what a server wrote. */
  readonly redact: Redact;
  /** Returns whether a text repeats a secret of the operation. */
  readonly repeatsSecret: (text: string) => boolean;
  readonly invalidRequest: (issues: readonly Issue[]) => InvalidRequestError;
  /** `fetch` threw, or, with a reason, the response is incomplete. */
  readonly network: (thrown: unknown, sending: Sending, reason?: string) => NetworkError;
  /** The status isn't 2xx. */
  readonly http: (response: FetchResponse, retryAfter: number | undefined, body?: string) => HttpError;
  /** The status is 2xx, but the body isn't what the API describes. What the server wrote is quoted in brackets. */
  readonly invalidResponse: (
    response: ResponseHead,
    body: string,
    reason: string | readonly Issue[],
    quoted?: string,
  ) => InvalidResponseError;
  /** The request succeeded, but what the server stored differs from the desired state. */
  readonly postCondition: (unmet: UnmetCondition) => PostConditionError;
}

const redirectHint = "Redirects are not followed. Set baseUrl to the final address.";
const cacheHint = "This client has no cache. Check the proxy in between.";

/** What browsers and workerd report whatever the cause. */
const silent = /^(?:Failed to fetch|Load failed|NetworkError when .*|Network connection lost\.|internal error; .*)$/;
const silentHint = "This runtime doesn't report why. Check the address, its certificate and, in a browser, CORS.";

/** Returns the hint for a redirect, which browsers report with the status 0. */
function redirectionHint(status: number): string | undefined {
  if (status === 304) return cacheHint;
  return status < 400 ? redirectHint : undefined;
}

/** Creates the errors of an operation, which sends `sent` as its body. */
export function requestErrors(
  context: () => ErrorContext,
  secrets: () => readonly string[],
  parseErrorDetails: ParseErrorDetails,
  sent: unknown,
): RequestErrors {
  const details = (response: ResponseHead, body: unknown, redact: Redact): ErrorDetails => {
    const { reason, requestId, ...rest } = parseErrorDetails(response, body, { url: context().url, body: sent });
    return { ...rest, reason: reason && redact(reason), requestId: requestId && redact(requestId) };
  };

  return {
    context,

    redact: (text, lines) => redactor(secrets())(text, lines),

    repeatsSecret: (text) => repeatsSecret(text, secrets()),

    invalidRequest(issues) {
      const redacted = redactIssues(issues, redactor(secrets()));
      return new InvalidRequestError(context(), redacted.issues, redacted.text);
    },

    network(thrown, sending, reason) {
      const redact = redactor(secrets());
      const { hint, ...rest } = context();
      const message = redact(messageOf(thrown));
      return new NetworkError(
        sending === "unknown" ? { ...rest, hint: hint ?? (silent.test(message) ? silentHint : undefined) } : rest,
        reason ? `${reason} ${inBrackets(message)}` : message,
        { sending, received: reason ? "incomplete" : "none", cause: copyError(thrown, redact) },
      );
    },

    http(response, retryAfter, body = "") {
      const { status } = response;
      const redact = redactor(secrets());
      const statusText = redact(`${response.statusText ?? ""}`);
      const { hint, ...rest } = context();
      const parsed = parseJson(body);
      const value = parsed ? parsed.value : body;
      return new HttpError(
        { ...rest, hint: notProcessed({ status }) ? redirectionHint(status) : hint },
        { status, statusText: wasLeftOut(statusText) ? "" : statusText, retryable: isRetryable(status), retryAfter },
        value,
        details(response, value, redact),
      );
    },

    invalidResponse(response, body, reason, quoted) {
      const redact = redactor(secrets());
      const { requestId } = details(response, undefined, redact);
      const { issues, text } = typeof reason === "string" ? { issues: [], text: reason } : redactIssues(reason, redact);
      return new InvalidResponseError(
        context(),
        { status: response.status, body, requestId },
        quoted === undefined ? text : `${text} ${inBrackets(redact(quoted))}`,
        issues,
      );
    },

    postCondition({ differences, ...rest }) {
      const redact = redactor(secrets());
      const show = (value: unknown) => (typeof value === "string" ? redact(value) : value);
      const redacted = differences.map((each) => ({
        ...each,
        expected: show(each.expected),
        stored: show(each.stored),
      }));
      return new PostConditionError(context(), { ...rest, differences: redacted });
    },
  };
}

/** Parses JSON. Returns nothing where the text isn't JSON. */
export function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined; // The caller reports it, and knows what the text was for.
  }
}
