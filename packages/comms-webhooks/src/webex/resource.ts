import { fieldMessage, type Issue, type StandardSchema } from "@comms-webhooks/validation";
import { servers } from "@comms-webhooks/webex-client";
import { webhookResources } from "@comms-webhooks/webex-client/data";
import { type CallInit, createApiClient } from "../client/api-client.js";
import { type BaseClientOptions, timeRule } from "../client/options.js";
import { pathParameterIssues } from "../client/parameters.js";
import { printable } from "../encoding.js";
import { isHttpError } from "../errors/http-error.js";
import type { OptionRule } from "../option-rules.js";
import { parseErrorDetails } from "./error-details.js";
import { type Resources, validateResource } from "./resources.js";

/** The part of a delivery that refers to a resource. */
export interface ResourceReference<Name extends string = string> {
  /** The resource's name, such as `messages`. */
  readonly resource: Name;
  /** The delivery's `data`, which has the id. */
  readonly data: object;
}

/** What a delivery's resource is: a {@link Message}, for example, or unknown where no type is known. */
export type FetchedResource<Name extends string> = Name extends keyof Resources ? Resources[Name] : unknown;

/** A schema that follows version 1 of the Standard Schema specification, such as one of Zod, Valibot or ArkType. */
export interface ResourceSchema<Output> {
  /** The schema's own part, as the specification names it. */
  readonly "~standard": {
    /** The version of the specification. */
    readonly version: 1;
    /** The name of the library. */
    readonly vendor: string;
    /** Validates a value. */
    readonly validate: (value: unknown) => SchemaResult<Output> | Promise<SchemaResult<Output>>;
  };
}

type SchemaResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly SchemaIssue[] };

interface SchemaIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** Options of {@link fetchResource}. */
export interface FetchResourceOptions extends BaseClientOptions {
  /**
   * How long to retry after a 404, in milliseconds. Default: 10,000, which fits into the handling of a request. Webex
   * promises 99.5 % within 600,000: wait that long where no request waits, such as in the worker of a queue.
   */
  readonly notFoundTimeout?: number | undefined;
  /**
   * The time limit of the whole call, in milliseconds. Default: 30,000; none with a `notFoundTimeout`, which may wait longer.
   */
  readonly deadline?: number | undefined;
  /** Validates the resource in place of the type that is known of it, and determines what is returned. */
  readonly schema?: ResourceSchema<unknown> | undefined;
}

/**
 * Returns the URL of the resource that a delivery is about, or nothing where no such path is documented.
 * @example
 * ```ts
 * import { resourceUrl } from "comms-webhooks/webex";
 *
 * console.log(resourceUrl({ resource: "messages", data: { id: "Zm9v" } })); // https://webexapis.com/v1/messages/Zm9v
 * ```
 */
export function resourceUrl(delivery: ResourceReference, baseUrl: string = servers.production): string | undefined {
  const { path, placeholder, id } = partsOf(delivery);
  if (typeof id !== "string" || pathParameterIssues("id", id).length > 0) return undefined;
  return baseUrl.replace(/\/$/, "") + path.replace(placeholder, () => encodeURIComponent(id));
}

/** Returns the documented path of a delivery's resource, and the id that it takes from the delivery's data. */
function partsOf(delivery: ResourceReference) {
  const table: Readonly<Record<string, { readonly events: unknown; readonly path?: string }>> = webhookResources;
  const { resource, data } = Object(delivery) as Partial<ResourceReference>;
  const name = typeof resource === "string" && Object.hasOwn(table, resource) ? resource : "";
  const { path = "" } = table[name] ?? {};
  const [placeholder = "", field = ""] = path.match(/\{(\w+)\}$/) ?? [];
  return { resource, path, placeholder, field, id: Object(data)[field] as unknown };
}

