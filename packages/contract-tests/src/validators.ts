import { type Api, apis, importClient } from "./apis.ts";

/** A mistake that a generated validator reports. */
export interface Issue {
  readonly message: string;
  readonly path: readonly (string | number)[];
}

interface Validator {
  readonly "~standard": {
    readonly validate: (
      value: unknown,
      options?: { libraryOptions?: Record<string, unknown> },
    ) => { readonly value?: unknown; readonly issues?: readonly Issue[] | undefined };
  };
}

const validators = new Map(
  await Promise.all(
    apis.map(async (api) => [api, await importClient<Record<string, Validator>>(api, "/validators")] as const),
  ),
);

/** Returns an API's generated validators by name. */
export function validatorsOf(api: Api): Readonly<Record<string, Validator>> {
  return validators.get(api) ?? {};
}

/** Returns the function of a generated validator. */
export function validateOf(api: Api, name: string): Validator["~standard"]["validate"] {
  const validator = validatorsOf(api)[name];
  if (!validator) throw new Error(`${api} has no validator ${name}`);
  return validator["~standard"].validate;
}

/** Validates a value by a generated validator and returns the issues: none when the value passes. */
export function issuesOf(
  api: Api,
  name: string,
  value: unknown,
  libraryOptions: Record<string, unknown> = {},
): readonly Issue[] {
  return validateOf(api, name)(value, { libraryOptions }).issues ?? [];
}
