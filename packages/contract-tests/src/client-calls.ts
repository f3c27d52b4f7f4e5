import { describe, expect, test } from "vitest";
import { type Api, documentOf } from "./apis.ts";
import { operationOf, requestFaults } from "./conformance/request.ts";
import { exampleResponse } from "./examples.ts";
import { listOperations } from "./operations.ts";

/** A function like `fetch` that a client is created with. */
export type Fetch = (input: string | Request, init?: RequestInit) => Promise<Response>;

/** The operation that a call's request must be, and the call. */
export type ClientCall = readonly [operationId: string, call: (fetch: Fetch) => Promise<unknown>];

/** Defines tests that hold the request of each call against the API's document. */
export function describeClientCalls(api: Api, calls: readonly ClientCall[]): void {
  describe(`the clients of ${api}`, () => {
    test.each(calls)("send a request for %s that the document accepts", async (operationId, call) => {
      const requests: Request[] = [];
      await call(async (input, init) => {
        const request = new Request(input, init);
        requests.push(request.clone());
        return exampleResponse(api, operationOf(api, request));
      });
      expect(requests.map((request) => operationOf(api, request))).toEqual([operationId]);
      for (const request of requests) expect(await requestFaults(api, request)).toEqual([]);
    });

    test("are called here for every operation", () => {
      const called = new Set(calls.map(([operationId]) => operationId));
      const ids = listOperations(documentOf(api)).map(({ operation }) => operation.operationId);
      expect([...called].sort()).toEqual(ids.sort());
    });
  });
}
