import { existsSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import type { Plugin } from "rolldown";

/** Reads the map of a built module beside it, so that code which is included leads on to the sources it was built from. */
export function readInputMaps(): Plugin {
  return {
    name: "input-maps",
    async load(id) {
      const map = id.endsWith(".js") && (await readFile(`${id}.map`, "utf8").catch(() => undefined));
      return map ? { code: await readFile(id, "utf8"), map } : null;
    },
  };
}

/** Returns a function that turns the path of a source into the one that it has once the packages are installed. */
export function installedSources(folder: string): (source: string, map: string) => string {
  const own = nameOf(folder);
  return (source, map) => {
    const path = resolve(dirname(map), source);
    const owner = packageFolder(path);
    const [from, to] = [
      join("/", own, relative(folder, dirname(map))),
      join("/", nameOf(owner), relative(owner, path)),
    ];
    return relative(from, to).replaceAll("\\", "/");
  };
}

function nameOf(folder: string): string {
  return (JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { name: string }).name;
}

/** Returns the folder of the package that a file belongs to: the nearest one with a `package.json`. */
function packageFolder(path: string): string {
  const folder = dirname(path);
  return existsSync(join(folder, "package.json")) || folder === path ? folder : packageFolder(folder);
}
