import type { Issue, StandardSchema } from "@comms-webhooks/validation";
import { assertOptions, type OptionRules, optionIssues, ownCheckRule } from "../option-rules.js";
import type { ApiPromise } from "./api-promise.js";
import { beginCall, type Call } from "./limits.js";
import type { ApiDefinition, OperationRequest } from "./operation.js";
import { operationFetch } from "./operation-fetch.js";
import { type BaseClientOptions, type CallOptions, callRules, clientRules } from "./options.js";
import { tokenIssues } from "./parameters.js";
import { secretsIn } from "./redact.js";
import { type RequestErrors, type ResponseHead, requestErrors } from "./request-errors.js";
import { buildTemplate, type ReadResponse } from "./response.js";
import { tokenSource } from "./tokens.js";

/** What a call of the generated client takes in addition to its parameters and body. */
export interface CallInit {
  readonly fetch: (request: Request) => Promise<Response>;
  readonly Request: typeof Request;
  readonly headers: Record<string, string>;
}

/** Calls the generated client. */
export type CallOperation<Output> = (
  init: CallInit,
) => Promise<{ readonly data?: FieldsOf<Output>; readonly response: Response }>;

/** Ties a schema to an operation by its fields only: the types of openapi-fetch lose `"a" | "b" | (string & {})`. */
type FieldsOf<Output> = unknown extends Output ? unknown : { readonly [Name in keyof Output]: unknown };

/** A result that was checked, with its response and the errors for further checks. */
export interface Executed<Output> {
  readonly data: Output;
  readonly response: ReadResponse;
  readonly errors: RequestErrors;
}

/** Checks the calls of a client and executes their operations. */
export interface ApiClient {
  /** Begins a call of a method, and rejects wrong options. The rules are those of the method's own options. */
  readonly begin: (operationId: string, options: CallOptions | undefined, rules?: OptionRules) => Call;
  /** Runs a call of a method that sends one request. */
  readonly run: <Output>(
    operationId: string,
    options: CallOptions | undefined,
    send: (call: Call) => Promise<Output>,
    rules?: OptionRules,
  ) => ApiPromise<Output>;
  /** Validates what an operation is to send, and returns it as it is in JSON, which is what is sent. */
  readonly validate: <Input>(
    operationId: string,
    schema: StandardSchema<Input>,
    value: unknown,
    options?: object,
  ) => Input;
  /** Rejects the call if there are mistakes in its arguments. */
  readonly assert: (operationId: string, issues: readonly Issue[]) => void;
  /**
   * Executes an operation: the generated client builds the request, its `fetch` sends it as often as it takes, and the
   * result is checked. Without a schema the response's body is ignored.
   */
  readonly execute: Execute;
}

interface Execute {
  (call: Call, operation: OperationRequest, callOperation: CallOperation<unknown>): Promise<unknown>;
  <Output>(
    call: Call,
    operation: OperationRequest<Output>,
    callOperation: CallOperation<Output>,
    schema: StandardSchema<Output>,
  ): Promise<Executed<Output>>;
}

/**
 * Creates the client of an API. The rules are those of its own options.
 * @throws {TypeError} for the first option that is wrong or unknown.
 */
export function createApiClient(api: ApiDefinition, client: BaseClientOptions, rules: OptionRules = {}): ApiClient {
  const { auth } = Object(client) as BaseClientOptions;
  const [issue] = typeof auth === "function" ? [] : tokenIssues(auth);
  if (issue) throw new TypeError(issue.message);
  const getToken = typeof auth === "function" ? tokenSource(auth) : undefined;
  assertOptions(client, { auth: ownCheckRule, ...clientRules, ...rules });

  const reject = (operationId: string, issues: readonly Issue[], value?: unknown): never => {
    const { method = "", path: url = "" } = api.operations[operationId] ?? {};
    const context = { operationId, method, url, attempts: 0 };
    throw requestErrors(
      () => context,
      () => secretsIn(value, api.secretFields),
      api.parseErrorDetails,
      value,
    ).invalidRequest(issues);
  };
  const assert = (operationId: string, issues: readonly Issue[]) => {
    if (issues.length > 0) reject(operationId, issues);
  };

  const begin: ApiClient["begin"] = (operationId, options, own) => {
    if (options !== undefined) assert(operationId, optionIssues(options, { ...callRules, ...own }));
    return beginCall(client, options);
  };

  return {
    assert,
    begin,

    run(operationId, options, send, own) {
      let call: Call | undefined;
      const start = async () => {
        call = begin(operationId, options, own);
        return send(call);
      };
      const result = start();
      const withResponse = async () => {
        const data = await result;
        const { status, headers } = Object(call?.response) as ResponseHead;
        const { requestId } = api.parseErrorDetails({ status, headers }, data, { url: "", body: undefined });
        return { data, response: { status, headers, requestId } };
      };
      return Object.assign(result, { withResponse });
    },

    validate(operationId, schema, value, options) {
      const json = snapshot(value);
      const result = json
        ? schema["~standard"].validate(json.value, { libraryOptions: { ...options } })
        : { issues: [{ path: [], message: "the value can't be written as JSON" }] };
      return result.issues ? reject(operationId, result.issues, json?.value) : result.value;
    },

    async execute<Output>(
      call: Call,
      operation: OperationRequest,
      callOperation: CallOperation<Output>,
      schema?: StandardSchema<Output>,
    ): Promise<Executed<Output>> {
      const { fetch, errors } = operationFetch(api, client, getToken, call, operation, schema === undefined);
      const init = { fetch, Request: buildTemplate, headers: call.options.headers };
      // Of a Request and a Response, openapi-fetch uses only what these have.
      const { data, response } = (await callOperation(init as never)) as unknown as Executed<Output>;
      const result = schema ? schema["~standard"].validate(data) : { value: data };
      if (result.issues) throw errors.invalidResponse(response, response.text, result.issues);
      call.response = response;
      return { data: result.value, response, errors };
    },
  };
}

function snapshot(value: unknown): { readonly value: unknown } | undefined {
  try {
    const text: string | undefined = JSON.stringify(value);
    return { value: text === undefined ? undefined : JSON.parse(text) };
  } catch {
    return undefined; // A circle, a BigInt or a getter that throws.
  }
}
