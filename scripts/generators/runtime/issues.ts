/** A mistake in a value, by Standard Schema. */
export interface Issue {
  /** The field, what was expected and what came. */
  readonly message: string;
  /** Where the mistake is: the keys and indexes from the value down. */
  readonly path: readonly (string | number)[];
}

/** An error as the compiled checks report it. */
export interface CheckError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params: { readonly [name: string]: unknown };
}

/** Turns the errors of a compiled check into issues, one for each mistake. */
export function toIssues(errors: readonly CheckError[], value: unknown): Issue[] {
  const issues = new Map<string, Issue>();
  const unions = errors.filter(({ keyword }) => keyword === "oneOf").map(({ instancePath }) => `${instancePath}/`);
  for (const error of errors) {
    // What is wrong with each branch of a union says less than that none fits.
    if (error.keyword !== "oneOf" && unions.some((union) => `${error.instancePath}/`.startsWith(union))) continue;
    const path = pathOf(error, value);
    const key = JSON.stringify(path);
    if (!issues.has(key)) issues.set(key, { message: describe(error, path, value), path });
  }
  return [...issues.values()];
}

/** Writes an issue's message: the field, then the rule, then what came. */
export function message(path: readonly (string | number)[], rule: string, came?: unknown): string {
  return `${field(path)} ${rule}${came === undefined ? "" : `; got ${show(came)}`}`;
}

function describe(error: CheckError, path: readonly (string | number)[], root: unknown): string {
  const { keyword, params } = error;
  const came = valueAt(root, path);
  switch (keyword) {
    case "required":
      return message(path, "is required, but missing");
    case "additionalProperties":
      return message(path, "is not a known field");
    case "type":
      return `${message(
        path,
        `must be ${[params["type"]]
          .flat()
          .map((type) => article(String(type)))
          .join(" or ")}`,
      )}; got ${kind(came)}`;
    case "oneOf":
      return message(path, "has none of the forms that it can have");
    case "const":
      return message(path, `must be ${JSON.stringify(params["allowedValue"])}`, came);
    case "enum":
      return message(path, `must be ${oneOf(params["allowedValues"] as unknown[])}`, came);
    case "format":
      return message(path, `must be a ${String(params["format"]).toUpperCase()}`, came);
    case "pattern":
      return message(path, `must ${patternRule(String(params["pattern"]))}`, came);
    case "minLength":
      return message(path, `must have at least ${limit(params, "character")}`, came);
    case "maxLength":
      return message(path, `must have at most ${limit(params, "character")}`, came);
    case "minimum":
      return message(path, `must be at least ${String(params["limit"])}`, came);
    case "not":
      return message(path, String(params["message"]));
    default:
      return message(path, `breaks the rule "${keyword}"`);
  }
}

/** Lists values as people read them: `"a"`, or `one of "a", "b"`. */
export function oneOf(values: readonly unknown[]): string {
  const list = values.map((value) => JSON.stringify(value)).join(", ");
  return values.length === 1 ? list : `one of ${list}`;
}

/** Says a pattern in words, where it is about nothing but a URL's scheme. */
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
  if (value === undefined) return "nothing";
  return article(Array.isArray(value) ? "array" : typeof value);
}

/** What stands before an "@" and can hold a password, with or without the slashes of a URL. */
const credentials = /(\/\/)[^/]*@|[^\s/:@]+:(?!\/\/)[\s\S]*@/g;

/** Shows the beginning of a string, without the credentials that a URL can hold, and other values by their kind. */
function show(value: unknown): string {
  if (typeof value !== "string") return typeof value === "number" ? String(value) : kind(value);
  // An "@" that comes later can end a password that begins here.
  const start = value.slice(0, 80) + (value.includes("@", 80) ? "@" : "");
  return JSON.stringify(start.replace(credentials, "$1***@") + (value.length > 80 ? "…" : ""));
}
