import type { Api } from "../apis.ts";
import { operationOf, requestFaults } from "./request.ts";
import { responseFaults } from "./response.ts";

/** A `fetch` that keeps what passes through it, and every fault of it. */
export interface CheckedFetch {
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** The operations that were called, each with the status of its response. */
  calls: [operationId: string, status: number][];
  faults: string[];
}

/** Wraps a `fetch` so that each request and each response is checked against an API's document. */
export function checkedFetch(api: Api, fetch: (request: Request) => Promise<Response>): CheckedFetch {
  const checked: CheckedFetch = {
    calls: [],
    faults: [],
    async fetch(url, init) {
      const request = new Request(url, init);
      const operationId = operationOf(api, request);
      // The link to a next page is the server's own: what it adds to the query isn't declared.
      const faults = (await requestFaults(api, request)).filter((fault) => !fault.includes("query parameter cursor"));
      const response = await fetch(request);
      if (operationId !== undefined) {
        checked.calls.push([operationId, response.status]);
        faults.push(...(await responseFaults(api, operationId, response)));
      }
      checked.faults.push(...faults);
      return response;
    },
  };
  return checked;
}
