import { build, type Plugin } from "esbuild";

/**
 * Returns the code that stays in a bundle which uses nothing of a module: what a bundler can't prove to be without
 * side effects, such as a top-level `new Response()` without `@__PURE__`. It is empty for a module that tree-shakes.
 */
export async function sideEffects(folder: string, specifier: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: `import ${JSON.stringify(specifier)};`, resolveDir: folder },
    bundle: true,
    format: "esm",
    platform: "browser",
    treeShaking: true,
    write: false,
    logLevel: "silent",
    plugins: [keepFiles(folder, specifier)],
  });
  return (outputFiles[0]?.text ?? "").replace(/^\/\/ .*\n/gm, "").trim();
}

/** Has the statements of the module's own files looked at, although `sideEffects: false` would drop the files whole. */
function keepFiles(folder: string, specifier: string): Plugin {
  return {
    name: "statements",
    setup(context) {
      context.onResolve({ filter: /.*/ }, async ({ path, kind, importer, resolveDir, pluginData }) => {
        if (pluginData === "resolving") return undefined;
        if (path !== specifier && !path.startsWith(".")) return { path, external: true, sideEffects: false };
        const resolved = await context.resolve(path, {
          kind,
          importer,
          resolveDir: resolveDir || folder,
          pluginData: "resolving",
        });
        return { path: resolved.path, errors: resolved.errors, sideEffects: true };
      });
    },
  };
}
