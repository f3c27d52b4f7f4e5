/** The environment that references are resolved in. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What is wrong with a reference, and the part of the text that it is. */
export interface ReferenceProblem {
  readonly text: string;
  readonly message: string;
  readonly remedy: string;
}

/** A text whose references were replaced. */
export interface Resolved {
  readonly value: string;
  /** Whether the value is from the environment in part, and must not be shown. */
  readonly isReference: boolean;
  /** Whether all of the value is from the environment, except a word such as `Bearer` before it. */
  readonly isSecret: boolean;
  readonly problems: readonly ReferenceProblem[];
}

const pattern = /\$\$|\$\{([^{}]*)(\}?)/g;
const referencePattern = /^([A-Za-z_]\w*)(?:(:-)([\s\S]*))?$/;

/**
 * Replaces `${NAME}` and `${NAME:-default}` by the environment's values, and `$$` by `$`. The default takes the place of a
 * variable that is missing or empty. Values are text: nothing in them is a reference, or YAML.
 */
export function resolveReferences(text: string, environment: Environment): Resolved {
  const problems: ReferenceProblem[] = [];
  let isReference = false;
  let hasDefault = false;
  const value = text.replace(pattern, (whole: string, inner: string | undefined, end: string | undefined) => {
    if (inner === undefined) return "$";
    isReference = true;
    const [, name, marker, fallback = ""] = end ? (referencePattern.exec(inner) ?? []) : [];
    const fail = (message: string, remedy: string) => {
      problems.push({ text: whole, message, remedy });
      return "";
    };
    if (!name) {
      return fail(
        "contains a malformed reference",
        "Write ${NAME} or ${NAME:-default}, with a name of letters, digits and underscores. For a literal $ write $$.",
      );
    }
    const found = Object.hasOwn(environment, name) ? environment[name] : undefined;
    hasDefault ||= marker !== undefined && fallback !== "";
    if (found) return found;
    if (marker) return fallback;
    const state = found === undefined ? "isn't set" : "is empty";
    return fail(
      `refers to the environment variable ${name}, which ${state}`,
      `Set ${name}, and run the command again.`,
    );
  });
  const literal = text.replace(/\$\{[^{}]*\}/g, "");
  return { value, isReference, isSecret: isReference && !hasDefault && /^(?:[A-Za-z]+ )?$/.test(literal), problems };
}
