import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { consumers } from "../recipes.ts";

/** The compilers: the packages that have them. Version 7 is a program without an API. */
export const compilers = ["typescript-5.7", "typescript", "typescript-6", "typescript-7"] as const;

const everything = ["node.ts", "anywhere.ts", "generated.ts"];
const node = { lib: ["es2022"], types: ["node"] };
const modules = {
  node16: { module: "node16" },
  nodenext: { module: "nodenext" },
  bundler: { module: "esnext", moduleResolution: "bundler" },
};

interface Project {
  readonly files: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
  /** The package that is `@types/node` here. */
  readonly types?: string;
}

const combinations = Object.entries(modules).flatMap(([name, options]): [string, Project][] =>
  [true, false].map((exact) => [
    exact ? `${name}-exact` : name,
    { files: everything, options: { ...node, ...options, exactOptionalPropertyTypes: exact } },
  ]),
);

/** What programs are compiled by: the modules and options of each. */
const projects: Readonly<Record<string, Project>> = {
  ...Object.fromEntries(combinations),
  commonjs: { files: ["commonjs.cts"], options: { ...modules.nodenext, ...node, exactOptionalPropertyTypes: true } },
};

const withTypes = (types: string): Project => ({
  files: everything,
  options: { ...modules.nodenext, ...node, typeRoots: ["types"] },
  types,
});

/** Other platforms than Node 20, for the oldest and the newest compiler: a page, without the types of Node. */
const platforms: Readonly<Record<string, Project>> = {
  page: {
    files: ["anywhere.ts", "generated.ts"],
    options: {
      ...modules.bundler,
      lib: ["es2022", "dom", "dom.iterable"],
      types: [],
      exactOptionalPropertyTypes: true,
    },
  },
  "types-node-22": withTypes("types-node-22"),
  "types-node-24": withTypes("types-node-24"),
};

const projectsFor = (compiler: string) =>
  [compilers[0], compilers.at(-1)].some((end) => end === compiler) ? { ...projects, ...platforms } : projects;

/** Lists the projects of a compiler. */
export function projectsOf(compiler: string): string[] {
  return Object.keys(projectsFor(compiler));
}

/** Writes a `tsconfig.json` for each project of a compiler, and returns the files by the projects' names. */
export async function writeProjects(compiler: string): Promise<Record<string, string>> {
  const root = join(consumers, ".recipes/compilers", compiler);
  await rm(root, { recursive: true, force: true });
  const written = Object.entries(projectsFor(compiler)).map(async ([name, { files, options, types }]) => {
    const folder = join(root, name);
    await mkdir(join(folder, "types"), { recursive: true });
    if (types) await symlink(join(consumers, "node_modules", types), join(folder, "types/node"));
    const compilerOptions = { target: "es2022", strict: true, skipLibCheck: false, noEmit: true, ...options };
    const paths = files.map((file) => join(consumers, "test/programs", file));
    const file = join(folder, "tsconfig.json");
    await writeFile(file, JSON.stringify({ compilerOptions, files: paths }, null, 2));
    return [name, file] as const;
  });
  return Object.fromEntries(await Promise.all(written));
}
