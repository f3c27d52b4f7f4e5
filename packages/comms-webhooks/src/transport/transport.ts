import type { Issue, StandardSchema } from "@comms-webhooks/webex-client/validators";
import type { CallInfo } from "../errors/comms-webhooks-error.js";
import { type Failure, HttpError } from "../errors/http-error.js";
import { InvalidRequestError } from "../errors/invalid-request-error.js";
import { InvalidResponseError } from "../errors/invalid-response-error.js";
import { NetworkError } from "../errors/network-error.js";
import { getToken } from "./authorize.js";
import { assertOptions, type ClientOptions } from "./options.js";
import { copyOf, reasonOf } from "./reason.js";
import { type Redact, redactor, secretsIn } from "./redact.js";

/** What the transport must know of an API. */
export interface Vendor {
  readonly operations: { readonly [id: string]: { readonly method: string; readonly path: string } };
  /** Reads what an answer says of the request, above all of its failure. */
  readonly describe: (response: Response, body: unknown) => Failure;
  /** The fields whose values are secrets. */
  readonly secretFields: readonly string[];
}

/** A call of the generated client, which builds the request and leaves the answer to the transport. */
export type Send = (init: {
  fetch: (request: Request) => Promise<Response>;
  headers: { Authorization: string };
  parseAs: "stream";
  redirect: "manual";
}) => Promise<{ response: Response }>;

/** An answer with a status of 2xx. */
export interface Answer {
  readonly response: Response;
  readonly call: CallInfo;
  readonly redact: Redact;
}

/** The most mistakes that a message names. */
const mostReasons = 20;

/** Sends the calls of a client, and makes errors of what goes wrong. */
export class Transport {
  readonly #vendor: Vendor;
  readonly #options: ClientOptions;

  constructor(vendor: Vendor, options: ClientOptions) {
    assertOptions(options);
    this.#vendor = vendor;
    this.#options = options;
  }

  /** Refuses wrong arguments of an operation, and gives them as they are in JSON, which is what is sent. */
  check<Input>(operationId: string, schema: StandardSchema<Input>, value: unknown, options: object = {}): Input {
    const json = snapshot(value);
    if (!json) {
      throw this.refusal(operationId, [{ message: "the value must be such that JSON can hold it", path: [] }]);
    }
    const result = schema["~standard"].validate(json.value, { libraryOptions: { ...options } });
    if (!result.issues) return result.value;
    throw this.refusal(operationId, result.issues, redactor(this.#secretsIn(json.value)));
  }

  /** Makes the error for the mistakes in the arguments. */
  refusal(operationId: string, issues: readonly Issue[], redact: Redact = redactor([])): InvalidRequestError {
    const safe = redactIssues(issues, redact);
    return new InvalidRequestError(this.#template(operationId), safe, reasons(safe));
  }

  /** Sends a call, whose body is needed for nothing but keeping its secrets out of errors. */
  async send(operationId: string, send: Send, body?: unknown): Promise<Answer> {
    const token = await getToken(this.#options.auth, this.#template(operationId));
    const redact = redactor([token, ...this.#secretsIn(body)]);
    let call: CallInfo = { ...this.#template(operationId), attempts: 0 };
    const { response } = await send({
      parseAs: "stream",
      // A redirect is no answer of these APIs, and the token goes nowhere else.
      redirect: "manual",
      headers: { Authorization: `Bearer ${token}` },
      fetch: async (request) => {
        call = { operationId, method: request.method, url: request.url, attempts: 1 };
        const response = await this.#fetch(request, call, redact);
        if (!response.ok) throw await this.#failure({ response, call, redact });
        return response;
      },
    });
    return { response, call, redact };
  }

  /** Reads and checks the JSON body of an answer. */
  async read<Output>(answer: Answer, schema: StandardSchema<Output>): Promise<Output> {
    const { response, call, redact } = answer;
    const body = await text(answer);
    const invalid = (reason: string, issues?: readonly Issue[]) => {
      const { requestId } = this.#describe(answer, undefined);
      return new InvalidResponseError(call, { status: response.status, body, requestId }, reason, issues);
    };
    if (body === "") throw invalid("the body is empty");
    const parsed = parse(body);
    if (!parsed)
      throw invalid(`the body is no JSON (${redact(response.headers.get("Content-Type") ?? "no media type")})`);
    const result = schema["~standard"].validate(parsed.value);
    if (!result.issues) return result.value;
    const safe = redactIssues(result.issues, redact);
    throw invalid(reasons(safe), safe);
  }

  /** Gives up the body of an answer that needs none, which frees its connection. */
  discard({ response }: Answer): void {
    // The status has said all: neither the end of the body nor its failure matters.
    response.body?.cancel().catch(() => undefined);
  }

  #secretsIn(value: unknown): string[] {
    return secretsIn(value, this.#vendor.secretFields);
  }

  #template(operationId: string): Omit<CallInfo, "attempts"> {
    const { method = "", path = "" } = this.#vendor.operations[operationId] ?? {};
    return { operationId, method, url: path };
  }

  async #fetch(request: Request, call: CallInfo, redact: Redact): Promise<Response> {
    let response: unknown;
    try {
      response = await (this.#options.fetch ?? fetch)(request);
    } catch (error) {
      throw new NetworkError(call, redact(reasonOf(error)), copyOf(error, redact));
    }
    if (isResponse(response)) return response;
    throw new NetworkError(call, "the function for fetch gave no Response", undefined);
  }

  async #failure(answer: Answer): Promise<HttpError> {
    const { response, call, redact } = answer;
    const body = await text(answer);
    const parsed = parse(body);
    const value = parsed ? parsed.value : body;
    const status = { status: response.status, statusText: redact(response.statusText) };
    return new HttpError(call, status, value, this.#describe(answer, value));
  }

  #describe({ response, redact }: Answer, body: unknown): Failure {
    const { reason, requestId, ...rest } = this.#vendor.describe(response, body);
    return { ...rest, reason: reason && redact(reason), requestId: requestId && redact(requestId) };
  }
}

function redactIssues(issues: readonly Issue[], redact: Redact): Issue[] {
  return issues.map(({ message, path }) => ({ message: redact(message), path }));
}

function reasons(issues: readonly Issue[]): string {
  const rest = issues.length - mostReasons;
  const messages = issues.slice(0, mostReasons).map(({ message }) => message);
  return [...messages, ...(rest > 0 ? [`and ${rest} more`] : [])].join("; ");
}

async function text({ response, call, redact }: Answer): Promise<string> {
  try {
    return await response.text();
  } catch (error) {
    throw new NetworkError(call, `the body broke off (${redact(reasonOf(error))})`, copyOf(error, redact));
  }
}

function parse(body: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(body) };
  } catch {
    return undefined; // Told by the caller, who knows what the body was for.
  }
}

function snapshot(value: unknown): { value: unknown } | undefined {
  try {
    const text: string | undefined = JSON.stringify(value);
    return { value: text === undefined ? undefined : JSON.parse(text) };
  } catch {
    return undefined; // Told by the caller: a circle, a BigInt or a getter of the user's own.
  }
}

function isResponse(value: unknown): value is Response {
  return typeof value === "object" && value !== null && "ok" in value && "headers" in value && "text" in value;
}
