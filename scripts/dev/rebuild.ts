import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Api, Document } from "../generators/openapi.ts";
import { generate } from "../generators/packages.ts";
import { bundle } from "../lib/bundle.ts";
import { compareSpec } from "../lib/compare-spec.ts";
import { redocly, root } from "../lib/redocly.ts";
import { render } from "../reference/render.ts";

/** Takes a piece of news under its heading, as soon as it is there. */
export type Tell = (heading: string, text: string) => void;

/** Does for an API, side by side, all that follows from an edit of its spec: lint, comparison, types, client and docs. */
export async function rebuild(api: Api, tell: Tell): Promise<void> {
  const attempt = async (heading: string, task: () => Promise<string>) => {
    tell(heading, await task().catch((error: Error) => error.message));
  };
  const document = bundle(api);
  await Promise.all([
    attempt("lint", () => lint(api)),
    attempt("generated", async () => {
      const files = await regenerate(api, await orStop(document));
      return files.length > 0 ? files.join("\n") : "nothing changed";
    }),
    attempt("against HEAD", async () => {
      const [{ report }] = await Promise.all([compareSpec(api, "HEAD"), orStop(document)]);
      return report;
    }),
    attempt("docs", async () => buildDocs(api, await orStop(document))),
  ]);
}

async function orStop(document: Promise<Document>): Promise<Document> {
  return document.catch(() => {
    throw new Error("left out, as the document can't be bundled: see lint");
  });
}

async function lint(api: Api): Promise<string> {
  const { code, stdout, stderr } = await redocly("lint", api, "--format=stylish");
  const findings = [...new Set(stdout.trim().split("\n"))].join("\n");
  return findings || (code === 0 ? "no findings" : stderr.trim());
}

async function regenerate(api: Api, document: Document): Promise<string[]> {
  return [...(await generate(api, document, "types", "write")), ...(await generate(api, document, "client", "write"))];
}

async function buildDocs(api: Api, document: Document): Promise<string> {
  const folder = join(root, `specs/${api}/dist`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "openapi.json"), JSON.stringify(document, null, 2));
  await writeFile(join(folder, "reference.html"), await render(document));
  return `specs/${api}/dist/reference.html`;
}
