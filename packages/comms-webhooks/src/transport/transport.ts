import type { CallInfo } from "../errors/comms-webhooks-error.js";
import { type Failure, HttpError } from "../errors/http-error.js";
import { InvalidRequestError } from "../errors/invalid-request-error.js";
import { InvalidResponseError } from "../errors/invalid-response-error.js";
import type { Issue } from "../errors/issue.js";
import { NetworkError } from "../errors/network-error.js";
import { getToken } from "./authorize.js";
import type { ClientOptions } from "./options.js";
import { redact, secretsIn } from "./redact.js";

/** What the transport must know of an API. */
export interface Vendor {
  readonly operations: { readonly [id: string]: { readonly method: string; readonly path: string } };
  /** Reads what an answer says of the request, above all of its failure. */
  readonly describe: (response: Response, body: unknown) => Failure;
}

/** A validator of the generated packages. */
export interface Schema<Output> {
  readonly "~standard": {
    readonly validate: (
      value: unknown,
      options?: { libraryOptions?: Record<string, unknown> },
    ) => { readonly value: Output; readonly issues?: undefined } | { readonly issues: readonly Issue[] };
  };
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
}

/** Sends the calls of a client, and makes errors of what goes wrong. */
export class Transport {
  readonly #vendor: Vendor;
  readonly #options: ClientOptions;

  constructor(vendor: Vendor, options: ClientOptions) {
    if (options.baseUrl !== undefined) assertBaseUrl(options.baseUrl);
    this.#vendor = vendor;
    this.#options = options;
  }

  /** Refuses wrong arguments of an operation. */
  check<Input>(
    operationId: string,
    schema: Schema<Input>,
    value: unknown,
    options: Record<string, unknown> = {},
  ): void {
    const { issues = [] } = schema["~standard"].validate(value, { libraryOptions: options });
    this.refuse(operationId, issues, secretsIn(value));
  }

  /** Throws the error for the mistakes in the arguments, if there are any. */
  refuse(operationId: string, issues: readonly Issue[], secrets: readonly string[] = []): void {
    if (issues.length === 0) return;
    const safe = issues.map(({ message, path }) => ({ message: redact(message, secrets), path }));
    throw new InvalidRequestError(this.#template(operationId), safe);
  }

  /** Sends a call, whose body is needed for nothing but keeping its secrets out of errors. */
  async send(operationId: string, send: Send, body?: unknown): Promise<Answer> {
    const token = await getToken(this.#options.auth, this.#template(operationId));
    const secrets = [token, ...secretsIn(body)];
    let call: CallInfo = { ...this.#template(operationId), attempts: 0 };
    const { response } = await send({
      parseAs: "stream",
      // A redirect is no answer of these APIs, and the token goes nowhere else.
      redirect: "manual",
      headers: { Authorization: `Bearer ${token}` },
      fetch: async (request) => {
        call = { operationId, method: request.method, url: request.url, attempts: 1 };
        const answer = await this.#fetch(request, call, secrets);
        if (!answer.ok) throw await this.#failure(answer, call, secrets);
        return answer;
      },
    });
    return { response, call };
  }

  /** Reads and checks the JSON body of an answer. */
  async read<Output>({ response, call }: Answer, schema: Schema<Output>): Promise<Output> {
    const body = await text(response, call);
    const invalid = (reason: string, issues?: readonly Issue[]) => {
      const { requestId } = this.#vendor.describe(response, undefined);
      return new InvalidResponseError(call, { status: response.status, body, requestId }, reason, issues);
    };
    if (body === "") throw invalid("the body is empty");
    const parsed = parse(body);
    if (!parsed) throw invalid(`the body is no JSON (${response.headers.get("Content-Type") ?? "no media type"})`);
    const result = schema["~standard"].validate(parsed.json);
    if (result.issues) throw invalid(result.issues.map((issue) => issue.message).join("; "), result.issues);
    return result.value;
  }

  /** Gives up the body of an answer that needs none, which frees its connection. */
  discard({ response }: Answer): void {
    // The status has said all: neither the end of the body nor its failure matters.
    response.body?.cancel().catch(() => undefined);
  }

  #template(operationId: string): Omit<CallInfo, "attempts"> {
    const { method = "", path = "" } = this.#vendor.operations[operationId] ?? {};
    return { operationId, method, url: path };
  }

  async #fetch(request: Request, call: CallInfo, secrets: readonly string[]): Promise<Response> {
    try {
      return await (this.#options.fetch ?? fetch)(request);
    } catch (cause) {
      throw new NetworkError(call, redact(reasonOf(cause), secrets), cause);
    }
  }

  async #failure(response: Response, call: CallInfo, secrets: readonly string[]): Promise<HttpError> {
    const body = await text(response, call);
    const value = parse(body)?.json ?? body;
    const failure = this.#vendor.describe(response, value);
    const reason = failure.reason === undefined ? undefined : redact(failure.reason, secrets);
    return new HttpError(call, response, value, { ...failure, reason });
  }
}

async function text(response: Response, call: CallInfo): Promise<string> {
  try {
    return await response.text();
  } catch (cause) {
    throw new NetworkError(call, `the body broke off (${reasonOf(cause)})`, cause);
  }
}

function parse(body: string): { json: unknown } | undefined {
  try {
    return { json: JSON.parse(body) };
  } catch {
    return undefined; // Told by the caller, who knows what the body was for.
  }
}

/** Finds the most telling words: Node's `fetch failed` hides the system's error below it. */
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return cause.cause instanceof Error ? reasonOf(cause.cause) : cause.message || cause.name;
}

function assertBaseUrl(baseUrl: string): void {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (url && /^https?:$/.test(url.protocol) && !url.username && !url.password && !url.search && !url.hash) return;
  throw new TypeError("baseUrl must be an http or https URL without credentials, query and fragment");
}
