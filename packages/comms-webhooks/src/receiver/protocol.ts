import type { Issue, StandardSchema } from "@comms-webhooks/validation";
import type { OptionRules } from "../option-rules.js";
import type { RequestHead } from "./delivery.js";
import type { Rejection } from "./options.js";

/** A check of what a request consists of, and the rejection if it fails. */
export interface Check<Parts extends readonly unknown[]> {
  readonly passes: (...parts: Parts) => boolean | Promise<boolean>;
  readonly rejection: Rejection;
}

/** How a receiver makes sure that a delivery is authentic. */
export interface Verification {
  /** Checks the headers before the body is read. */
  readonly headers?: Check<[request: RequestHead]>;
  /** Checks the body against the headers. */
  readonly body?: Check<[body: Uint8Array<ArrayBuffer>, request: RequestHead]>;
}

/** What a vendor adds to the core: how its deliveries are verified, classified and recognized as duplicates. */
export interface Protocol<Deliveries, Unknown, Options> {
  /** The names of the known deliveries. */
  readonly names: ReadonlySet<string>;
  /** The rules of the vendor's own options. */
  readonly optionRules: OptionRules;
  /** The headers, in lower case, that handlers don't see because what they see ends up in logs. */
  readonly credentialHeaders: readonly string[];
  /** The longest `duplicates.window` that is safe, in milliseconds. */
  readonly longestWindow?: number;
  /**
   * Creates the checks from the vendor's own options.
   * @throws {TypeError} if the options don't say how deliveries are verified.
   */
  readonly createVerification: (options: Options) => Verification;
  /** Classifies the parsed body. */
  readonly classify: (value: unknown) => Classification<Deliveries[keyof Deliveries], Unknown>;
  /** Returns what two copies of a delivery have in common and no other delivery has. */
  readonly duplicateKey: (value: unknown, body: Uint8Array<ArrayBuffer>) => Promise<string>;
}

/** What an authentic delivery is. */
export type Classification<Delivery, Unknown> =
  | { readonly kind: "known"; readonly name: string; readonly delivery: Delivery }
  | { readonly kind: "unknown"; readonly name: string; readonly delivery: Unknown }
  | { readonly kind: "invalid"; readonly name: string; readonly issues: readonly Issue[] };

/** Classifies a value by its name and by the schema of all deliveries, and leaves out its optional fields that are `null`. */
export function classify<Delivery, Unknown>(
  name: string,
  value: unknown,
  schema: StandardSchema<unknown>,
  known: ReadonlySet<string>,
): Classification<Delivery, Unknown> {
  const result = schema["~standard"].validate(value);
  if (result.issues) return { kind: "invalid", name, issues: result.issues };
  if (known.has(name)) return { kind: "known", name, delivery: result.value as Delivery };
  return { kind: "unknown", name, delivery: result.value as Unknown };
}
