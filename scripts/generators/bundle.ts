import { redocly } from "../redocly.ts";
import type { Api, Document } from "./openapi.ts";

/** Bundles an API's document in memory, the same way that `redocly bundle` writes it to `dist/openapi.json`. */
export async function bundle(api: Api): Promise<Document> {
  const { code, stdout, stderr } = await redocly("bundle", api, "--ext", "json");
  if (code !== 0) throw new Error(`specs/${api}/openapi.yaml can't be bundled:\n${stderr}`);
  return JSON.parse(stdout) as Document;
}
