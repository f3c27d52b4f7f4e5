import type { Classification } from "./classify.js";
import type { Rejection } from "./options.js";

/** Returns a header's value, given its name in lower case. */
export type HeaderLookup = (name: string) => string | null | undefined;

type MaybePromise<Value> = Value | Promise<Value>;

/** How a receiver makes sure that a delivery is authentic. */
export interface Verification {
  /** Checks the headers before the body is read. */
  readonly checkHeaders?: (header: HeaderLookup) => MaybePromise<Rejection | undefined>;
  /** Checks the body against the headers. */
  readonly checkBody?: (body: Uint8Array<ArrayBuffer>, header: HeaderLookup) => MaybePromise<Rejection | undefined>;
}

/** What a vendor adds to the core: how its deliveries are verified, classified and told apart. */
export interface Protocol<Deliveries, Unknown, Options> {
  /** The names of the known deliveries. */
  readonly names: ReadonlySet<string>;
  /** The names of the vendor's own options. */
  readonly optionNames: readonly string[];
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
  /** Returns what two copies of a delivery have in common and no other delivery has, or nothing if that is unknown. */
  readonly duplicateKey: (value: unknown, body: Uint8Array<ArrayBuffer>) => MaybePromise<string | undefined>;
}
