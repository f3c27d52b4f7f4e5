import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Api, Document } from "./openapi.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const cli = fileURLToPath(new URL("../../node_modules/@redocly/cli/bin/cli.js", import.meta.url));

/** Bundles an API's document in memory, the same way that `redocly bundle` writes it to `dist/openapi.json`. */
export async function bundle(api: Api): Promise<Document> {
  const { stdout } = await promisify(execFile)(process.execPath, [cli, "bundle", api, "--ext", "json"], {
    cwd: root,
    env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
    maxBuffer: 64 * 1024 * 1024,
  });
  return JSON.parse(stdout) as Document;
}
