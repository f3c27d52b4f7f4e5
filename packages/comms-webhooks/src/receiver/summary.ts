import { printable } from "../encoding.js";

/** What a person reads of a delivery first. All texts are in one line, and safe for a terminal. */
export interface DeliverySummary {
  /** The delivery's name, such as `messages.created`; `?` if it has none. */
  readonly name: string;
  /** Who caused it or whom it is about, if that is known: an email address, a name or a number. */
  readonly who?: string | undefined;
  /** What happened beyond the name, if that is known, such as a text or a state. */
  readonly what?: string | undefined;
  /** The ids of what it is about, by the names of their fields. */
  readonly ids: Readonly<Record<string, string>>;
}

/** The longest text of a summary, in characters. */
const maxLength = 200;

/** Creates a summary from the parts of a delivery. Of `who` and `what` the first values that are texts or numbers count. */
export function createSummary(
  name: string,
  { who, what, ids }: { readonly who: readonly unknown[]; readonly what: readonly unknown[]; readonly ids: unknown[] },
): DeliverySummary {
  const [someone] = who.flatMap(textOf);
  const happened = [...new Set(what.flatMap(textOf))].join(", ");
  const found = ids.flatMap((part) =>
    Object.entries(Object(part) as object).flatMap(([field, value]) =>
      /^(?:u?m?id|.*Id)$/.test(field) ? textOf(value).map((id) => [printable(field), id] as const) : [],
    ),
  );
  return {
    name: printable(name),
    ...(someone !== undefined && { who: someone }),
    ...(happened !== "" && { what: printable(happened, maxLength) }),
    ids: Object.fromEntries(found),
  };
}

/** Returns the value of a field, or nothing where there is no object. */
export function field(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>((part, name) => (Object(part) as Record<string, unknown>)[name], value);
}

function textOf(value: unknown): string[] {
  const text = typeof value === "number" || typeof value === "boolean" ? String(value) : value;
  return typeof text === "string" && text !== "" ? [printable(text, maxLength)] : [];
}
