import { describe, expect, it } from "vitest";
import { isPassing, judge, type Means, surelyNotDone, type Verdict } from "../../src/client/retry-policy.js";

const statuses = Array.from({ length: 500 }, (_, index) => index + 100);
const every = [false, true];
const nothing: Means = { idempotent: false, canLook: false, canAuthorize: false };

/** The statuses that get a verdict. All others fail. */
interface Row {
  readonly means: Pick<Means, "idempotent" | "canLook">;
  readonly repeat: readonly number[];
  readonly look: readonly number[];
}

const passing = [408, 423, 429, 500, 502, 503, 504];
const table: readonly Row[] = [
  { means: { idempotent: true, canLook: false }, repeat: passing, look: [] },
  { means: { idempotent: true, canLook: true }, repeat: passing, look: [] },
  { means: { idempotent: false, canLook: true }, repeat: [423, 429], look: [408, 500, 502, 503, 504] },
  { means: { idempotent: false, canLook: false }, repeat: [423, 429], look: [] },
];

describe.each(table)("of all statuses, with %j", ({ means, repeat, look }) => {
  const judged = (verdict: Verdict, canAuthorize: boolean) =>
    statuses.filter((status) => judge({ status }, { ...means, canAuthorize }) === verdict);

  it(`are repeated: ${repeat.join(", ")}`, () => {
    for (const canAuthorize of every) expect(judged("repeat", canAuthorize)).toEqual(repeat);
  });

  it(`are looked after: ${look.join(", ") || "none"}`, () => {
    for (const canAuthorize of every) expect(judged("look", canAuthorize)).toEqual(look);
  });

  it("only 401 gets another token, where there is one to be had", () => {
    expect(judged("authorize", true)).toEqual([401]);
    expect(judged("authorize", false)).toEqual([]);
  });

  it("all others fail, 409 and the rest of 4xx among them", () => {
    const rest = (known: readonly number[]) => statuses.filter((status) => !known.includes(status));
    expect(judged("fail", true)).toEqual(rest([...repeat, ...look, 401]));
    expect(judged("fail", false)).toEqual(rest([...repeat, ...look]));
    expect(judged("fail", false)).toEqual(expect.arrayContaining([400, 401, 403, 404, 409, 410, 422, 425, 501, 505]));
  });
});

const unsent = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"];
const broken = ["ECONNRESET", "EPIPE", "ETIMEDOUT", "UND_ERR_SOCKET", "UND_ERR_HEADERS_TIMEOUT", "econnrefused", ""];

describe("no answer", () => {
  it.each(unsent)("by %s, before anything is sent, is repeated whatever the operation", (code) => {
    for (const idempotent of every) {
      for (const canLook of every) {
        expect(judge({ codes: [code] }, { ...nothing, idempotent, canLook })).toBe("repeat");
        expect(judge({ codes: ["UND_ERR", code] }, { ...nothing, idempotent, canLook })).toBe("repeat");
      }
    }
  });

  it.each(broken.map((code) => [code]))("by %j is repeated only where that does no harm", (code) => {
    expect(judge({ codes: [code] }, { ...nothing, idempotent: true })).toBe("repeat");
    expect(judge({ codes: [code] }, { ...nothing, canLook: true })).toBe("look");
    expect(judge({ codes: [code] }, nothing)).toBe("fail");
  });

  it("without a code, such as a timeout, is repeated only where that does no harm", () => {
    for (const failure of [{}, { codes: [] }, { status: undefined }]) {
      expect(judge(failure, { ...nothing, idempotent: true })).toBe("repeat");
      expect(judge(failure, { ...nothing, canLook: true })).toBe("look");
      expect(judge(failure, { ...nothing, canAuthorize: true })).toBe("fail");
    }
  });
});

describe("isPassing", () => {
  it("knows the statuses that may pass", () => {
    expect(statuses.filter(isPassing)).toEqual(passing);
  });
});

describe("surelyNotDone", () => {
  it("is in doubt about failures of servers and proxies only", () => {
    expect(statuses.filter((status) => !surelyNotDone({ status }))).toEqual([408, 500, 502, 503, 504]);
  });

  it("is in doubt about errors, but for those before anything is sent", () => {
    for (const code of unsent) expect(surelyNotDone({ codes: [code] })).toBe(true);
    for (const code of broken) expect(surelyNotDone({ codes: [code] })).toBe(false);
    expect(surelyNotDone({})).toBe(false);
  });

  it("goes by the status where there is one", () => {
    expect(surelyNotDone({ status: 503, codes: ["ECONNREFUSED"] })).toBe(false);
  });
});
