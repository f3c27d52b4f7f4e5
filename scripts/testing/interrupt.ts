import { type FileSystem, fileSystem, type Writer } from "../lib/file-system.ts";

const ended = 2 ** 31 - 2; // Above the highest process id of any system.

/** Returns a writer whose process is killed at a step: a text that it writes there ends halfway, and nothing follows. */
export function killedAt(step: number): Writer {
  let steps = 0;
  return writerOf(async (name, args, call) => {
    steps += 1;
    if (steps === step && name === "writeFile") {
      const [path, text, ...rest] = args as [string, string];
      await call(path, text.slice(0, text.length / 2), ...rest);
    }
    if (steps >= step) throw new Error("killed");
    return call(...args);
  });
}

/** Returns a writer whose disk is full after so many files, as Linux reports it. */
export function fullAfter(count: number): Writer {
  let written = 0;
  return writerOf(async (name, args, call) => {
    if (name === "writeFile" && ++written > count) {
      const [path, , ...rest] = args;
      await call(path, "", ...rest);
      throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
    }
    return call(...args);
  });
}

type Call = (...args: unknown[]) => Promise<unknown>;

function writerOf(run: (name: keyof FileSystem, args: unknown[], call: Call) => Promise<unknown>): Writer {
  const files = Object.fromEntries(
    Object.entries(fileSystem).map(([name, call]) => [
      name,
      (...args: unknown[]) => run(name as keyof FileSystem, args, call as Call),
    ]),
  );
  return { files: files as unknown as FileSystem, processId: ended };
}
