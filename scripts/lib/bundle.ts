import type { Api, Document } from "../generators/openapi.ts";
import { redocly } from "./redocly.ts";

/** Bundles an API's document, or one at a path, in memory, as `redocly bundle` writes it to `dist/openapi.json`. */
export async function bundle(api: Api | string): Promise<Document> {
  const { code, stdout, stderr } = await redocly("bundle", api, "--ext", "json");
  if (code !== 0) throw new Error(`The document of ${api} can't be bundled:\n${stderr}`);
  return JSON.parse(stdout) as Document;
}
