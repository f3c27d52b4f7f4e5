import { type Document, isNode, isPair, isScalar, visit } from "yaml";
import type { Range, Source } from "./source.js";

/** A reference without a default: it shows where a secret is, but nothing of it. */
const reference = /\$\{\w+\}/g;

/** A key with something behind it on its line, up to the next key, as far as can be said without parsing the file. */
const keyAndValue = /(["']?)([^\s"'{}[\],:#]+)\1\s*:\s+((?:(?!,\s*["']?[\w-]+["']?\s*:).)+)/g;

/** A map or a list, whose own keys decide. */
const collection = /^(?:&\w+\s+)?[{[#]/;

/** The names of keys. The values of those with other names are hidden, too. */
export interface KeyNames {
  /** Keys whose values are no secrets. */
  readonly visible: ReadonlySet<string>;
  /** Keys whose values are secrets, and anything in them. */
  readonly secret: ReadonlySet<string>;
}

/**
 * Creates a function that returns a line of a file without what may be a secret: values whose key isn't one of the visible
 * ones, values without a key, and the credentials in URLs. References stay. A mask has the length of what it hides.
 */
export function maskOf(
  source: Source,
  document: Document.Parsed | undefined,
  keys: KeyNames,
): (line: string, number: number) => string {
  const hidden = document ? hiddenRanges(document, keys) : [];
  return (line, number) => {
    const start = source.start(number);
    let text = line;
    for (const [from, to] of hidden) {
      if (to <= start || from >= start + line.length) continue;
      const [first, last] = [Math.max(from - start, 0), Math.min(to - start, line.length)];
      text = text.slice(0, first) + stars(text.slice(first, last)) + text.slice(last);
    }
    text = text.replace(keyAndValue, (whole, _quote, key: string, value: string) => {
      if (keys.visible.has(key) || (!keys.secret.has(key) && collection.test(value))) return whole;
      return whole.slice(0, whole.length - value.length) + stars(value, /[^\s"'}\]]/gu);
    });
    if (!/[:{}#[\]-]/.test(line.replace(reference, ""))) text = stars(text);
    return text.replace(/(\/\/)([^/\s]*)@/g, (_whole, slashes: string, user: string) => `${slashes}${stars(user)}@`);
  };
}

/** Finds the scalars whose key isn't visible, and those in lists. */
function hiddenRanges(document: Document.Parsed, { visible, secret }: KeyNames): Range[] {
  const ranges: Range[] = [];
  visit(document, {
    Pair(_position, { key, value }) {
      if (isScalar(key) && secret.has(String(key.source)) && isNode(value) && value.range) {
        ranges.push([value.range[0], value.range[1]]);
      }
    },
    Scalar(position, node, path) {
      if (position === "key" || !node.range) return;
      const parent = path.at(-1);
      const key = isPair(parent) && isScalar(parent.key) ? String(parent.key.source) : "";
      if (!visible.has(key)) ranges.push([node.range[0], node.range[1]]);
    },
  });
  return ranges;
}

/** Hides a text, except its references, spaces and quotes. */
function stars(text: string, hidden = /[^\s"']/gu): string {
  let result = "";
  let end = 0;
  for (const match of text.matchAll(reference)) {
    result += text.slice(end, match.index).replace(hidden, "*") + match[0];
    end = match.index + match[0].length;
  }
  return result + text.slice(end).replace(hidden, "*");
}
