import { afterEach, describe, expect, it, vi } from "vitest";
import { parseRetryAfter, retryDelay } from "../../src/client/retry-delay.js";
import { seededRandom } from "../seeded-random.js";

const now = Date.UTC(2026, 4, 1, 12, 0, 0);

describe("parseRetryAfter", () => {
  afterEach(() => vi.unstubAllEnvs());

  it.each([
    ["0", 0],
    ["7", 7_000],
    [" 7 ", 7_000],
    ["007", 7_000],
    ["0.5", 500],
    ["1.5", 1_500],
    ["1e9", 1e12],
    ["5, 5", 5_000],
    ["1,5", 5_000],
    ["7,soon", 7_000],
    ["3, Fri, 01 May 2026 12:00:02 GMT", 3_000],
    ["Fri, 01 May 2026 12:00:02 GMT, Fri, 01 May 2026 12:00:04 GMT", 4_000],
    ["Fri May  1 12:00:02 2026, -1", 2_000],
  ])("reads the seconds of %j as %i milliseconds", (header, milliseconds) => {
    expect(parseRetryAfter(header, now)).toBe(milliseconds);
  });

  it.each([
    ["an IMF-fixdate", "Fri, 01 May 2026 12:01:30 GMT"],
    ["an RFC 850 date", "Friday, 01-May-26 12:01:30 GMT"],
    ["an asctime date", "Fri May  1 12:01:30 2026"],
  ])("reads %s as the time until then, in every time zone", (_form, header) => {
    for (const zone of ["UTC", "America/New_York", "Asia/Kathmandu"]) {
      vi.stubEnv("TZ", zone);
      expect(parseRetryAfter(header, now)).toBe(90_000);
      expect(parseRetryAfter(` ${header} `, now - 500)).toBe(90_500);
    }
  });

  it.each(["Fri, 01 May 2026 12:00:00 GMT", "Friday, 01-May-26 12:00:00 GMT", "Fri May  1 12:00:00 2026"])(
    "reads %s as nothing once it is past",
    (header) => {
      expect(parseRetryAfter(header, now)).toBe(0);
      expect(parseRetryAfter(header, now + 1)).toBeUndefined();
    },
  );

  it.each([null, "", " ", "-1", "+5", "0x10", "NaN", "Infinity", "-1, soon", ",", ".5", "5.", "1e-3", "5s", "five"])(
    "finds nothing in %j",
    (header) => {
      expect(parseRetryAfter(header, now)).toBeUndefined();
    },
  );

  // Webex sent this one.
  it("finds nothing in rand(30),add(30)", () => {
    expect(parseRetryAfter("rand(30),add(30)", now)).toBeUndefined();
  });

  it.each([
    "tomorrow",
    "Friday",
    "Fri, GMT",
    "Fri, 99 May 2026 12:01:30 GMT",
    "Fri, 01 Foo 2026 12:01:30 GMT",
    "Fri, 01 May 2026 25:61:61 GMT",
    "2026-05-01T12:01:30Z",
    "01 May 2026 12:01:30 GMT",
    "after 5 minutes",
  ])("finds nothing in %j, which isn't a date", (header) => {
    expect(parseRetryAfter(header, now)).toBeUndefined();
  });

  it.each(["wait 5000", "Try again 2099", "seconds 86400", "Fri, 01 May 2026 12:01:30 PST"])(
    "finds nothing in %j, though Date.parse finds a year in it",
    (header) => {
      expect(parseRetryAfter(header, now)).toBeUndefined();
    },
  );
});

describe("retryDelay", () => {
  const wait = { decision: "retry", attempts: 1, retryAfter: undefined, maxRetryAfter: 60_000 } as const;
  const never = () => {
    throw new Error("chance has no say here");
  };

  const least = () => 0;

  it.each([0, 1, 700, 59_999, 60_000])("is never less than the server's %i milliseconds", (retryAfter) => {
    for (const decision of ["retry", "reconcile"] as const) {
      expect(retryDelay({ ...wait, decision, attempts: 5, retryAfter, random: least })).toBe(retryAfter);
    }
  });

  it("is up to a quarter longer than the server asks for, and up to what it would be without the server's", () => {
    const most = (attempts: number, retryAfter: number) =>
      retryDelay({ ...wait, attempts, retryAfter, random: () => 1 });
    expect([most(1, 0), most(1, 1_000), most(3, 1_000), most(1, 40_000)]).toEqual([500, 1_500, 3_000, 50_000]);
  });

  it("spreads fifty clients that are told the same", () => {
    const random = seededRandom(50);
    const delays = Array.from({ length: 50 }, () => retryDelay({ ...wait, retryAfter: 10_000, random }));
    const seconds = new Set(delays.map((delay) => Math.floor(delay / 250)));
    expect(seconds.size).toBe(10);
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(10_000);
  });

  it("is at most maxRetryAfter and the random part, whatever the server asks for", () => {
    expect(retryDelay({ ...wait, retryAfter: 60_001, random: least })).toBe(60_000);
    expect(retryDelay({ ...wait, retryAfter: 1e12, maxRetryAfter: 200, random: least })).toBe(200);
    expect(retryDelay({ ...wait, retryAfter: 1e12, maxRetryAfter: 200, random: () => 1 })).toBe(700);
    expect(retryDelay({ ...wait, retryAfter: 5_000, maxRetryAfter: 0, random: least })).toBe(0);
    expect(retryDelay({ ...wait, retryAfter: 90_000, maxRetryAfter: Infinity, random: least })).toBe(90_000);
  });

  const limits = [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000];

  it.each([0, 0.5, 0.999])("without the server's is that part of a limit which doubles up to 30 s: %d", (part) => {
    const delays = limits.map((_, index) => retryDelay({ ...wait, attempts: index + 1, random: () => part }));
    expect(delays).toEqual(limits.map((limit) => limit * part));
    expect(retryDelay({ ...wait, attempts: 5_000, random: () => part })).toBe(30_000 * part);
  });

  it("is the whole limit before reconciling", () => {
    const reconcile = (attempts: number) => retryDelay({ ...wait, decision: "reconcile", attempts, random: () => 0 });
    expect(limits.map((_, index) => reconcile(index + 1))).toEqual(limits);
  });

  it("is nothing before a new token is used", () => {
    for (const retryAfter of [undefined, 0, 5_000]) {
      expect(retryDelay({ ...wait, decision: "reauthenticate", attempts: 3, retryAfter, random: never })).toBe(0);
    }
  });
});
