import { type Document, follow, operationsOf } from "./openapi.ts";
import { pointerTo } from "./refusals.ts";

type Entries = Record<string, unknown>;

/**
 * Removes the extensions that stand among paths, responses and the expressions of callbacks, where they could be taken
 * for one of these. Changes the document.
 */
export function dropExtensions(document: Document): void {
  const components = document.components as unknown as Record<string, Entries | undefined>;
  const seen = new Set<unknown>();
  const dropInItems = (items: Entries | undefined, at: string): void => {
    for (const [name, item] of Object.entries(items ?? {})) {
      for (const { operation, pointer } of operationsOf(document, name, item, pointerTo(at, name))) {
        drop(operation.responses);
        dropInCallbacks((operation as { callbacks?: Entries }).callbacks, `${pointer}/callbacks`);
      }
    }
  };
  const dropInCallbacks = (callbacks: Entries | undefined, at: string): void => {
    for (const [name, callback] of Object.entries(callbacks ?? {})) {
      const { node, pointer } = follow<Entries>(document, callback, pointerTo(at, name));
      // A callback can be announced by itself.
      if (seen.has(node)) continue;
      seen.add(node);
      drop(node);
      dropInItems(node, pointer);
    }
  };
  drop(document.paths);
  dropInItems(document.paths, "#/paths");
  dropInItems(document.webhooks, "#/webhooks");
  dropInItems(components["pathItems"], "#/components/pathItems");
  dropInCallbacks(components["callbacks"], "#/components/callbacks");
}

function drop(entries: object | undefined): void {
  for (const name of Object.keys(entries ?? {})) if (name.startsWith("x-")) delete (entries as Entries)[name];
}
