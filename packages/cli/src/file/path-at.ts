import { type Document, isMap, isNode, isScalar, isSeq } from "yaml";
import type { Source } from "./source.js";

/** Returns the keys that lead to an offset of a document, as in `webex.accounts.default`, or nothing at its top. */
export function pathAt(source: Source, document: Document.Parsed, offset: number): string | undefined {
  const keys: string[] = [];
  let node: unknown = document.contents;
  for (;;) {
    if (isMap(node)) {
      const pair = node.items.findLast(({ key }) => isNode(key) && key.range && key.range[0] <= offset);
      if (!pair || !isScalar(pair.key)) break;
      const key = pair.key.source ?? String(pair.key.value);
      // In a file that can't be parsed, a secret and the key of the next line can look like one key.
      if (!/^[^\n#:]+$/.test(source.text.slice(pair.key.range?.[0], pair.key.range?.[1]))) break;
      keys.push(key);
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items.findLast((item) => isNode(item) && item.range && item.range[0] <= offset);
    } else break;
  }
  return keys.length > 0 ? keys.map((key) => (/^[\w-]+$/.test(key) ? key : JSON.stringify(key))).join(".") : undefined;
}
