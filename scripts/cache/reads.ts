import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";

/** Returns strace's arguments: what processes start, and which files they open, with absolute paths. */
export const straceArguments = (log: string): string[] => [
  "strace",
  "--follow-forks",
  "--seccomp-bpf",
  "--quiet=all",
  "--signal=none",
  "--no-abbrev",
  "--string-limit=100000",
  "--decode-fds=path",
  "--trace=%process,open,openat",
  `--output=${log}`,
];

/** Returns the files that the processes of each task opened for reading, by the task's hash, from strace's output. */
export async function readFiles(log: string): Promise<Map<string, Set<string>>> {
  const parents = new Map<string, string>();
  const hashes = new Map<string, string>();
  const opened = new Map<string, Set<string>>();
  for await (const line of createInterface({ input: createReadStream(log), crlfDelay: Infinity })) {
    const [, id = "", call = ""] = /^(\d+) +(.*)$/s.exec(line) ?? [];
    const [, child] = /^(?:<\.\.\. )?(?:clone3?|v?fork)\b.* = (\d+)/.exec(call) ?? [];
    const [, hash] = /^execve\(.*"TURBO_HASH=([0-9a-f]+)"/.exec(call) ?? [];
    const [, path] = /^(?:<\.\.\. )?open(?:at)?\b(?!.*O_(?:WRONLY|DIRECTORY|RDWR)).* = \d+<(\/.*)>$/.exec(call) ?? [];
    if (child) parents.set(child, id);
    if (hash) hashes.set(id, hash);
    if (path) opened.set(id, (opened.get(id) ?? new Set()).add(path));
  }
  const taskOf = (id: string | undefined): string | undefined => id && (hashes.get(id) ?? taskOf(parents.get(id)));
  const read = new Map<string, Set<string>>();
  for (const [id, paths] of opened) {
    const hash = taskOf(id);
    if (hash) read.set(hash, new Set([...(read.get(hash) ?? []), ...paths]));
  }
  return read;
}
