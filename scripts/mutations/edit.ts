import { isScalar, parseDocument } from "yaml";

/** Where a value is in a file. */
export type Path = readonly (string | number)[];

/** What an edit does to one value: sets it, or deletes it without `to`. */
export interface Operation {
  readonly at: Path;
  readonly to?: unknown;
}

/** One edit of one file of a spec. */
export interface Edit {
  /** What is edited, such as `required`. */
  readonly kind: string;
  /** Path from the repository's root, with `/`. */
  readonly file: string;
  readonly at: Path;
  readonly from: unknown;
  readonly to: unknown;
  readonly operations: readonly Operation[];
}

/** Applies an edit to the text of its file. */
export function applyEdit(text: string, { operations }: Edit): string {
  const document = parseDocument(text);
  for (const { at, to } of operations) {
    if (to === undefined) document.deleteIn(at);
    else if (document.hasIn(at) && isScalar(document.getIn(at, true)) && !isStructure(to)) document.setIn(at, to);
    else document.setIn(at, document.createNode(to));
  }
  return document.toString({ lineWidth: 0 });
}

/** Returns an edit's place as a JSON Pointer. */
export function pointerOf({ at }: Pick<Edit, "at">): string {
  return `#${at.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("")}`;
}

/** Formats an edit in one line, which also identifies it. */
export function formatEdit(edit: Edit): string {
  return `${edit.kind}  ${edit.file}${pointerOf(edit)}  ${shown(edit.from)} -> ${shown(edit.to)}`;
}

function isStructure(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

function shown(value: unknown): string {
  if (value === undefined) return "(nothing)";
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
