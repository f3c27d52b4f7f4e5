import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { FileShape } from "../../packages/cli/src/file/file-shape.ts";
import { ignoreMissing, replaceFile, thisProcess } from "../lib/file-system.ts";
import { root } from "../lib/repository.ts";
import { type Mode, updateFolder } from "./generated-folder.ts";
import { type Document, follow, type GeneratedFile, header, type Schema } from "./openapi.ts";
import { literal } from "./texts.ts";
import { fileSchema } from "./webhooks-file-schema.ts";

/** An API whose webhooks the file can have. */
export interface FileApi {
  readonly api: string;
  readonly document: Document;
  readonly shape: FileShape;
}

const folder = "packages/cli";

/** Updates what the package of the commands has of the documents, by mode, and returns the paths that differed. */
export async function generateWebhooksFile(documents: ReadonlyMap<string, Document>, mode: Mode): Promise<string[]> {
  const apis: FileApi[] = [];
  for (const [api, document] of documents) {
    const path = join(root, folder, "src", api, "file-shape.ts");
    if (!existsSync(path)) continue;
    const { shape } = (await import(pathToFileURL(path).href)) as { shape: FileShape };
    apis.push({ api, document, shape });
  }
  if (apis.length === 0) return [];
  const generated = `${folder}/src/generated`;
  const tables = await updateFolder(join(root, generated), apis.map(fieldTable), mode);
  const schema = `${folder}/schema/webhooks.schema.json`;
  return [...tables.map((path) => `${generated}/${path}`), ...(await updateSchema(schema, fileSchema(apis), mode))];
}

/** JSON has no comments, so that its checksum can't be in it: a difference is overwritten. */
async function updateSchema(path: string, schema: Schema, mode: Mode): Promise<string[]> {
  const content = `${JSON.stringify(schema, null, 2)}\n`;
  const present = await thisProcess.files.readFile(join(root, path), "utf8").catch(ignoreMissing(undefined));
  if (present === content) return [];
  if (mode !== "check") await replaceFile(join(root, path), content, thisProcess);
  return [path];
}

/** The kinds of a webhook's fields, for a reader of the file. */
function fieldTable({ api, document, shape }: FileApi): GeneratedFile {
  const kinds = (schema: Schema, without: readonly string[] = []): object =>
    Object.fromEntries(
      Object.entries(schema.properties ?? {})
        .filter(([name]) => !without.includes(name))
        .map(([name, property]) => [name, kind(follow<Schema>(document, property, "").node)]),
    );
  const kind = (schema: Schema): unknown => {
    if (schema.type === "object") return kinds(schema);
    return schema["format"] === "password" ? "secret" : schema.type;
  };
  const request = document.components.schemas[shape.request] as Schema;
  const table = literal(kinds(request, shape.keys), 2);
  const text = `/** The fields of a webhook and their kinds. */\nexport const webhookFields = ${table} as const;\n`;
  return { path: `${api}.ts`, content: header(api, "webhooks-file.ts", document) + text };
}
