import { type Document, isMap, isNode, isScalar, isSeq } from "yaml";

/** Returns the keys that lead to an offset of a document, as in `webex.accounts.default`, or nothing at its top. */
export function pathAt(document: Document.Parsed, offset: number): string | undefined {
  const keys: string[] = [];
  let node: unknown = document.contents;
  for (;;) {
    if (isMap(node)) {
      const pair = node.items.findLast(({ key }) => isNode(key) && key.range && key.range[0] <= offset);
      if (!pair || !isScalar(pair.key)) break;
      keys.push(pair.key.source ?? String(pair.key.value));
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items.findLast((item) => isNode(item) && item.range && item.range[0] <= offset);
    } else break;
  }
  return keys.length > 0 ? keys.map((key) => (/^[\w-]+$/.test(key) ? key : JSON.stringify(key))).join(".") : undefined;
}
