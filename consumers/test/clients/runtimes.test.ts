import { afterAll, describe, expect, test } from "vitest";
import { type Fault, startFailingServers } from "./failing-servers.ts";
import type { Failures } from "./program.ts";
import { runtimes } from "./runtimes.ts";

const name = "NetworkError";

/** Nothing was sent, and another time it may be: both calls are retried. */
const notSent: Failures = {
  delete: { name, notSent: true, retryable: true, requests: 3, hint: "none" },
  create: { name, notSent: true, retryable: true, requests: 3, hint: "none" },
};

/** Nothing was sent, nor will it be: no call is retried. */
const impossible: Failures = {
  delete: { name, notSent: true, retryable: false, requests: 1, hint: "none" },
  create: { name, notSent: true, retryable: false, requests: 1, hint: "none" },
};

/** It may have been sent: a create is repeated only after a list, which fails too. */
const unknown: Failures = {
  delete: { name, notSent: false, retryable: true, requests: 3, hint: "none" },
  create: { name, notSent: false, retryable: true, requests: 1, hint: "doubt" },
};

/** The runtime doesn't report why. */
const silent: Failures = { ...unknown, delete: { ...unknown.delete, hint: "silent" } };

const node: Record<Fault, Failures> = {
  refused: notSent,
  "unknown host": notSent,
  certificate: impossible,
  "no TLS": impossible,
  "bad port": impossible,
  reset: unknown,
  closed: unknown,
};

const silence = Object.fromEntries(Object.keys(node).map((fault) => [fault, silent])) as Record<Fault, Failures>;

/** What becomes of calls on each runtime. */
const table: Readonly<Record<string, Record<Fault, Failures>>> = {
  "Node 20": node,
  "Node 22": node,
  "Node 24": node,
  // It blocks no port, so that the connection is refused.
  Bun: { ...node, "bad port": notSent },
  Deno: node,
  workerd: silence,
  Chromium: silence,
};

const { urls, close } = await startFailingServers();
afterAll(close);

describe.each(Object.keys(runtimes))("on %s", (runtime) => {
  test("a request without a response is retried, and called in doubt, by what the runtime reports", async () => {
    expect(await runtimes[runtime]?.(urls)).toEqual(table[runtime] ?? node);
  });
});
