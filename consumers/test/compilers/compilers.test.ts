import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { consumers, run } from "../recipes.ts";
import { compilers, projectsOf, writeProjects } from "./projects.ts";

type Errors = Readonly<Record<string, readonly string[]>>;

/** The errors that have to be there: CommonJS can `require` these packages, but TypeScript 5.7 doesn't know it yet. */
const expected: Readonly<Record<string, Errors>> = {
  "typescript-5.7": { commonjs: ["TS1471", "TS1479"] },
};

/** Compiles by a compiler that has an API: all projects at once. */
async function byApi(compiler: string, files: Readonly<Record<string, string>>): Promise<Errors> {
  const script = join(import.meta.dirname, "compile.ts");
  const { stdout } = await run(process.execPath, ["--import", "tsx", script, compiler, ...Object.values(files)]);
  const errors = JSON.parse(stdout) as Errors;
  return Object.fromEntries(Object.entries(files).map(([name, file]) => [name, errors[file] ?? ["not compiled"]]));
}

/** Compiles by the command, which is quick enough to be run for each project. */
async function byCommand(files: Readonly<Record<string, string>>): Promise<Errors> {
  const errors: Record<string, readonly string[]> = {};
  for (const [name, file] of Object.entries(files)) {
    const tsc = join(consumers, "node_modules/typescript-7/bin/tsc");
    errors[name] = await run(process.execPath, [tsc, "-p", file]).then(
      () => [],
      ({ message }: Error) => message.split("\n").slice(1),
    );
  }
  return errors;
}

describe.each(compilers)("%s", (compiler) => {
  let errors: Errors;
  beforeAll(async () => {
    const files = await writeProjects(compiler);
    errors = compiler === "typescript-7" ? await byCommand(files) : await byApi(compiler, files);
  });

  it.each(projectsOf(compiler))(
    "compiles programs that use every public function, and all declarations (%s)",
    (name) => {
      const codes = expected[compiler]?.[name];
      if (codes) expect(errors[name]?.map((error) => /TS\d+/.exec(error)?.[0])).toEqual(codes);
      else expect(errors[name]).toEqual([]);
    },
  );
});
