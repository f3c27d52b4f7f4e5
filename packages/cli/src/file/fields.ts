import { nearest } from "@comms-webhooks/validation";
import type { Entry, Node } from "./nodes.js";
import { rangeOf, scalarOf } from "./nodes.js";
import type { Reader } from "./reader.js";
import { resolveReferences } from "./references.js";
import type { Range } from "./source.js";

/** The kinds of fields by name. A table stands for a map with these fields. */
export interface FieldKinds {
  readonly [name: string]: string | FieldKinds;
}

/** A value that was read, and where. */
export interface Field {
  /** The value with its references resolved; for a map, an object. */
  readonly value: unknown;
  /** Where its key is. */
  readonly key: Range | undefined;
  /** Where its value is. */
  readonly range: Range | undefined;
  /** The text in the file, where the environment had a part in the value. */
  readonly reference?: string | undefined;
  /** Whether it is a secret. */
  readonly isSecret: boolean;
  /** Whether a problem was reported already, so that its value is none. */
  readonly isWrong: boolean;
  /** The fields of a map. */
  readonly fields?: ReadonlyMap<string, Field> | undefined;
}

/** Options of {@link readFields}. */
export interface ReadFieldsOptions {
  /** What to do about unknown fields with these names. */
  readonly remedies?: Readonly<Record<string, string>>;
  /** What messages write before names. Default: nothing. */
  readonly prefix?: string;
}

/** Reads the fields of a map, and reports unknown ones. */
export function readFields(
  reader: Reader,
  entries: readonly Entry[],
  kinds: FieldKinds,
  place: string,
  { remedies = {}, prefix = "" }: ReadFieldsOptions = {},
): Map<string, Field> {
  const fields = new Map<string, Field>();
  for (const { name, key, value } of entries) {
    const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
    if (kind === undefined) {
      const range = rangeOf(key);
      const meant = nearest(name, Object.keys(kinds));
      const remedy = meant ? `Did you mean ${meant}?` : `Known fields are ${Object.keys(kinds).join(", ")}.`;
      const own = Object.hasOwn(remedies, name) ? remedies[name] : undefined;
      reader.report({ range, message: `${JSON.stringify(name)} isn't a known field`, remedy: own ?? remedy, place });
      // The one that was meant isn't missing as well.
      if (meant && !own && !fields.has(meant))
        fields.set(meant, { value: "", key: range, range, isSecret: true, isWrong: true });
    } else fields.set(name, readField(reader, prefix + name, key, value, kind, place));
  }
  return fields;
}

function readField(
  reader: Reader,
  name: string,
  key: Node,
  node: Node,
  kind: string | FieldKinds,
  place: string,
): Field {
  const target = reader.resolve(node, place);
  const at = { key: rangeOf(key), range: rangeOf(target) ?? rangeOf(node) ?? rangeOf(key) };
  const isSecret = kind === "secret";
  const fail = (message: string, remedy: string, range = at.range): Field => {
    reader.report({ range, message: `${name} ${message}`, remedy, place });
    return { ...at, value: "", isSecret, isWrong: true };
  };
  if (node !== null && target === undefined) return { ...at, value: "", isSecret, isWrong: true };
  if (typeof kind === "object") {
    const entries = reader.entries(target, place);
    if (!entries) return fail("must be a map", `Write its fields below it, indented: ${Object.keys(kind).join(", ")}.`);
    const fields = readFields(reader, entries, kind, place, { prefix: `${name}.` });
    return { ...at, value: toObject(fields), isSecret: false, isWrong: false, fields };
  }
  const scalar = scalarOf(target);
  if (!scalar || scalar.value === null) {
    const got = scalar || node === null ? "no value" : "a map or a list";
    return fail(
      `must have one value; got ${got}`,
      scalar || node === null ? "Write a value, or remove the line." : "Write one value.",
    );
  }
  if (typeof scalar.value !== "string") {
    if (kind === "boolean" && typeof scalar.value === "boolean") {
      return { ...at, value: scalar.value, isSecret, isWrong: false };
    }
    return fail(
      `must be ${kind === "boolean" ? "true or false" : "text"}; got ${typeof scalar.value === "object" ? "an object" : `a ${typeof scalar.value}`}`,
      kind === "boolean" ? "Write true or false." : kind === "secret" ? secretRemedy : "Write the value in quotes.",
    );
  }
  const { value, isReference, isSecret: isHidden, problems } = resolveReferences(scalar.value, reader.environment);
  if (isSecret && !isHidden)
    return fail("must be a reference to an environment variable; it is written in the clear", secretRemedy);
  const [problem] = problems;
  if (problem) {
    const remedy = isSecret
      ? problem.remedy
      : problem.remedy.replace(/^Set (\w+), .*/, "Set $1, or write a default: ${$1:-default}.");
    return fail(problem.message, remedy, reader.within(at.range, problem.text));
  }
  if (isSecret) reader.secrets.add(value).add(value.replace(/^[A-Za-z]+ /, ""));
  const flag = kind === "boolean" && (value === "true" || value === "false") ? value === "true" : value;
  const got = { ...at, value: flag, isSecret, isWrong: false, reference: isReference ? scalar.value : undefined };
  return kind === "boolean" && typeof flag !== "boolean" ? fail("must be true or false", "Write true or false.") : got;
}

const secretRemedy =
  "Put the secret into an environment variable, and write a reference to it, such as ${WEBHOOK_SECRET}, without a default.";

/** Returns the fields as an object. */
export function toObject(fields: ReadonlyMap<string, Field>): Record<string, unknown> {
  return Object.fromEntries([...fields].map(([name, { value }]) => [name, value]));
}
