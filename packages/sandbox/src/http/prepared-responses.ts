import { suggestion } from "@comms-webhooks/validation";
import { isFields } from "../delivery/change.js";
import { oneOf } from "./issues.js";

/** A response that the next request to an API gets in place of its own. */
interface PreparedResponse {
  readonly api: string;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** The body as JSON. Default: none. */
  readonly body?: unknown;
}

const fields = ["api", "status", "headers", "body"];

/** The responses that were prepared for the next requests to the APIs, in their order. */
export class PreparedResponses {
  readonly #apis: readonly string[];
  #waiting: readonly PreparedResponse[] = [];

  constructor(apis: Iterable<string>) {
    this.#apis = [...apis];
  }

  /** Validates a response to prepare. Returns a sentence for each mistake. */
  issues(value: unknown): string[] {
    if (!isFields(value)) return ["a response must be an object"];
    const { api, status, headers = {} } = value;
    const isStatus = Number.isInteger(status) && Number(status) >= 200 && Number(status) <= 599;
    const areHeaders = isFields(headers) && Object.entries(headers).every(isHeader);
    return [
      ...Object.keys(value)
        .filter((field) => !fields.includes(field))
        .map((field) => `${field} is not a known field${suggestion(field, fields)}`),
      ...(this.#apis.includes(api as string) ? [] : [oneOf("api", this.#apis, api)]),
      ...(isStatus ? [] : ["status must be a whole number from 200 to 599"]),
      ...(areHeaders ? [] : ["headers must be an object of header names and values"]),
    ];
  }

  add(response: PreparedResponse): void {
    this.#waiting = [...this.#waiting, response];
  }

  /** Removes and returns the response that the next request to an API gets. Returns undefined if none is prepared. */
  take(api: string): Response | undefined {
    const next = this.#waiting.find((response) => response.api === api);
    if (next === undefined) return undefined;
    this.#waiting = this.#waiting.filter((response) => response !== next);
    const { status, body } = next;
    const headers = new Headers(next.headers);
    if (body === undefined) return new Response(null, { status, headers });
    if (!headers.has("content-type")) headers.set("content-type", "application/json");
    return new Response(JSON.stringify(body), { status, headers });
  }

  clear(): void {
    this.#waiting = [];
  }
}

function isHeader([name, value]: [string, unknown]): boolean {
  return /^[\w!#$%&'*+.^`|~-]+$/.test(name) && typeof value === "string" && /^[\t\x20-\x7e]*$/.test(value);
}
