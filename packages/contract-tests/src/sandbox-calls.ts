import { createSandbox, type Sandbox, type SandboxOptions } from "@comms-webhooks/sandbox";
import { describe, expect, test } from "vitest";
import { type Api, documentOf } from "./apis.ts";
import { responseFaults } from "./conformance/response.ts";
import { requestExamples } from "./examples.ts";
import { findOperation, listOperations } from "./operations.ts";

/** How a request differs from a plain one with JSON and a token. */
export interface Call {
  readonly body?: unknown;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** In place of the API's usual base URL. */
  readonly base?: string;
}

/** The operation, what is sent in words, method, path with `ID` for an existing webhook, and the expected status. */
export type SandboxCall = readonly [
  operationId: string,
  title: string,
  method: string,
  path: string,
  status: number,
  call?: Call,
];

/** What the calls of an API need. */
export interface SandboxCalls {
  readonly base: string;
  readonly calls: readonly SandboxCall[];
  /** Options of the sandbox that the calls are for; the examples of requests get one without. */
  readonly options?: SandboxOptions;
  /** Creates webhooks in a sandbox and returns the id of one, if they have ids. */
  readonly prepare: (send: (path: string, method: string, call?: Call) => Promise<Response>) => Promise<string>;
}

/** Defines tests that hold the sandbox's response to each call against the API's document. */
export function describeSandboxCalls(api: Api, { base, calls, options, prepare }: SandboxCalls): void {
  const senderTo =
    (sandbox: Sandbox) =>
    (path: string, method: string, call: Call = {}) =>
      sandbox.fetch(createRequest(`${call.base ?? base}${path}`, method, call));

  describe(`a response of the sandbox's ${api}`, () => {
    for (const [operationId, title, method, path, status, call = {}] of calls) {
      const request = `${operationId} with ${title} (${method} ${path}): ${status}`;
      test(`is one that the document declares for ${request}`, async () => {
        const send = senderTo(createSandbox(options));
        const id = await prepare(send);
        const response = await send(path.replace("ID", id), method, call);
        expect(response.status).toBe(status);
        expect(await responseFaults(api, operationId, response)).toEqual([]);
      });
    }

    test.each(listOperations(documentOf(api)).map(({ operation }) => operation.operationId))(
      "is tried as a success and as an error of %s",
      (id) => {
        const statuses = calls.filter(([operationId]) => operationId === id).map(([, , , , status]) => status);
        expect(Math.min(...statuses)).toBeLessThan(300);
        expect(Math.max(...statuses)).toBeGreaterThanOrEqual(400);
      },
    );

    test.each(requestExamples(api))("is a success to the example $name", async ({ operationId, value }) => {
      const send = senderTo(createSandbox());
      const id = await prepare(send);
      const { method, path } = findOperation(api, operationId);
      const response = await send(pathAfter(api, base, path).replace(/\{\w+\}/, id), method.toUpperCase(), {
        body: value,
      });
      expect([response.ok, await responseFaults(api, operationId, response)]).toEqual([true, []]);
    });
  });
}

/** Returns the part of a document's path that a base URL doesn't have yet, parameters of the base among it. */
function pathAfter(api: Api, base: string, path: string): string {
  const [server] = documentOf(api).servers;
  const inBase = pathSegments(base).length;
  return [...pathSegments(server?.url ?? base), ...path.split("/").slice(1)]
    .slice(inBase)
    .map((segment) => `/${segment}`)
    .join("");
}

function pathSegments(url: string): string[] {
  return new URL(url).pathname.split("/").filter((segment) => segment !== "");
}

function createRequest(url: string, method: string, { body, text, headers = {} }: Call): Request {
  const content = text ?? (body === undefined ? undefined : JSON.stringify(body));
  const all = {
    authorization: "Bearer k7",
    ...(content === undefined ? {} : { "content-type": "application/json" }),
    ...headers,
  };
  const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ""));
  // As bytes, since a text would bring a media type of its own.
  const bytes = content === undefined ? {} : { body: new TextEncoder().encode(content) };
  return new Request(url, { method, headers: given, ...bytes });
}
