import { type Document, isMap, isNode, isScalar, isSeq } from "yaml";

/**
 * Returns the keys that lead to an offset of a document, as in `webex.accounts.default`, or nothing at its top. Keys are
 * fields, or names where the file has names.
 */
export function pathAt(
  document: Document.Parsed,
  offset: number,
  isField: (key: string) => boolean,
): string | undefined {
  const keys: string[] = [];
  let node: unknown = document.contents;
  for (;;) {
    if (isMap(node)) {
      const pair = node.items.findLast(({ key }) => isNode(key) && key.range && key.range[0] <= offset);
      if (!pair || !isScalar(pair.key)) break;
      const key = pair.key.source ?? String(pair.key.value);
      // In a file that can't be parsed, a secret can look like a key, except where names are.
      if (!isField(key) && !isName(key, keys.length)) break;
      keys.push(key);
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items.findLast((item) => isNode(item) && item.range && item.range[0] <= offset);
    } else break;
  }
  return keys.length > 0 ? keys.map((key) => (/^[\w-]+$/.test(key) ? key : JSON.stringify(key))).join(".") : undefined;
}

/** Returns whether a key looks like an account or a webhook, or like the type of one, and is where those are. */
function isName(key: string, depth: number): boolean {
  return depth === 5 ? /^[A-Z]{2,5}$/.test(key) : (depth === 2 || depth === 4) && /^[\w *.-]+$/.test(key);
}
