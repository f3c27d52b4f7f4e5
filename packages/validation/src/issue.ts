/** One thing that is wrong with a value, as Standard Schema reports it. */
export interface Issue {
  /** The field, the expected value and, where it helps, the received one. */
  readonly message: string;
  /** The keys and indexes that lead from the value to the field. */
  readonly path: readonly (string | number)[];
}

/** An error as a compiled check reports it. */
export interface CheckError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params: { readonly [name: string]: unknown };
}

/** The maximum number of issues that {@link formatIssues} writes out. */
const maxFormatted = 20;

/** Creates an issue. Its message begins with the field's name. */
export function issueAt(path: Issue["path"], rule: string): Issue {
  return { path, message: fieldMessage(path, rule) };
}

/** Joins the messages of issues into one line. Only counts the issues beyond 20. */
export function formatIssues(issues: readonly Issue[]): string {
  const rest = issues.length - maxFormatted;
  const messages = issues.slice(0, maxFormatted).map(({ message }) => message);
  return [...messages, ...(rest > 0 ? [`and ${rest} more`] : [])].join("; ");
}

/** Converts the errors of a compiled check into issues, one for each field. */
export function toIssues(errors: readonly CheckError[], value: unknown): Issue[] {
  const issues = new Map<string, Issue>();
  const unions = errors.filter(({ keyword }) => keyword === "oneOf").map(({ instancePath }) => `${instancePath}/`);
  for (const error of errors) {
    // "No branch matches" is more useful than the errors of each branch.
    if (error.keyword !== "oneOf" && unions.some((union) => `${error.instancePath}/`.startsWith(union))) continue;
    const path = pathOf(error, value);
    const key = JSON.stringify(path);
    if (!issues.has(key)) issues.set(key, { message: issueMessage(error, path, value), path });
  }
  return [...issues.values()];
}

/** Builds a message from the field, the rule and the received value. */
export function fieldMessage(path: readonly (string | number)[], rule: string, got?: unknown): string {
  return `${field(path)} ${rule}${got === undefined ? "" : `; got ${show(got)}`}`;
}
function issueMessage(error: CheckError, path: readonly (string | number)[], root: unknown): string {
  const { keyword, params } = error;
  const got = valueAt(root, path);
  switch (keyword) {
    case "required":
      return fieldMessage(path, "is required");
    case "additionalProperties":
      return fieldMessage(path, "is not a known field");
    case "type":
      return `${fieldMessage(
        path,
        `must be ${[params["type"]]
          .flat()
          .map((type) => article(String(type)))
          .join(" or ")}`,
      )}; got ${kind(got)}`;
    case "oneOf":
      return fieldMessage(path, "doesn't match any of its allowed forms");
    case "const":
      return fieldMessage(path, `must be ${JSON.stringify(params["allowedValue"])}`, got);
    case "enum":
      return fieldMessage(path, `must be ${oneOf(params["allowedValues"] as unknown[])}`, got);
    case "format":
      return fieldMessage(path, `must be a ${String(params["format"]).toUpperCase()}`, got);
    case "pattern":
      return fieldMessage(path, `must ${patternRule(String(params["pattern"]))}`, got);
    case "minLength":
      return fieldMessage(path, `must have at least ${limit(params, "character")}`, got);
    case "maxLength":
      return fieldMessage(path, `must have at most ${limit(params, "character")}`, got);
    case "minimum":
      return fieldMessage(path, `must be at least ${String(params["limit"])}`, got);
    case "not":
      return fieldMessage(path, String(params["message"]));
    default:
      return fieldMessage(path, `violates the rule "${keyword}"`);
  }
}

/** Lists values for a message: `"a"`, or `one of "a", "b"`. */
export function oneOf(values: readonly unknown[]): string {
  const list = values.map((value) => JSON.stringify(value)).join(", ");
  return values.length === 1 ? list : `one of ${list}`;
}

/** Describes a pattern in words if it only restricts the scheme of a URL. */
function patternRule(pattern: string): string {
  if (pattern.startsWith("^https?://")) return "be a URL that begins with https:// or http://";
  return pattern.startsWith("^https://") ? "be a URL that begins with https://" : `match ${pattern}`;
}

function limit(params: CheckError["params"], unit: string): string {
  return `${String(params["limit"])} ${unit}${params["limit"] === 1 ? "" : "s"}`;
}

function pathOf({ keyword, instancePath, params }: CheckError, root: unknown): (string | number)[] {
  const path: (string | number)[] = [];
  let parent = root;
  for (const part of instancePath.split("/").slice(1)) {
    const name = part.replaceAll("~1", "/").replaceAll("~0", "~");
    path.push(Array.isArray(parent) ? Number(name) : name);
    parent = valueAt(parent, path.slice(-1));
  }
  if (keyword === "required") path.push(String(params["missingProperty"]));
  if (keyword === "additionalProperties") path.push(String(params["additionalProperty"]));
  if (keyword === "not") path.push(String(params["path"]));
  return path;
}

function valueAt(root: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<string | number, unknown> | undefined)?.[key], root);
}

function field(path: readonly (string | number)[]): string {
  const name = path.reduce<string>((text, key) => {
    if (typeof key === "number" || !/^[\w$*-]+$/.test(key)) return `${text}[${JSON.stringify(key)}]`;
    return text === "" ? key : `${text}.${key}`;
  }, "");
  return name === "" ? "the value" : name;
}

function article(type: string): string {
  if (type === "null") return type;
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}

function kind(value: unknown): string {
  if (value === null) return "null";
  if (value === undefined) return "undefined";
  return article(Array.isArray(value) ? "array" : typeof value);
}

/** Text before an "@" that can contain a password, with or without the slashes of a URL. */
const credentials = /(\/\/)[^/]*@|[^\s/:@]+:(?!\/\/)[\s\S]*@/g;

/** Returns the beginning of a string, without the credentials that a URL can contain, and the type of other values. */
function show(value: unknown): string {
  if (typeof value !== "string") return typeof value === "number" ? String(value) : kind(value);
  // An "@" further on can end a password that begins here.
  const start = value.slice(0, 80) + (value.includes("@", 80) ? "@" : "");
  return JSON.stringify(start.replace(credentials, "$1***@") + (value.length > 80 ? "…" : ""));
}
