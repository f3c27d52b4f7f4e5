import type { YAMLParseError } from "yaml";
import type { Problem } from "./problem.js";
import type { Source } from "./source.js";

/** What an error of the parser means, and what to do. The parser's own messages quote the file, where secrets may be. */
const meanings: Readonly<Record<string, readonly [message: string, remedy: string]>> = {
  ALIAS_PROPS: ["an alias has an anchor or a tag", "Write the alias alone."],
  BAD_ALIAS: ["an alias or anchor isn't valid", "Write & and a name before a value, and * and the same name after it."],
  BAD_COLLECTION_TYPE: ["a tag doesn't fit its value", "Remove the tag."],
  BAD_DIRECTIVE: ["a line that begins with % isn't a valid directive", "Remove the line."],
  BAD_DQ_ESCAPE: [
    "a backslash in double quotes begins no known escape",
    "Write \\\\ for a backslash, or use single quotes.",
  ],
  BAD_INDENT: ["the indentation is wrong", "Indent the keys of a map by the same number of spaces."],
  BAD_PROP_ORDER: ["an anchor or tag is in the wrong place", "Write it right before the value."],
  BAD_SCALAR_START: ["a value begins with a character that YAML reserves", "Write the value in quotes."],
  BLOCK_AS_IMPLICIT_KEY: [
    "a map begins on the line of another key",
    "Begin it on the next line, indented, or put the value in quotes.",
  ],
  BLOCK_IN_FLOW: ["a block is inside of { } or [ ]", "Write { } and [ ] around values only."],
  KEY_OVER_1024_CHARS: ["a key is longer than 1,024 characters", "Write a shorter key."],
  MISSING_CHAR: [
    "a character is missing",
    "Close what is open here, such as a quote or a bracket, and write a space after the colon of a key.",
  ],
  MULTILINE_IMPLICIT_KEY: [
    "a key spans several lines, or a line has no colon",
    "Write each key on one line, with a colon and a space after it.",
  ],
  MULTIPLE_ANCHORS: ["a value has several anchors", "Keep one."],
  MULTIPLE_DOCS: ["the file has several YAML documents", "Keep one: remove the lines ---."],
  MULTIPLE_TAGS: ["a value has several tags", "Remove the tags."],
  NON_STRING_KEY: ["a key isn't text", "Write the key as text."],
  TAB_AS_INDENT: ["a tab indents the line", "Indent with spaces: YAML doesn't accept tabs."],
  TAG_RESOLVE_FAILED: ["a tag isn't known", "Remove the tag, the word that begins with !."],
  UNEXPECTED_TOKEN: [
    "something is where YAML doesn't expect it",
    "Check quotes, brackets, colons and the indentation of this line and the one before.",
  ],
};

/** Mistakes whose line tells more than the parser's code. */
const usual: readonly (readonly [line: RegExp, message: string, remedy: string])[] = [
  [/^[ ]*\t/, "a tab indents the line", "Indent with spaces: YAML doesn't accept tabs."],
  [
    /[{[,].*[:[,]\s*[^"'\s]*\$(?=\{)/,
    "an unquoted reference is inside of { } or [ ]",
    'Write it in quotes: "${NAME}".',
  ],
  [/^\s*\*(?=\s*:)/, "the key * isn't in quotes", 'Write "*" in quotes: without them * begins an alias.'],
];

/** Returns what a parser's error means for the user. */
export function syntaxProblem(source: Source, { code: ownCode, message: ownMessage, pos }: YAMLParseError): Problem {
  const code = /must be .* end with a/.test(ownMessage) ? "MISSING_CHAR" : ownCode;
  // What is missing is missed at the end of the file, behind empty lines.
  const found = Math.max(0, Math.min(pos[0], source.text.trimEnd().length - 1));
  const start = code === "BAD_INDENT" ? found + (/^ */.exec(source.text.slice(found))?.[0].length ?? 0) : found;
  const line = source.line(source.position(start).line);
  if (code === "DUPLICATE_KEY") {
    const [key = ""] = /^(?:"[^"]*"|'[^']*'|[^:\s]+)/.exec(source.text.slice(start, start + 80)) ?? [];
    const remedy = "Keep one of them, or rename one: names identify accounts and webhooks.";
    return { range: [start, start + key.length], message: `the key ${JSON.stringify(key)} is there twice`, remedy };
  }
  const lineStart = source.start(source.position(start).line);
  const [pattern, ...words] = usual.find(([mistake]) => mistake.test(line)) ?? [];
  const match = pattern?.exec(line);
  // The last character of what was found is the mistake.
  const end = match ? lineStart + match.index + match[0].length : Math.max(pos[1], start + 1);
  const range = [match ? end - 1 : start, end] as const;
  const [message = "the file isn't valid YAML", remedy = "Check this line and the one before."] =
    words.length > 0 ? words : (meanings[code] ?? []);
  return { range, message, remedy };
}
