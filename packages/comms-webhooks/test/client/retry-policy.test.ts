import { describe, expect, it } from "vitest";
import {
  decideRetry,
  isRetryable,
  notProcessed,
  type RetryDecision,
  type RetryMeans,
} from "../../src/client/retry-policy.js";

const statuses = Array.from({ length: 500 }, (_, index) => index + 100);
const every = [false, true];
const nothing: RetryMeans = { idempotent: false, canReconcile: false, canReauthenticate: false };

/** The statuses that get a decision. All others fail. */
interface Row {
  readonly means: Pick<RetryMeans, "idempotent" | "canReconcile">;
  readonly retry: readonly number[];
  readonly reconcile: readonly number[];
}

const retryable = [408, 423, 429, 500, 502, 503, 504];
const table: readonly Row[] = [
  { means: { idempotent: true, canReconcile: false }, retry: retryable, reconcile: [] },
  { means: { idempotent: true, canReconcile: true }, retry: retryable, reconcile: [] },
  { means: { idempotent: false, canReconcile: true }, retry: [423, 429], reconcile: [408, 500, 502, 503, 504] },
  { means: { idempotent: false, canReconcile: false }, retry: [423, 429], reconcile: [] },
];

describe.each(table)("of all statuses, with %j", ({ means, retry, reconcile }) => {
  const statusesOf = (decision: RetryDecision, canReauthenticate: boolean) =>
    statuses.filter((status) => decideRetry({ status }, { ...means, canReauthenticate }) === decision);

  it(`are retried: ${retry.join(", ")}`, () => {
    for (const canReauthenticate of every) expect(statusesOf("retry", canReauthenticate)).toEqual(retry);
  });

  it(`are reconciled: ${reconcile.join(", ") || "none"}`, () => {
    for (const canReauthenticate of every) expect(statusesOf("reconcile", canReauthenticate)).toEqual(reconcile);
  });

  it("only 401 gets another token, where one can be got", () => {
    expect(statusesOf("reauthenticate", true)).toEqual([401]);
    expect(statusesOf("reauthenticate", false)).toEqual([]);
  });

  it("all others fail, 409 and the rest of 4xx among them", () => {
    const rest = (known: readonly number[]) => statuses.filter((status) => !known.includes(status));
    expect(statusesOf("fail", true)).toEqual(rest([...retry, ...reconcile, 401]));
    expect(statusesOf("fail", false)).toEqual(rest([...retry, ...reconcile]));
    expect(statusesOf("fail", false)).toEqual(
      expect.arrayContaining([400, 401, 403, 404, 409, 410, 422, 425, 501, 505]),
    );
  });
});

describe("no response", () => {
  it("is retried whatever the operation where nothing was sent", () => {
    for (const idempotent of every) {
      for (const canReconcile of every) {
        expect(decideRetry({ notSent: true }, { ...nothing, idempotent, canReconcile })).toBe("retry");
      }
    }
  });

  it("is retried only where that does no harm where the request may have been sent", () => {
    for (const failure of [{}, { notSent: false }, { status: undefined }]) {
      expect(decideRetry(failure, { ...nothing, idempotent: true })).toBe("retry");
      expect(decideRetry(failure, { ...nothing, canReconcile: true })).toBe("reconcile");
      expect(decideRetry(failure, nothing)).toBe("fail");
      expect(decideRetry(failure, { ...nothing, canReauthenticate: true })).toBe("fail");
    }
  });
});

describe("isRetryable", () => {
  it("is true for the statuses of failures that may pass", () => {
    expect(statuses.filter(isRetryable)).toEqual(retryable);
  });
});

describe("notProcessed", () => {
  it("is in doubt about failures of servers and proxies only", () => {
    expect(statuses.filter((status) => !notProcessed({ status }))).toEqual([408, 500, 502, 503, 504]);
  });

  it("is in doubt about requests without a response, but for those that weren't sent", () => {
    expect(notProcessed({ notSent: true })).toBe(true);
    expect(notProcessed({ notSent: false })).toBe(false);
    expect(notProcessed({})).toBe(false);
  });

  it("goes by the status where there is one", () => {
    expect(notProcessed({ status: 503, notSent: true })).toBe(false);
  });
});
