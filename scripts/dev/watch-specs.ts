import { type FSWatcher, readdirSync, watch } from "node:fs";
import { join, relative, sep } from "node:path";
import { apis } from "../lib/apis.ts";
import { root } from "../lib/repository.ts";

const settings = "redocly.yaml"; // In the repository's root, for all specs.
const quiet = 80; // Milliseconds: an editor's save is several events, and "save all" is several files.

/**
 * Calls back for all APIs at once, and then with the APIs of the saved files and their paths. The root's settings belong
 * to all APIs. There is one call at a time: files that are saved together, or during a call, make one more call. Resolves after the first one.
 */
export async function watchSpecs(
  onSave: (changed: readonly string[], files: string[]) => Promise<void>,
): Promise<void> {
  const watchers = new Map<string, FSWatcher>();
  const saved = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let busy = false;

  // Folder by folder: on Linux, Node 20 loses a file below a recursive watch once an editor has replaced it.
  const watchFolders = () => {
    const present = [root, ...apis.flatMap((api) => foldersBelow(join(root, "specs", api)))];
    for (const [folder, watcher] of watchers) {
      if (present.includes(folder)) continue;
      watcher.close();
      watchers.delete(folder);
    }
    for (const folder of present.filter((path) => !watchers.has(path)))
      watchers.set(
        folder,
        watch(folder, (_, name) => notice(join(folder, name ?? ""))),
      );
  };

  const notice = (path: string) => {
    saved.add(relative(root, path).replaceAll(sep, "/"));
    clearTimeout(timer);
    timer = setTimeout(settle, quiet);
  };

  const settle = () => {
    if (busy) return;
    watchFolders();
    const files = [...saved].filter((file) => file === settings || /^specs\/.*\.(ya?ml|md)$/.test(file)).sort();
    saved.clear();
    const changed = apis.filter((api) => files.some((file) => file === settings || file.startsWith(`specs/${api}/`)));
    if (changed.length > 0) void call(changed, files);
  };

  const call = async (changed: readonly string[], files: string[]) => {
    busy = true;
    await onSave(changed, files);
    busy = false;
    settle();
  };

  watchFolders();
  await call(apis, []);
}

function foldersBelow(folder: string): string[] {
  const inner = readdirSync(folder, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && !["dist", "node_modules", ".turbo"].includes(entry.name),
  );
  return [folder, ...inner.flatMap((entry) => foldersBelow(join(folder, entry.name)))];
}
