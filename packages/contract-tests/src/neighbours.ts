import { describe, expect, test } from "vitest";
import { accepts } from "./ajv.ts";
import type { Api } from "./apis.ts";
import { requestExamples } from "./examples.ts";
import { issuesOf } from "./validators.ts";

/** The example of a request, what is changed in words, and the change of its value. */
export type Neighbour = readonly [example: string, title: string, change: (value: object) => void];

/** Changes a field of a request, or of its first item. */
export function set(name: string, value: unknown): (request: object) => void {
  return (request) => {
    draftOf(request)[name] = value;
  };
}

/** Removes a field of a request, or of its first item. */
export function remove(name: string): (request: object) => void {
  return (request) => {
    delete draftOf(request)[name];
  };
}

/** Removes all items of a request. */
export function empty(request: object): void {
  Object.assign(request, { length: 0 });
}

/** Defines tests of requests that are right, although they are close to a mistake. */
export function describeNeighbours(api: Api, neighbours: readonly Neighbour[]): void {
  describe(`a request to ${api} close to a mistake`, () => {
    test.each(neighbours)("is accepted: %s with %s", (name, _title, change) => {
      const example = requestExamples(api).find((candidate) => candidate.name === name);
      if (!example) throw new Error(`${api} has no request example ${name}`);
      const { pointer, schema, value } = example;
      const changed = structuredClone(value) as object;
      change(changed);
      expect(changed).not.toEqual(value);
      expect(accepts(api, pointer, "asserted")(changed)).toBe(true);
      expect(issuesOf(api, schema, changed)).toEqual([]);
    });
  });
}

function draftOf(request: object): Record<string, unknown> {
  return (Array.isArray(request) ? request[0] : request) as Record<string, unknown>;
}
