import { createSandbox, type Sandbox } from "@comms-webhooks/sandbox";
import type { BaseClientOptions } from "comms-webhooks";
import type { Arbitrary } from "fast-check";
import { describe, expect, test } from "vitest";
import { accepts } from "./ajv.ts";
import { type Api, documentOf } from "./apis.ts";
import { holds } from "./arbitraries/check.ts";
import { mistakesIn } from "./arbitraries/mistakes.ts";
import { valuesOf } from "./arbitraries/values.ts";
import { requestExamples } from "./examples.ts";
import { type Mutation, requestMistakes, unnoticed } from "./mutations/index.ts";
import { fieldName } from "./mutations/values.ts";
import { issuesOf } from "./validators.ts";

/** How the requests of a schema are sent, and what becomes of them. */
export interface GeneratedRequests {
  /** The name of the schema. */
  readonly schema: string;
  /** Narrows the values to what the API's rules beyond the schema allow. Default: all values of the schema. */
  readonly values?: (values: Arbitrary<any>) => Arbitrary<unknown>;
  /** Prepares a sandbox, and returns the id of the webhook that the request is about, if it has one. */
  readonly prepare?: (sandbox: Sandbox, value: any) => Promise<string>;
  /** Sends the request by the client. */
  readonly send: (options: BaseClientOptions, value: any, id: string) => Promise<unknown>;
  /** Returns what the client puts into the body. Default: the value. */
  readonly sent?: (value: any) => unknown;
  /** The method, and the path with `ID`, of the request without a client. */
  readonly request: readonly [method: string, path: string];
  /** Returns what the sandbox holds after the request, in the form of `expected`. */
  readonly stored: (options: BaseClientOptions, id: string) => Promise<unknown>;
  readonly expected: (value: any) => unknown;
  /** Whether a mistake is one that the client corrects, as it writes any URL as a URI. */
  readonly corrects?: (mistake: Mutation) => boolean;
}

/** Defines tests that send generated requests through the client to the sandbox. */
export function describeGeneratedRequests(api: Api, requests: readonly GeneratedRequests[]): void {
  const document = documentOf(api);
  const cases = requests.map((request) => {
    const reference = { $ref: `#/components/schemas/${request.schema}` };
    const all = valuesOf(api, reference);
    return { ...request, reference, generated: request.values?.(all) ?? all };
  });

  describe(`a generated ${api} request`, () => {
    test("is tried for every schema that requests have", () => {
      const names = new Set(requestExamples(api).map(({ schema }) => schema));
      expect(requests.map(({ schema }) => schema).sort()).toEqual([...names].sort());
    });

    test.each(cases)("that $schema allows is valid for Ajv, is sent as it is, and is stored", async (one) => {
      const { schema, reference, generated, prepare, send, sent = same, stored, expected } = one;
      const sandbox = createSandbox();
      await holds(generated, async (value) => {
        expect(accepts(api, reference.$ref, "asserted")(value)).toBe(true);
        expect(issuesOf(api, schema, value)).toEqual([]);
        sandbox.reset();
        const id = (await prepare?.(sandbox, value)) ?? "";
        const bodies: unknown[] = [];
        const options = optionsFor(async (url, init) => {
          bodies.push(JSON.parse(String(init.body)));
          return sandbox.fetch(url, init);
        });
        await send(options, value, id);
        expect(bodies).toStrictEqual([sent(value)]);
        expect(await stored(optionsFor(sandbox.fetch), id)).toStrictEqual(expected(value));
      });
    });

    test.each(cases)(
      "that $schema allows is refused by all after a mistake, because of the same field",
      async (one) => {
        const { schema, reference, generated, prepare, send, request, corrects } = one;
        const check = accepts(api, reference.$ref, "asserted");
        const mistakes = mistakesIn(generated, (value, choose) => requestMistakes(document, reference, value, choose));
        const sandbox = createSandbox();
        const id = (await prepare?.(sandbox, [])) ?? "";
        await holds(mistakes, async (mistake) => {
          const { value, path } = mistake;
          expect(check(value)).toBe(false);
          expect(unnoticed(mistake, issuesOf(api, schema, value))).toEqual([]);
          const before = JSON.stringify(sandbox.webhooks());
          if (!corrects?.(mistake)) {
            const unsent = optionsFor(() => Promise.reject(new Error("The request was sent.")));
            const error = (await send(unsent, value, id).catch((reason: unknown) => reason)) as { issues?: unknown };
            expect(error).toMatchObject({ name: "InvalidRequestError", issues: [{ path }] });
          }
          const [method, to] = request;
          const response = await sandbox.fetch(`${sandbox.url[api as "webex"]}${to.replace("ID", id)}`, {
            method,
            headers: { Authorization: "Bearer k7", "Content-Type": "application/json" },
            body: JSON.stringify(value),
          });
          expect(response.status).toBe(400);
          expect(await response.json()).toMatchObject({ message: sentenceAbout(path) });
          expect(JSON.stringify(sandbox.webhooks())).toBe(before);
        });
      },
    );
  });
}

function optionsFor(fetch: NonNullable<BaseClientOptions["fetch"]>): BaseClientOptions {
  return { auth: "k7", targetUrls: "any", retries: 0, fetch };
}

/** Matches the message of an error response with a sentence that begins with a field. */
function sentenceAbout(path: Mutation["path"]): unknown {
  return expect.toSatisfy((message: string) =>
    `: ${message}`.split(/[:;] /).some((text) => text.startsWith(`${fieldName(path)} `)),
  );
}

function same(value: unknown): unknown {
  return value;
}
