import {
  accessSync,
  constants,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { apis } from "../apis.ts";
import { root } from "./pages.ts";
import { transpile } from "./transpile.ts";

/** The folder that pages are run in, with what stands in for parts of their surroundings. */
export interface Workshop {
  readonly folder: string;
  /** The folder with the commands that shell blocks may use. */
  readonly commands: string;
  /** The modules that programs get in place of others, by the names of those. */
  readonly replacements: ReadonlyMap<string, string>;
  /** Returns the path of a module of the runtime. */
  readonly runtime: (name: string) => string;
  readonly remove: () => void;
}

/** What shell blocks may use of the machine, besides the shell itself. */
const tools = [
  "cat",
  "cp",
  "date",
  "echo",
  "env",
  "grep",
  "head",
  "ls",
  "mkdir",
  "mv",
  "openssl",
  "rm",
  "sed",
  "sh",
  "sleep",
  "sort",
  "tail",
  "tee",
  "touch",
  "wc",
];
const sources = new URL("./runtime/", import.meta.url);

/** Creates the folder, outside of the repository. */
export function createWorkshop(): Workshop {
  const folder = mkdtempSync(join(tmpdir(), "code-blocks-"));
  const runtime = (name: string) => join(folder, "runtime", name);
  for (const name of ["runtime", "commands", "pages"]) mkdirSync(join(folder, name));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "dir");
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  for (const name of readdirSync(sources)) {
    writeFileSync(runtime(name.replace(/ts$/, "js")), transpile(name, readFileSync(new URL(name, sources), "utf8")));
  }
  const commands = join(folder, "commands");
  for (const name of ["npx", "curl"]) {
    const script = `#!/bin/sh\nexec node ${runtime(`${name}.js`)} "$@"\n`;
    writeFileSync(join(commands, name), script, { mode: 0o755 });
  }
  symlinkSync(process.execPath, join(commands, "node"));
  for (const name of tools) {
    const path = find(name);
    if (path !== undefined) symlinkSync(path, join(commands, name));
  }
  const replacements = new Map(apis.map((api) => [`comms-webhooks/${api}`, runtime(`receivers-${api}.js`)]));
  for (const api of apis) writeFileSync(runtime(`receivers-${api}.js`), watchedModule(api));
  return { folder, commands, replacements, runtime, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Writes the module of an API again, with a function for receivers that remembers them. */
function watchedModule(api: string): string {
  const create = `create${api.charAt(0).toUpperCase()}${api.slice(1)}Receiver`;
  return [
    'import { watch } from "./deliveries.js";',
    `import { ${create} as create } from "comms-webhooks/${api}";`,
    `export * from "comms-webhooks/${api}";`,
    `export const ${create} = watch("${api}", create);`,
  ].join("\n");
}

function find(name: string): string | undefined {
  const paths = (process.env["PATH"] ?? "").split(delimiter).map((folder) => join(folder, name));
  return paths.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
