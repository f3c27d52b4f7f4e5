import type { StandardSchema } from "@comms-webhooks/validation";
import { build } from "esbuild";
import type { GeneratedFile } from "../generators/openapi.ts";
import { root } from "../lib/repository.ts";

/** Validators by name. */
export type Validators = Record<string, StandardSchema<unknown>>;

/** Loads generated validators as a program would: as modules that import each other. */
export async function loadValidators(files: GeneratedFile[]): Promise<Validators> {
  const contents = new Map(files.map(({ path, content }) => [`./${path.replace(/^validators\//, "")}`, content]));
  const { outputFiles } = await build({
    entryPoints: ["./index.js"],
    bundle: true,
    format: "iife",
    globalName: "validators",
    platform: "node",
    write: false,
    plugins: [
      {
        name: "generated files",
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /^\.\// }, ({ path, namespace, kind }) =>
            namespace === "generated" || kind === "entry-point" ? { path, namespace: "generated" } : undefined,
          );
          onLoad({ filter: /.*/, namespace: "generated" }, ({ path }) => ({
            contents: contents.get(path.replace(/\.js$/, ".ts")) ?? "",
            loader: "ts",
            resolveDir: `${root}scripts`,
          }));
        },
      },
    ],
  });
  return new Function(`${outputFiles[0]?.text}; return validators;`)() as Validators;
}
