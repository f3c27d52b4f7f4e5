import { createReadStream, existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { DefaultTheme, UserConfig } from "vitepress";

/** The folder that the development server has the references in. */
export const devReferences: string = fileURLToPath(new URL("../node_modules/.references/", import.meta.url));

type Plugin = Extract<
  NonNullable<NonNullable<UserConfig<DefaultTheme.Config>["vite"]>["plugins"]>[number],
  { name: string }
>;

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".yaml": "text/yaml; charset=utf-8",
};

/** Serves the references while the site is developed, with Vite's client in them, which reloads the page. */
export function serveReferences(base: string): Plugin {
  return {
    name: "references",
    apply: "serve",
    configureServer({ middlewares }) {
      middlewares.use(async ({ url = "" }, response, next) => {
        const [, name = ""] = new RegExp(`^${base}reference/([\\w.-]+)(?:\\?|$)`).exec(url) ?? [];
        const file = join(devReferences, name);
        const type = types[extname(name)];
        if (!type || !existsSync(file)) return next();
        response.setHeader("Content-Type", type);
        if (extname(name) !== ".html") return createReadStream(file).pipe(response);
        response.end(withClient(await readFile(file, "utf8"), base));
      });
    },
  };
}

/** Adds the client to a page, whose policy would forbid it. */
function withClient(page: string, base: string): string {
  return page
    .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "")
    .replace("</head>", () => `<script type="module" src="${base}@vite/client"></script></head>`);
}
