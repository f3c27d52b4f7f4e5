import type { Issue, StandardSchema } from "@comms-webhooks/validation";
import { assertOptions, type OptionRules, optionIssues } from "../option-rules.js";
import { Call } from "./limits.js";
import { type BaseClientOptions, type CallOptions, callRules, clientRules } from "./options.js";
import { redactIssues, redactor, secretsIn } from "./redact.js";
import { RequestExecutor } from "./request-executor.js";
import { type ApiDefinition, type OperationRequest, RequestState } from "./request-state.js";
import { type ReadResponse, RequestTemplate } from "./response.js";

/** What a call of the generated client takes beside its parameters and body. */
export interface SendInit {
  readonly fetch: (request: Request) => Promise<Response>;
  readonly Request: typeof Request;
  readonly headers: Record<string, string>;
}

/** Calls the generated client. */
export type Send<Output> = (
  init: SendInit,
) => Promise<{ readonly data?: FieldsOf<Output>; readonly response: Response }>;

/** Ties a schema to an operation by its fields only: the types of openapi-fetch lose `"a" | "b" | (string & {})`. */
type FieldsOf<Output> = unknown extends Output ? unknown : { readonly [Name in keyof Output]: unknown };

/** A result that was checked, and where it came from. */
export interface Executed<Output> {
  readonly data: Output;
  readonly response: ReadResponse;
  readonly state: RequestState;
}

/** Checks the calls of a client and executes their operations. */
export class ApiClient {
  readonly #api: ApiDefinition;
  readonly #options: BaseClientOptions;

  /** @throws {TypeError} for the first option that is wrong or unknown. */
  constructor(api: ApiDefinition, options: BaseClientOptions, rules: OptionRules = {}) {
    const { auth, ...others } = Object(options) as BaseClientOptions;
    if (typeof auth !== "string" && typeof auth !== "function") {
      throw new TypeError(`auth must be a token, or a function that returns one; got ${typeof auth}`);
    }
    assertOptions(others, { ...clientRules, ...rules });
    this.#api = api;
    this.#options = options;
  }

  /** Begins a call of a method, and rejects wrong options. The rules are those of the method's own options. */
  begin(operationId: string, options?: CallOptions, rules: OptionRules = {}): Call {
    if (options !== undefined) this.assert(operationId, optionIssues(options, { ...callRules, ...rules }));
    return new Call(this.#options, options);
  }

  /** Validates what an operation is to send, and returns it as it is in JSON, which is what is sent. */
  validate<Input>(operationId: string, schema: StandardSchema<Input>, value: unknown, options: object = {}): Input {
    const json = snapshot(value);
    const result = json
      ? schema["~standard"].validate(json.value, { libraryOptions: { ...options } })
      : { issues: [{ path: [], message: "the value can't be written as JSON" }] };
    if (!result.issues) return result.value;
    return this.#reject(operationId, result.issues, secretsIn(json?.value, this.#api.secretFields));
  }

  /** Rejects the call if there are mistakes in its arguments. */
  assert(operationId: string, issues: readonly Issue[]): void {
    if (issues.length > 0) this.#reject(operationId, issues);
  }

  /**
   * Executes an operation: the generated client builds the request, its `fetch` sends it as often as it takes, and the
   * result is checked. Without a schema the response's body is ignored.
   */
  execute(call: Call, operation: OperationRequest, send: Send<unknown>): Promise<unknown>;
  execute<Output>(
    call: Call,
    operation: OperationRequest<Output>,
    send: Send<Output>,
    schema: StandardSchema<Output>,
  ): Promise<Executed<Output>>;
  async execute<Output>(
    call: Call,
    operation: OperationRequest<Output>,
    send: Send<Output>,
    schema?: StandardSchema<Output>,
  ): Promise<unknown> {
    const { headers } = call.options;
    const state = new RequestState(this.#api, operation, headers);
    const executor = new RequestExecutor(this.#options, call, operation, state, schema === undefined);
    const fetch = (template: RequestTemplate) => executor.fetch(template);
    // openapi-fetch uses of a Request and a Response only what these have.
    const result = await send({ fetch, Request: RequestTemplate, headers } as unknown as SendInit);
    if (!schema) return;
    const response = result.response as unknown as ReadResponse;
    const checked = schema["~standard"].validate(result.data);
    if (checked.issues) throw state.invalidResponse(response, response.content, checked.issues);
    return { data: checked.value, response, state };
  }

  #reject(operationId: string, issues: readonly Issue[], secrets: readonly string[] = []): never {
    throw new RequestState(this.#api, { id: operationId }).invalidRequest(redactIssues(issues, redactor(secrets)));
  }
}

function snapshot(value: unknown): { readonly value: unknown } | undefined {
  try {
    const text: string | undefined = JSON.stringify(value);
    return { value: text === undefined ? undefined : JSON.parse(text) };
  } catch {
    return undefined; // A circle, a BigInt or a getter that throws.
  }
}
