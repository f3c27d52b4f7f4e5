import { absentNulls, checkWithoutNulls } from "./absent-nulls.js";
import { type CheckError, type Issue, toIssues } from "./issue.js";

/** A validator that implements version 1 of the Standard Schema specification (https://standardschema.dev). */
export interface StandardSchema<Output> {
  /** The schema's own part, as the specification names it. */
  readonly "~standard": {
    /** The version of the specification. */
    readonly version: 1;
    /** The name of the library. */
    readonly vendor: "comms-webhooks";
    /** Validates a value, with the rules that the options don't skip. */
    readonly validate: (value: unknown, options?: ValidateOptions) => Result<Output>;
    /** Types only: absent at run time. */
    readonly types?: { readonly input: Output; readonly output: Output };
  };
}

/**
 * The result of a validation: the value, or its issues. The value is the unchanged one; what a vendor sends is a copy if
 * optional properties of it are `null`, which the copy lacks.
 */
export type Result<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly Issue[] };

/** The options of a validation. Standard Schema passes `libraryOptions` on to the validator. */
export interface ValidateOptions {
  /** Options by name, such as `undocumented`. Default: none. */
  readonly libraryOptions?: { readonly [name: string]: unknown } | undefined;
}

/** A check that Ajv compiled. It stores its errors on itself. The second argument is for checks that call each other. */
export interface Check {
  /** Returns whether a value is valid. */
  (value: unknown, place?: object): boolean;
  /** The errors of the last call. */
  errors?: readonly CheckError[] | null | undefined;
}

/** A hand-written check, for rules that JSON Schema can't express. */
export type Rule = (value: unknown, options: { readonly [name: string]: unknown }) => readonly Issue[];

/** Creates a Standard Schema from a compiled check and further rules. */
export function standardSchema<Output>(check: Check, ...rules: Rule[]): StandardSchema<Output> {
  return schemaOf(check, rules, undefined);
}

/**
 * Creates a Standard Schema of what a vendor sends, from a check that skips the nulls of optional properties. A valid value
 * is returned without them.
 */
export function readingSchema<Output>(check: Check, ...rules: Rule[]): StandardSchema<Output> {
  return schemaOf(check, rules, checkWithoutNulls);
}

function schemaOf<Output>(
  check: Check,
  rules: readonly Rule[],
  withoutNulls: typeof checkWithoutNulls | undefined,
): StandardSchema<Output> {
  return {
    "~standard": {
      version: 1,
      vendor: "comms-webhooks",
      validate(input, options) {
        let value = input;
        let valid = check(value);
        if (withoutNulls && absentNulls.length > 0) ({ valid, value } = withoutNulls(check, input));
        const issues = valid ? [] : toIssues(check.errors ?? [], value);
        for (const rule of rules) issues.push(...rule(value, options?.libraryOptions ?? {}));
        return issues.length > 0 ? { issues } : { value: value as Output };
      },
    },
  };
}
