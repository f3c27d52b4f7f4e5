import type { StandardSchema } from "@comms-webhooks/validation";
import { servers } from "@comms-webhooks/webex-client";
import { webhookResources } from "@comms-webhooks/webex-client/data";
import { Transport } from "../client/executor.js";
import type { ClientOptions } from "../client/options.js";
import { readJson } from "../client/response.js";
import { isHttpError } from "../errors/http-error.js";
import { describe } from "./error-details.js";

/** The part of a delivery that says what it is about. */
export interface AboutResource {
  readonly resource: string;
  readonly data: object;
}

/** Options of {@link fetchResource}. */
export interface FetchResourceOptions extends ClientOptions {
  /** Milliseconds to go on after a 404, ten minutes unless given: Webex promises 99.5 % within that time. */
  readonly patience?: number;
}

/** Gives the URL under which the API has what a delivery is about, or nothing where no such path is documented. */
export function resourceUrl(delivery: AboutResource, baseUrl: string = servers.production): string | undefined {
  const table: Readonly<Record<string, { events: unknown; path?: string }>> = webhookResources;
  const path = Object.hasOwn(table, delivery.resource) ? table[delivery.resource]?.path : undefined;
  const [placeholder, field = ""] = path?.match(/\{(\w+)\}$/) ?? [];
  const id: unknown = (delivery.data as Readonly<Record<string, unknown>>)[field];
  if (path === undefined || placeholder === undefined || typeof id !== "string" || /^\.{0,2}$/.test(id))
    return undefined;
  return baseUrl.replace(/\/$/, "") + path.replace(placeholder, () => encodeURIComponent(id));
}

/**
 * Fetches what a delivery is about, and asks again where the answer is 404, since the API can lag behind its deliveries.
 * It waits 1, 2, 4 … 60 seconds between the requests. Any other failure is thrown at once.
 * @throws {TypeError} where no path is documented for the resource, or the delivery lacks the id.
 */
export async function fetchResource(delivery: AboutResource, options: FetchResourceOptions): Promise<unknown> {
  const url = resourceUrl(delivery, options.baseUrl);
  if (url === undefined)
    throw new TypeError(`There is no known URL for the resource of this delivery (${delivery.resource})`);
  const { patience = 600_000 } = options;
  const operationId = "fetchResource";
  const operations = { [operationId]: { method: "GET", path: url, idempotent: true } };
  const transport = new Transport({ operations, describe, secretFields: [] }, options);
  const call = transport.begin(operationId);
  const end = call.now() + patience;
  for (let delay = 1_000; ; delay = Math.min(2 * delay, 60_000)) {
    try {
      return await transport.send(call, {
        operationId,
        send: ({ fetch, ...init }) => fetch(new Request(url, init)),
        read: (answer) => readJson(answer, anything),
      });
    } catch (error) {
      if (!isHttpError(error) || error.status !== 404 || call.now() + delay > end || !call.hasTimeFor(delay))
        throw error;
      const { method, attempts } = error;
      await call.wait(delay, () => ({ info: { operationId, method, url, attempts } }));
    }
  }
}

const anything: StandardSchema<unknown> = {
  "~standard": { version: 1, vendor: "comms-webhooks", validate: (value) => ({ value }) },
};
