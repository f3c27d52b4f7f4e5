import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import {
  codeOf,
  ignoreMissing,
  isRunning,
  temporaryPrefix,
  thisProcess,
  type Writer,
  withPath,
} from "./file-system.ts";

/** The name of a folder's lock. */
export const lockName = `${temporaryPrefix}lock`;

const renewed = 1_000; // Milliseconds between two signs of life of the owner.
const silent = 30_000; // Without one for so long, the lock was left behind.
const creating = 2_000; // Its text follows its creation at once.
const patience = 120_000;
const pause = 50;

/** Runs a task while no other run works on the folder. A lock that a killed run left behind doesn't count. */
export async function withLock<T>(folder: string, task: () => Promise<T>, writer: Writer = thisProcess): Promise<T> {
  const { files, processId } = writer;
  const path = join(folder, lockName);
  const mine = JSON.stringify({ processId, host: hostname() });
  await withPath(path, "create", async () => {
    await files.mkdir(folder, { recursive: true });
    await acquire(path, mine, writer);
  });
  const signs = setInterval(() => files.utimes(path, new Date(), new Date()).catch(() => undefined), renewed);
  try {
    return await task();
  } finally {
    clearInterval(signs);
    // Another run may have taken the lock from a process that slept.
    if ((await read(path, writer)) === mine) await files.rm(path, { force: true });
  }
}

async function acquire(path: string, mine: string, writer: Writer): Promise<void> {
  const { files } = writer;
  const deadline = Date.now() + patience;
  for (;;) {
    try {
      return await files.writeFile(path, mine, { flag: "wx" });
    } catch (error) {
      if (codeOf(error) !== "EEXIST") {
        // On a full disk it exists, without its text.
        if (parse(await read(path, writer)).processId === undefined) await files.rm(path, { force: true });
        throw error;
      }
    }
    const owner = await read(path, writer);
    if (owner === undefined) continue;
    if (await isLeftBehind(path, owner, writer)) await remove(path, owner, writer);
    else if (Date.now() < deadline) await wait(pause);
    else throw new Error(`another run has held it for ${patience / 1_000} s (${owner}). If none is running, delete it`);
  }
}

/** Returns the text of the lock: empty while it is created, undefined once it is gone. */
function read(path: string, { files }: Writer): Promise<string | undefined> {
  return files.readFile(path, "utf8").catch(ignoreMissing(undefined));
}

/** Removes a lock that was left behind, under a name of its own first: another run may do the same, and take the lock. */
async function remove(path: string, owner: string, writer: Writer): Promise<void> {
  const { files, processId } = writer;
  const aside = `${path}-${processId}`;
  await files.rename(path, aside).catch(ignoreMissing(undefined));
  if ((await read(aside, writer)) === owner) await files.rm(aside, { force: true });
  else await files.rename(aside, path).catch(ignoreMissing(undefined));
}

async function isLeftBehind(path: string, owner: string, { files }: Writer): Promise<boolean> {
  const { processId, host } = parse(owner);
  if (processId !== undefined && host === hostname() && !isRunning(processId)) return true;
  const sign = await files.stat(path).catch(ignoreMissing(undefined));
  return sign !== undefined && Date.now() - sign.mtimeMs > (processId === undefined ? creating : silent);
}

function parse(owner = ""): { processId?: number; host?: string } {
  try {
    return JSON.parse(owner) as { processId: number; host: string };
  } catch {
    return {}; // Empty or in part: its owner is writing it, or was killed while it did.
  }
}
