import * as connect from "@comms-webhooks/8x8-client/validators";
import * as webex from "@comms-webhooks/webex-client/validators";
import type { Api } from "./document.ts";

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
    ) => { readonly issues?: readonly Issue[] | undefined };
  };
}

/** The generated validators by API and name. */
export const validators: Readonly<Record<Api, Readonly<Record<string, Validator>>>> = { webex, "8x8": connect };

/** Validates by a generated validator; gives no issue when the value passes. */
export function issuesOf(
  api: Api,
  name: string,
  value: unknown,
  libraryOptions: Record<string, unknown> = {},
): readonly Issue[] {
  const validator = validators[api][name];
  if (!validator) throw new Error(`${api} has no validator ${name}`);
  return validator["~standard"].validate(value, { libraryOptions }).issues ?? [];
}
