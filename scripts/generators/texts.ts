/**
 * Writes what a document says into generated code, where a text must stay a text: it ends no comment, starts no
 * statement and names no prototype. Every generator writes texts, names and values by these functions only.
 */

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is replaced
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufeff]/g;
const lineBreaks = /\r\n|[\r\n\u2028\u2029]/;

/** Returns a text with nothing that a file can't keep: control characters and halves of surrogate pairs are replaced. */
export function printable(text: unknown): string {
  return String(text)
    .replace(controls, "\ufffd")
    .replace(/\p{Surrogate}/gu, "\ufffd");
}

/** Returns a text on one line, for a comment that ends with the line. */
export function oneLine(text: unknown): string {
  return printable(text).split(lineBreaks).join(" ").trim();
}

/** Returns a text whose lines neither end a block comment nor begin with a tag, such as `@deprecated`. */
export function commentText(text: unknown): string {
  const lines = printable(text).trim().split(lineBreaks);
  return lines.map((line) => line.replaceAll("*/", "*\\/").replace(/^(\s*)@/, "$1\\@")).join("\n");
}

/** Returns a tag of a documentation comment, such as `@default`, with its value. */
export function tag(name: string, value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const isLong = typeof value !== "string" && text.length > 80;
  return `@${name} ${commentText(isLong ? JSON.stringify(value, null, 2) : text).replaceAll("\n", "\n    ")}`.trimEnd();
}

/** Returns the documentation comment of a declaration, with a line break, or nothing for an empty text. */
export function docComment(
  text: unknown,
  { indent = "", tags = [] }: { indent?: string; tags?: string[] } = {},
): string {
  const own = commentText(text ?? "");
  const lines = [...(own ? [own] : []), ...tags].flatMap((part) => part.split("\n"));
  if (lines.length === 0) return "";
  if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join("\n")}\n${indent} */\n`;
}

/** Returns the JavaScript literal of a JSON value. A key `__proto__` is computed: written plainly it sets the prototype. */
export function literal(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent)
    .replace(
      /[\u007f-\u009f\u2028\u2029\ufeff]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
    )
    .replaceAll("</", "<\\/")
    .replaceAll("<!--", "<\\!--")
    .replace(/("(?:[^"\\]|\\.)*")(:?)/g, (text, key, colon) =>
      colon && key === '"__proto__"' ? '["__proto__"]:' : text,
    );
}

/** Returns the name of a property as it is written in an object literal. */
export function propertyName(name: string): string {
  if (name === "__proto__") return '["__proto__"]';
  return isIdentifier(name) ? name : literal(name);
}

/** Returns the name of a member as it is written in an interface, where `__proto__` is a name like others. */
export function memberName(name: string): string {
  return isIdentifier(name) ? name : literal(name);
}

/** Returns whether a name needs no quotes as a property. */
export function isIdentifier(name: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(name);
}
