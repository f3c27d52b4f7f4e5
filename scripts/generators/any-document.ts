import { dirname, join, posix } from "node:path";
import { withLock } from "../lib/folder-lock.ts";
import { checkSchemas } from "./check-schemas.ts";
import { generateClient } from "./client.ts";
import { completeDocument } from "./complete-document.ts";
import { generateData } from "./data.ts";
import { generateExamples } from "./examples.ts";
import { updateFolder } from "./generated-folder.ts";
import { nameRecursive } from "./name-recursive.ts";
import { checkNames } from "./names.ts";
import type { Document, GeneratedFile } from "./openapi.ts";
import { generateTypes } from "./types.ts";
import { generateValidators } from "./validators.ts";

/** What stands for the name of an API in generated code until the paths of the files are known. */
const api = "any-document";

/**
 * Generates the files of `types/` and `client/` from a document of any API, as the packages have them, with imports by
 * path instead of by package. Throws with what is refused before anything is generated.
 */
export async function generateFromDocument(document: Document, source: string): Promise<GeneratedFile[]> {
  completeDocument(document);
  checkSchemas(document);
  nameRecursive(document);
  checkNames(document);
  const shared = { shared: true };
  const client = [
    ...generateValidators(api, document, shared),
    ...[generateClient, generateData, generateExamples].flatMap((run) => run(api, document)),
  ];
  const types = await generateTypes(api, document);
  return [
    ...types.map((file) => ({ ...file, path: `types/${file.path}` })),
    ...client.map((file) => ({ ...file, path: `client/${file.path}` })),
  ].map(({ path, content }) => ({ path, content: placed(content, path, source) }));
}

/** Updates the folders `types` and `client` in a folder, and returns the paths that differed. Other folders are left alone. */
export function updateParts(out: string, files: GeneratedFile[]): Promise<string[]> {
  const parts = ["types", "client"].map((part) => ({
    folder: join(out, part),
    own: files.flatMap(({ path, content }) =>
      path.startsWith(`${part}/`) ? [{ path: path.slice(part.length + 1), content }] : [],
    ),
  }));
  return withLock(out, async () => {
    // Both can be refused, so that neither is written before both are checked.
    for (const { folder, own } of parts) await updateFolder(folder, own, "check");
    const paths: string[] = [];
    for (const { folder, own } of parts)
      paths.push(...(await updateFolder(folder, own, "write")).map((path) => join(folder, path)));
    return paths;
  });
}

/** Names the document in the header, and imports the types by their path. */
function placed(content: string, path: string, source: string): string {
  const types = posix.relative(dirname(path), "types/index.js");
  return (
    content
      .replace(`specs/${api}/openapi.yaml`, () => source.replace(/[\r\n\u2028\u2029]/g, " "))
      // A right example can have fields that TypeScript doesn't expect in a literal.
      .replace(/\n\n(?=import type \{ DeliveryMap, )/, "\n\n// @ts-nocheck: as the document has them\n")
      .replace(/^(import type \{ [^}]* \} from )"@comms-webhooks\/any-document-types";$/gm, `$1"${types}";`)
  );
}
