import { fieldMessage, type StandardSchema } from "@comms-webhooks/validation";
import { servers } from "@comms-webhooks/webex-client";
import { webhookResources } from "@comms-webhooks/webex-client/data";
import { type CallInit, createApiClient } from "../client/api-client.js";
import { type BaseClientOptions, timeRule } from "../client/options.js";
import { pathParameterIssues } from "../client/parameters.js";
import { isHttpError } from "../errors/http-error.js";
import { parseErrorDetails } from "./error-details.js";

/** The part of a delivery that refers to a resource. */
export interface ResourceReference {
  readonly resource: string;
  readonly data: object;
}

/** Options of {@link fetchResource}. */
export interface FetchResourceOptions extends BaseClientOptions {
  /** How long to retry after a 404, in milliseconds. Default: 600,000: Webex promises 99.5 % within that time. */
  readonly notFoundTimeout?: number | undefined;
}

/**
 * Returns the URL of the resource that a delivery is about, or nothing where no such path is documented.
 * @example resourceUrl({ resource: "messages", data: { id: "Zm9v" } }) // https://webexapis.com/v1/messages/Zm9v
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
 * of 1, 2, 4 … 60 seconds. Any other failure is thrown at once.
 * @throws {TypeError} where an option is wrong or unknown, no path is documented for the resource, or the delivery lacks
 * the id.
 * @example const message = await fetchResource(delivery, { auth: process.env.WEBEX_TOKEN });
 */
export async function fetchResource(delivery: ResourceReference, options: FetchResourceOptions): Promise<unknown> {
  const { resource, path, field, id: resourceId } = partsOf(delivery);
  const id = "fetchResource";
  const operations = { [id]: { method: "GET", path, idempotent: true } };
  const definition = { operations, parseErrorDetails, secretFields: [] };
  const api = createApiClient(definition, options, { notFoundTimeout: timeRule });
  if (path === "") throw new TypeError(fieldMessage(["resource"], "has no documented URL", resource));
  const url = resourceUrl(delivery, options.baseUrl);
  if (url === undefined) {
    const mistake = resourceId === undefined ? "is missing" : "isn't a valid id";
    throw new TypeError(`data.${field} ${mistake}, so the resource has no URL`);
  }
  const call = api.begin(id, undefined);
  const end = call.now() + (options.notFoundTimeout ?? 600_000);
  for (let delay = 1_000; ; delay = Math.min(2 * delay, 60_000)) {
    try {
      const { data } = await api.execute(call, { id }, (init) => get(url, init), anything);
      return data;
    } catch (error) {
      const again = isHttpError(error) && error.status === 404 && call.now() + delay <= end && call.hasTimeFor(delay);
      if (!again) throw error;
      const { operationId, method, attempts } = error;
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