/**
 * Fetches the resource that a delivery is about. The API can lag behind its deliveries, so a 404 is retried, after waits
 * of 1, 2, 4 … 60 seconds. Any other failure is thrown at once. Messages, attachment actions, memberships and rooms are
 * validated and typed; for the rest, or for more, pass a `schema`.
 * @throws {TypeError} where an option is wrong or unknown, no path is documented for the resource, or the delivery lacks
 * the id.
 * @throws {InvalidResponseError} if the resource has another shape.
 * @example
 * ```ts
 * import { createWebexReceiver, fetchResource } from "comms-webhooks/webex";
 *
 * export default createWebexReceiver({
 *   secret: process.env["WEBHOOK_SECRET"]!,
 *   on: {
 *     async "messages.created"(delivery) {
 *       const { text } = await fetchResource(delivery, { auth: process.env["WEBEX_TOKEN"]! });
 *       console.log(text);
 *     },
 *   },
 * });
 * ```
 */
export async function fetchResource<Output>(
  delivery: ResourceReference,
  options: FetchResourceOptions & { readonly schema: ResourceSchema<Output> },
): Promise<Output>;
export async function fetchResource<Name extends string>(
  delivery: ResourceReference<Name>,
  options: FetchResourceOptions & { readonly schema?: undefined },
): Promise<FetchedResource<Name>>;
export async function fetchResource(delivery: ResourceReference, options: FetchResourceOptions): Promise<unknown> {
  const { resource, path, field, id: resourceId } = partsOf(delivery);
  const id = "fetchResource";
  const operations = { [id]: { method: "GET", path, idempotent: true } };
  const definition = { operations, parseErrorDetails, secretFields: [] };
  const api = createApiClient(definition, options, { notFoundTimeout: timeRule, schema: schemaRule });
  if (path === "") {
    const got = typeof resource === "string" ? printable(resource) : resource;
    throw new TypeError(fieldMessage(["resource"], "has no documented URL", got));
  }
  const url = resourceUrl(delivery, options.baseUrl);
  if (url === undefined) {
    const mistake = resourceId === undefined ? "is missing" : "isn't a valid id";
    throw new TypeError(`data.${field} ${mistake}, so the resource has no URL`);
  }
  const {
    schema,
    notFoundTimeout = 10_000,
    deadline = options.notFoundTimeout === undefined ? 30_000 : undefined,
  } = options;
  const call = api.begin(id, { deadline });
  const end = call.now() + notFoundTimeout;
  let earlierAttempts = 0;
  for (let delay = 1_000; ; delay = Math.min(2 * delay, 60_000)) {
    try {
      const found = await api.execute(call, { id, earlierAttempts }, (init) => get(url, init), anything);
      const { data, response, errors } = found;
      const result = schema ? await validate(schema, data) : validateResource(delivery.resource, data);
      if (result.issues) throw errors.invalidResponse(response, response.text, result.issues);
      return result.value;
    } catch (error) {
      const again = isHttpError(error) && error.status === 404 && call.now() + delay <= end && call.hasTimeFor(delay);
      if (!again) throw error;
      const { operationId, method, attempts } = error;
      earlierAttempts = attempts;
      await call.wait(delay, () => ({ operationId, method, url, attempts }));
    }
  }
}

/** Sends what openapi-fetch would send for an operation of the API. */
async function get(url: string, { fetch, Request, headers }: CallInit) {
  const response = await fetch(new Request(url, { method: "GET", headers: new Headers(headers) }));
  return { data: (await response.json()) as unknown, response };
}

const anything: StandardSchema<unknown> = {
  "~standard": { version: 1, vendor: "comms-webhooks", validate: (value) => ({ value }) },
};

const schemaRule: OptionRule = [
  "any",
  "a Standard Schema, such as one of Zod, Valibot or ArkType",
  (value: object | null) => typeof (Object(value) as ResourceSchema<unknown>)["~standard"]?.validate === "function",
];

/** Validates by a user's schema. The messages of other libraries name no field, so the path is put before them. */
async function validate(
  { "~standard": standard }: ResourceSchema<unknown>,
  resource: unknown,
): Promise<{ readonly value: unknown; readonly issues?: undefined } | { readonly issues: readonly Issue[] }> {
  const result = await standard.validate(resource);
  if (!result.issues) return result;
  const issues = result.issues.map(({ message, path: parts = [] }) => {
    const keys = parts.map((part) => (typeof part === "object" ? part.key : part));
    const path = keys.map((key) => (typeof key === "number" ? key : String(key)));
    return { path, message: path.length === 0 ? message : `${path.join(".")}: ${message}` };
  });
  return { issues };
}
