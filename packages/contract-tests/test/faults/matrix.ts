import { describe, expect, test } from "vitest";
import { type Ending, play, type Setting } from "../../src/faults/case.ts";
import type { Fault } from "../../src/faults/fault.ts";
import { isIdempotent, type Operation } from "../../src/faults/operation.ts";
import { withoutLeaks } from "./leaks.ts";
import { operations } from "./operations.ts";

/** The result, the attempts, and the requests that reach the server where they are not one for each attempt. */
export type Cell = readonly [result: string, attempts: number, requests?: string | number];

/**
 * What becomes of the operations, and whether those that change something have had their effect in the end. What becomes
 * of operations that are neither idempotent nor reconciled follows from the others: {@link createOnce}.
 */
export interface Ends {
  /** Idempotent operations that resolve with JSON. */
  readonly json: Cell;
  /** Operations that aren't idempotent and resolve with JSON, of clients that reconcile: with their requests, lists among them. */
  readonly create: readonly [result: string, attempts: number, requests: string];
  /** Idempotent operations that need no body. */
  readonly bodiless: Cell;
  readonly done: boolean;
}

/** A fault, and what becomes of each operation when it is there so many times. Lists that a create asks for have none. */
export interface Row {
  /** What the server does, in words. */
  readonly server: string;
  /** Without one the server doesn't listen. */
  readonly fault?: Fault;
  readonly once?: Ends;
  readonly twice?: Ends;
  /** As often as there are attempts. */
  readonly thrice?: Ends;
  readonly always?: Ends;
}

const times = { once: 1, twice: 2, thrice: 3, always: Number.POSITIVE_INFINITY } as const;

/** Puts a result in the words of a title. */
export function inWords(result: string, attempts: number): string {
  return `${result === "ok" ? "succeeds" : `fails with ${result}`} in ${attempts} ${attempts === 1 ? "attempt" : "attempts"}`;
}

/** Checks what every case has to leave behind. */
export function expectCleanEnd(ending: Ending, operation: Operation): void {
  expect(ending.leaks).toEqual({ responses: 0, timers: 0, token: false });
  if (ending.result === "ok") expect(ending.output).toEqual(ending.expected);
  if (!isIdempotent(operation)) {
    const webhooks = ending.stored[operation.api].length;
    expect(webhooks).toBeLessThanOrEqual(1);
    if (ending.result === "ok") expect(webhooks).toBe(1);
  }
}

/** Defines a test in memory for each operation, fault and number of times. */
export function matrix(rows: readonly Row[]): void {
  describe("in memory", () => defineCases(rows, {}));
}

/** Defines a test over sockets for each operation, fault and number of times. */
export function socketMatrix(rows: readonly Row[], setting: Setting = {}): void {
  withoutLeaks(() => defineCases(rows, { ...setting, over: "sockets" }));
}

/** Returns what becomes of an operation, and whether it has had its effect in the end. */
function endOf(operation: Operation, ends: Ends, fault: Fault | undefined): readonly [cell: Cell, done: boolean] {
  const cell = ends[operation.resolvesWith === "json" ? "json" : "bodiless"];
  if (isIdempotent(operation)) return [cell, ends.done];
  return operation.reconciles ? [ends.create, ends.done] : createOnce(cell, ends, fault);
}

/**
 * Returns what becomes of an operation that is neither idempotent nor reconciled. Where another client reconciles, since
 * the request may have been processed, this one fails instead.
 */
function createOnce(
  cell: Cell,
  { create, done }: Ends,
  fault: Fault | undefined,
): readonly [cell: Cell, done: boolean] {
  const [, attempts] = cell;
  const [, , requests] = create;
  if (!fault || attempts === 1 || !requests.includes("GET")) return [cell, done];
  return [[errorOf(fault), 1], fault.acted];
}

/** Names the error that a fault leads to when no further attempt follows. */
function errorOf({ status = 200, way }: Fault): string {
  if (status >= 300) return `HttpError ${status}`;
  return way === "hang" || way === "dribble" ? "TimeoutError" : "NetworkError";
}

function defineCases(rows: readonly Row[], setting: Setting): void {
  const cases = rows.flatMap(({ server, fault, ...row }) =>
    (Object.keys(times) as (keyof typeof times)[]).flatMap((often) =>
      operations.flatMap((operation) => {
        const ends = row[often];
        if (!ends) return [];
        const [[result, attempts, requests = attempts], done] = endOf(operation, ends, fault);
        const title = `${operation.name} ${inWords(result, attempts)} when the server ${server} ${often}`;
        return [{ title, operation, fault, to: times[often], result, attempts, requests, done }];
      }),
    ),
  );
  for (const { title, operation, fault, to, result, attempts, requests, done } of cases) {
    test(title, async () => {
      const { method } = operation;
      const faults = fault ? { rules: [{ fault, method, to }] } : { refused: to };
      const ending = await play(operation, { ...setting, ...faults });
      expect(ending).toMatchObject({
        result,
        attempts,
        requests: typeof requests === "string" ? requests : Array(requests).fill(method).join(" "),
        done: operation.isDone && done,
      });
      expectCleanEnd(ending, operation);
    });
  }
}
