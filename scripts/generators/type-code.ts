/** The code of a type, and the parts that it joins, which tell whether it needs parentheses inside another. */
export interface Code {
  readonly text: string;
  readonly kind: "atom" | "intersection" | "union";
  readonly parts: readonly Code[];
}

/** Returns the code of a type that needs no parentheses. */
export function atom(text: string): Code {
  return { text, kind: "atom", parts: [] };
}

export const unknown: Code = atom("unknown");
export const never: Code = atom("never");

/** Any value but `undefined`: beside a property that may be absent, it is one that is there. */
export const present: Code = join([atom("{}"), atom("null")], "union");

/** Joins types of which a value has one. */
export function union(parts: readonly Code[]): Code {
  const members = parts.flatMap((part) => (part.kind === "union" ? part.parts : [part]));
  const isUnknown = members.some(({ text }) => text === unknown.text);
  return isUnknown
    ? unknown
    : join(
        members.filter(({ text }) => text !== never.text),
        "union",
      );
}

/** Joins types of which a value has all. */
export function intersection(parts: readonly Code[]): Code {
  const members = parts.flatMap((part) => (part.kind === "intersection" ? part.parts : [part]));
  const isNever = members.some(({ text }) => text === never.text);
  return isNever
    ? never
    : join(
        members.filter(({ text }) => text !== unknown.text),
        "intersection",
      );
}

/** Returns the type of a list. */
export function arrayOf(item: Code): Code {
  return atom(`${item.kind === "atom" ? item.text : `(${item.text})`}[]`);
}

/**
 * Returns the type of an optional property, which takes `undefined`, too. One that has to be absent stays `never`:
 * openapi-fetch takes any other type without a value for a property that is read-only.
 */
export function orUndefined(type: Code): Code {
  return [unknown.text, never.text].includes(type.text) ? type : union([type, atom("undefined")]);
}

function join(members: readonly Code[], kind: "intersection" | "union"): Code {
  const parts = [...new Map(members.map((member) => [member.text, member])).values()];
  const [only] = parts;
  if (!only) return kind === "union" ? never : unknown;
  if (parts.length === 1) return only;
  if (kind === "union") return { text: parts.map(({ text }) => text).join(" | "), kind, parts };
  const texts = parts.map((part) => (part.kind === "union" ? `(${part.text})` : part.text));
  return { text: texts.join(" & "), kind, parts };
}
