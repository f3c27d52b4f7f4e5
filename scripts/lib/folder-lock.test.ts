import { existsSync } from "node:fs";
import { mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { lockName, withLock } from "./folder-lock.ts";

const ended = 2 ** 31 - 2; // Above the highest process id of any system.

describe("withLock", () => {
  let folder: string;
  let path: string;
  const leave = async (text: string, seconds = 0) => {
    await writeFile(path, text);
    const time = Date.now() / 1_000 - seconds;
    await utimes(path, time, time);
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "lock-"));
    path = join(folder, lockName);
  });

  afterEach(() => rm(folder, { recursive: true }));

  test("returns what the task returns, and holds the lock meanwhile", async () => {
    expect(await withLock(folder, async () => existsSync(path))).toBe(true);
    expect(existsSync(path)).toBe(false);
  });

  test("releases the lock of a task that fails", async () => {
    await expect(withLock(folder, () => Promise.reject(new Error("failed")))).rejects.toThrow("failed");
    expect(existsSync(path)).toBe(false);
  });

  test("runs tasks one at a time", async () => {
    let [running, most] = [0, 0];
    const task = async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise(setImmediate);
      running -= 1;
    };
    await Promise.all(Array.from({ length: 8 }, () => withLock(folder, task)));
    expect(most).toBe(1);
  });

  test.each([
    ["of a process that has ended", JSON.stringify({ processId: ended, host: hostname() }), 0],
    ["that shows no sign of life, of another machine", JSON.stringify({ processId: ended, host: "another" }), 31],
    ["that shows no sign of life, of a process id in use", JSON.stringify({ processId: 1, host: hostname() }), 31],
    ["whose process was killed before it wrote its id", "", 3],
  ])("takes a lock %s", async (_title, text, seconds) => {
    await leave(text, seconds);
    await Promise.all([1, 2, 3, 4].map(() => withLock(folder, async () => undefined)));
    expect(existsSync(path)).toBe(false);
  });

  test("gives up after two minutes with the file and its owner", async () => {
    const text = JSON.stringify({ processId: ended, host: "another" });
    await leave(text, -300); // A sign of life from the time after the wait.
    const start = Date.now();
    const clock = vi
      .spyOn(Date, "now")
      .mockReturnValueOnce(start)
      .mockReturnValue(start + 120_000);
    await expect(withLock(folder, async () => undefined)).rejects.toThrow(
      `Can't create ${path}: another run has held it for 120 s (${text}). If none is running, delete it`,
    );
    clock.mockRestore();
    expect(existsSync(path)).toBe(true);
  });

  test("leaves a lock that another run has taken", async () => {
    await withLock(folder, () => leave("another's"));
    expect(existsSync(path)).toBe(true);
  });
});
