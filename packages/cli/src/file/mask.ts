import { type Document, isNode, isPair, isScalar, visit } from "yaml";
import type { Range, Source } from "./source.js";

/** A reference without a default: it shows where a secret is, but nothing of it. */
const reference = /\$\{\w+\}/g;

/** What is behind a key on its line, up to the next key. */
const value = "((?:(?!,\\s*[\"']?[\\w-]+[\"']?\\s*:).)+)";

/** A key and its value on one line, unless that is a map or a list, as far as can be said without parsing the file. */
const keyAndValue = RegExp(`(["']?)([^\\s"'{}[\\],:#]+)\\1\\s*:(?!\\s*(?:&\\w+\\s+)?[{[#])\\s*${value}`, "g");

/** The names of keys. The values of those with other names are hidden, too. */
export interface KeyNames {
  /** Keys whose values are no secrets. */
  readonly visible: ReadonlySet<string>;
  /** Keys whose values are secrets, and anything in them. */
  readonly secret: ReadonlySet<string>;
}

/**
 * Creates a function that returns a line of a file without what may be a secret: values whose key isn't one of the visible
 * ones, values without a key, and the credentials in URLs. References stay. A mask has the length of what it hides. Of a
 * file that isn't readable, words that are no keys are hidden as well: they may be parts of a secret.
 */
export function maskOf(
  source: Source,
  document: Document.Parsed | undefined,
  keys: KeyNames,
  isReadable: boolean,
): (line: string, number: number) => string {
  const hidden = document ? hiddenRanges(document, keys) : [];
  const secretAndValue = RegExp(`(["']?)\\b(${[...keys.secret].join("|")})\\1\\s*:\\s*${value}`, "g");
  return (line, number) => {
    const start = source.start(number);
    let text = line;
    for (const [from, to] of hidden) {
      if (to <= start || from >= start + line.length) continue;
      const [first, last] = [Math.max(from - start, 0), Math.min(to - start, line.length)];
      text = text.slice(0, first) + stars(text.slice(first, last)) + text.slice(last);
    }
    const withoutValue = (whole: string, _quote: string, key: string, own: string) =>
      keys.visible.has(key) ? whole : whole.slice(0, whole.length - own.length) + stars(own, /[^\s"'}\]]/gu);
    text = text.replace(secretAndValue, withoutValue).replace(keyAndValue, withoutValue);
    if (!isReadable) text = withoutWords(text, keys);
    return text.replace(/(\/\/)([^/\s]*)@/g, (_whole, slashes: string, user: string) => `${slashes}${stars(user)}@`);
  };
}

/** Hides what is outside of keys and the values of visible keys. */
function withoutWords(line: string, keys: KeyNames): string {
  let result = "";
  let end = 0;
  const hide = (text: string) =>
    text.replace(
      /(\$\{\w+\})|([^\s"'{}[\],:]+)(["']?\s*:)?/g,
      (whole, known?: string, word?: string, colon?: string) =>
        known || colon || keys.visible.has(word ?? "") || keys.secret.has(word ?? "") ? whole : stars(whole),
    );
  for (const match of line.matchAll(keyAndValue)) {
    if (!keys.visible.has(match[2] ?? "")) continue;
    result += hide(line.slice(end, match.index)) + match[0];
    end = match.index + match[0].length;
  }
  return result + hide(line.slice(end));
}

/** Finds the values of secrets, the scalars whose key isn't visible, and those in lists. */
function hiddenRanges(document: Document.Parsed, { visible, secret }: KeyNames): Range[] {
  const ranges: Range[] = [];
  visit(document, {
    Pair(_position, { key, value: own }) {
      if (isScalar(key) && secret.has(String(key.source)) && isNode(own) && own.range) {
        ranges.push([own.range[0], own.range[1]]);
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
