/** One thing that is wrong with a value, as Standard Schema reports it. */
export interface Issue {
  /** The field, the expected value and, where it helps, the received one. */
  readonly message: string;
  /** The keys and indexes that lead from the value to the field. */
  readonly path: readonly (string | number)[];
}

/** An error as a compiled check reports it. */
export interface CheckError {
  /** The keyword of JSON Schema that failed. */
  readonly keyword: string;
  /** The JSON Pointer of the value. */
  readonly instancePath: string;
  /** The name of a property that doesn't follow the rules for names. */
  readonly propertyName?: string | undefined;
  /** What the keyword says, for the message. */
  readonly params: { readonly [name: string]: unknown };
}

/** The maximum number of issues that {@link formatIssues} writes out. */
const maxFormatted = 20;

/** The maximum number of issues of a value. The loops of compiled checks end at as many errors. */
const maxIssues = 100;

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

/** Converts the errors of a compiled check into issues, one for each field, at most 100. */
export function toIssues(errors: readonly CheckError[], value: unknown): Issue[] {
  const issues = new Map<string, Issue>();
  // What a union, a condition or a name reports is more useful than the errors within: "No branch matches".
  const shown = errors.filter(({ keyword, propertyName }) => keyword && keyword !== "if" && propertyName === undefined);
  const unions = shown.filter(isUnion).map(({ instancePath }) => `${instancePath}/`);
  for (const error of shown) {
    if (issues.size === maxIssues) break;
    if (!isUnion(error) && unions.some((union) => `${error.instancePath}/`.startsWith(union))) continue;
    const path = pathOf(error, value);
    const key = JSON.stringify(path);
    if (!issues.has(key)) issues.set(key, { message: issueMessage(error, path, value), path });
  }
  // A wrong value has an issue, whatever was left out.
  return issues.size > 0 || errors.length === 0 ? [...issues.values()] : [issueAt([], "isn't valid")];
}

const isUnion = ({ keyword }: CheckError) => keyword === "oneOf" || keyword === "anyOf";

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
    case "anyOf":
      return fieldMessage(path, "doesn't match any of its allowed forms");
    case "const":
      return fieldMessage(path, `must be ${JSON.stringify(params["allowedValue"])}`, got);
    case "enum":
      return fieldMessage(path, `must be ${oneOf(params["allowedValues"] as unknown[])}`, got);
    case "not":
    case "propertyNames":
    case "false schema":
      return fieldMessage(path, String(params["rule"]));
    default:
      // The code of a check has the words of the rarer rules, so that only who uses them loads them.
      return fieldMessage(path, String(params["rule"] ?? `violates the rule "${keyword}"`), got);
  }
}

/** Lists values for a message: `"a"`, or `one of "a", "b"`. */
export function oneOf(values: readonly unknown[]): string {
  const list = values.map((value) => JSON.stringify(value)).join(", ");
  return values.length === 1 ? list : `one of ${list}`;
}

function pathOf({ instancePath, params }: CheckError, root: unknown): (string | number)[] {
  const path: (string | number)[] = [];
  let parent = root;
  for (const part of instancePath.split("/").slice(1)) {
    const name = part.replaceAll("~1", "/").replaceAll("~0", "~");
    path.push(Array.isArray(parent) ? Number(name) : name);
    parent = valueAt(parent, path.slice(-1));
  }
  const name = params["missingProperty"] ?? params["additionalProperty"] ?? params["path"];
  if (name !== undefined) path.push(String(name));
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
