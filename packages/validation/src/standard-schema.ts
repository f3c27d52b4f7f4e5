import { type CheckError, type Issue, toIssues } from "./issue.js";

/** A validator by the Standard Schema specification, version 1 (https://standardschema.dev). */
export interface StandardSchema<Output> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: "comms-webhooks";
    readonly validate: (value: unknown, options?: ValidateOptions) => Result<Output>;
    readonly types?: { readonly input: Output; readonly output: Output };
  };
}

/** What a validation gives: the value as it came, or what is wrong with it. */
export type Result<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly Issue[] };

/** Options of a validation, passed on by Standard Schema as `libraryOptions`. */
export interface ValidateOptions {
  readonly libraryOptions?: { readonly [name: string]: unknown } | undefined;
}

/** A check that Ajv compiled: it leaves its errors on itself. The second argument is for checks that call each other. */
export interface Check {
  (value: unknown, place?: object): boolean;
  errors?: readonly CheckError[] | null;
}

/** A check that is written by hand, for what JSON Schema can't say. */
export type Rule = (value: unknown, options: { readonly [name: string]: unknown }) => readonly Issue[];

/** Makes a Standard Schema of a compiled check and further rules. */
export function standardSchema<Output>(check: Check, ...rules: Rule[]): StandardSchema<Output> {
  return {
    "~standard": {
      version: 1,
      vendor: "comms-webhooks",
      validate(value, options) {
        const issues = check(value) ? [] : toIssues(check.errors ?? [], value);
        for (const rule of rules) issues.push(...rule(value, options?.libraryOptions ?? {}));
        return issues.length > 0 ? { issues } : { value: value as Output };
      },
    },
  };
}
