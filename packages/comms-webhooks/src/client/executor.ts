import { formatIssues, type Issue, type StandardSchema } from "@comms-webhooks/validation";
import { InvalidRequestError } from "../errors/invalid-request-error.js";
import { checkJson, redactIssues } from "./arguments.js";
import { Exchange } from "./fetch.js";
import { Call } from "./limits.js";
import type { Sending, Vendor } from "./operation.js";
import { assertOptions, type CallOptions, type ClientOptions, callOptionIssues } from "./options.js";
import { type Redact, redactor, secretsIn } from "./redact.js";

/** Checks the calls of a client and sends their operations. */
export class Transport {
  readonly #vendor: Vendor;
  readonly #options: ClientOptions;

  constructor(vendor: Vendor, options: ClientOptions) {
    assertOptions(options);
    this.#vendor = vendor;
    this.#options = options;
  }

  /** Begins a call of a method, and refuses wrong options. */
  begin(operationId: string, options: CallOptions = {}): Call {
    const isObject = typeof options === "object" && options !== null;
    const issues = isObject ? callOptionIssues(options) : [{ path: [], message: "the options must be an object" }];
    this.refuse(operationId, issues);
    return new Call(this.#options, options);
  }

  /** Refuses wrong arguments of an operation, and gives them as they are in JSON, which is what is sent. */
  check<Input>(operationId: string, schema: StandardSchema<Input>, value: unknown, options: object = {}): Input {
    const { json, issues = [], input } = checkJson(schema, value, options);
    const redact = redactor(() => secretsIn(json, this.#vendor.secretFields));
    this.refuse(operationId, issues, redact);
    return input as Input;
  }

  /** Throws the error for mistakes in the arguments, if there are any. */
  refuse(operationId: string, issues: readonly Issue[], redact: Redact = redactor(() => [])): void {
    if (issues.length === 0) return;
    const { method = "", path = "" } = this.#vendor.operations[operationId] ?? {};
    const safe = redactIssues(issues, redact);
    throw new InvalidRequestError({ operationId, method, url: path }, safe, formatIssues(safe));
  }

  /** Does an operation, with more than one request where that can help. */
  send<Output>(call: Call, sending: Sending<Output>): Promise<Output> {
    return new Exchange(this.#vendor, this.#options, call, sending).run();
  }
}
