import { documentOf } from "@comms-webhooks/contract-tests/src/apis.ts";
import { mistakesIn } from "@comms-webhooks/contract-tests/src/arbitraries/mistakes.ts";
import { valuesOf } from "@comms-webhooks/contract-tests/src/arbitraries/values.ts";
import { requestExamples } from "@comms-webhooks/contract-tests/src/examples.ts";
import { requestMistakes } from "@comms-webhooks/contract-tests/src/mutations/index.ts";
import { findOperation, listOperations } from "@comms-webhooks/contract-tests/src/operations.ts";
import { type Arbitrary, sample } from "fast-check";

/** A request to an API. */
export interface ApiRequest {
  /** The operation and how the request differs from a plain one, such as `createWebhook: without a token`. */
  title: string;
  method: string;
  /** The path below the base URL, with `{name}` for each parameter, and the query. */
  path: string;
  headers: Record<string, string>;
  body?: string;
}

const authorization = "Bearer k7";
const json = "application/json";

/** Returns as many requests of an API as asked for, the same ones each time: valid ones, and ones with a single mistake. */
export function requestsOf(api: string, count: number): ApiRequest[] {
  const fixed = [...exampleRequests(api), ...plainRequests(api)];
  const operations = [...new Map(requestExamples(api).map((example) => [example.operationId, example])).values()];
  const generated = (count - fixed.length) / operations.length / 2;
  return [
    ...fixed,
    ...operations.flatMap(({ operationId, schema }, index) => {
      const reference = { $ref: `#/components/schemas/${schema}` };
      const values = valuesOf(api, reference);
      const mistakes = mistakesIn(values, (value, choose) =>
        requestMistakes(documentOf(api), reference, value, choose),
      );
      const some = <Value>(arbitrary: Arbitrary<Value>, numRuns: number) =>
        sample(arbitrary, { seed: index + 1, numRuns });
      return [
        ...some(values, Math.ceil(generated)).map((value) => withBody(api, operationId, "a valid body", value)),
        ...some(mistakes, Math.ceil(generated)).map(({ title, value }) =>
          withBody(api, operationId, title.replace(/\[\d+\]/, "[n]"), value),
        ),
      ];
    }),
  ].slice(0, count);
}

function withBody(api: string, operationId: string, what: string, value: unknown): ApiRequest {
  return requestOf(api, operationId, what, { body: JSON.stringify(value) });
}

function exampleRequests(api: string): ApiRequest[] {
  return requestExamples(api).map(({ operationId, name, value }) =>
    withBody(api, operationId, `the example ${name}`, value),
  );
}

/** Requests that differ in everything but the fields of a body. */
function plainRequests(api: string): ApiRequest[] {
  const examples = new Map(requestExamples(api).map(({ operationId, value }) => [operationId, JSON.stringify(value)]));
  return listOperations(documentOf(api)).flatMap(({ operation: { operationId }, path, parameters }) => {
    const body = examples.get(operationId);
    const plain = body === undefined ? {} : { body };
    const request = (what: string, change: Partial<ApiRequest>) =>
      requestOf(api, operationId, what, { ...plain, ...change });
    const header = (name: string, values: readonly string[]) =>
      values.map((value) => request(`with the ${name} "${value}"`, { headers: { [name]: value } }));
    const names = (place: string) => parameters.filter((parameter) => parameter.in === place).map(({ name }) => name);
    const bodies = body === undefined ? ["{}"] : ["", "{", "null", "7", '"text"', "[]", "{}", "[null]"];
    return [
      request("a plain request", {}),
      ...header("authorization", [
        "",
        "k7",
        "Bearer",
        "Bearer ",
        "Basic azc6azc=",
        "bearer k7",
        "Bearer  k7",
        "Bearer two words",
      ]),
      ...(body === undefined
        ? []
        : header("content-type", [
            "",
            "text/plain",
            "application/json; charset=utf-8",
            "Application/JSON",
            "application/vnd.api+json",
            "application/x-www-form-urlencoded",
          ])),
      ...bodies.map((text) =>
        request(`with the body ${text || "of no bytes"}`, { body: text, headers: { "content-type": json } }),
      ),
      ...["PATCH", "OPTIONS", "HEAD"].map((method) => request(`as ${method}`, { method })),
      ...["?page=2", "?"].map((query) => request(`with the query ${query}`, { path: `${path}${query}` })),
      request("at a path below it", { path: `${path}/below/it` }),
      request("with a slash at the end", { path: `${path}/` }),
      ...names("path").flatMap((name) =>
        ["unknown", "3F8A1C52-7D40-4B9E-A6C1-90E2D57B48AF", "%20", "a%2Fb"].map((value) =>
          request(`with the ${name} ${value}`, { path: path.replace(`{${name}}`, value) }),
        ),
      ),
      ...names("query").flatMap((name) =>
        ["", "0", "-1", "1", "1.5", "1e2", "100000", "many", "org", "ORG", "creator", `2&${name}=3`].map((value) =>
          request(`with the query ${name}=${value}`, { path: `${path}?${name}=${value}` }),
        ),
      ),
    ];
  });
}

function requestOf(api: string, operationId: string, what: string, change: Partial<ApiRequest>): ApiRequest {
  const { method, path } = findOperation(api, operationId);
  const headers = { authorization, ...(change.body !== undefined && { "content-type": json }), ...change.headers };
  const given = Object.entries(headers).filter(([, value]) => value !== "");
  return {
    title: `${operationId}: ${what}`,
    method: method.toUpperCase(),
    path,
    ...change,
    headers: Object.fromEntries(given),
  };
}
