import { type FSWatcher, readdirSync, watch } from "node:fs";
import { join, relative, sep } from "node:path";
import { type Api, apis } from "../generators/openapi.ts";
import { root } from "../lib/redocly.ts";

const quiet = 50; // Milliseconds: an editor's save is several events.

/** Calls back for the API of each saved file, one call after the other; what is saved meanwhile makes one more. */
export function watchSpecs(onSave: (api: Api, files: string[]) => Promise<void>): void {
  const watchers = new Map<string, FSWatcher>();
  const saved = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let busy = Promise.resolve();

  // Folder by folder: on Linux, Node 20 loses a file below a recursive watch once an editor has replaced it.
  const watchFolders = () => {
    const present = apis.flatMap((api) => foldersBelow(join(root, "specs", api)));
    for (const [folder, watcher] of watchers) {
      if (present.includes(folder)) continue;
      watcher.close();
      watchers.delete(folder);
    }
    for (const folder of present) {
      if (!watchers.has(folder))
        watchers.set(
          folder,
          watch(folder, (_, name) => notice(join(folder, name ?? ""))),
        );
    }
  };

  const notice = (path: string) => {
    saved.add(relative(root, path).replaceAll(sep, "/"));
    clearTimeout(timer);
    timer = setTimeout(settle, quiet);
  };

  const settle = () => {
    watchFolders();
    const files = [...saved].filter((file) => /\.(ya?ml|md)$/.test(file)).sort();
    saved.clear();
    for (const api of apis) {
      const own = files.filter((file) => file.startsWith(`specs/${api}/`));
      if (own.length > 0) busy = busy.then(() => onSave(api, own));
    }
  };

  watchFolders();
}

function foldersBelow(folder: string): string[] {
  const inner = readdirSync(folder, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && !["dist", "node_modules", ".turbo"].includes(entry.name),
  );
  return [folder, ...inner.flatMap((entry) => foldersBelow(join(folder, entry.name)))];
}
