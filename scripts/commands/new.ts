import { dirname, relative } from "node:path";
import { apis, documentPath } from "../lib/apis.ts";
import { root } from "../lib/repository.ts";
import { newEvent } from "../new/event.ts";

const [kind, api = "", name = ""] = process.argv.slice(2);
try {
  if (kind !== "event" || !apis.includes(api) || !name)
    throw new Error(
      `Use: npm run new event <${apis.join("|")}> <name>, for example: npm run new event ${apis.at(-1)} whiteboards.created`,
    );
  const folder = dirname(documentPath(api));
  const { written, changed, template } = await newEvent(folder, name);
  const list = (files: string[]) => files.map((file) => `  ${relative(root, folder)}/${file}`).join("\n");
  console.log(`Written, from ${template}:\n${list(written)}\nAdded ${name} to:\n${list(changed)}\n`);
  console.log(
    "Next: replace each TODO (npm run lint lists what is left), then npm run generate && npm test && npm run blocks -- specs/ && npm run check.",
  );
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
