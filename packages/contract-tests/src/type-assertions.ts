import type { ExpectTypeOf } from "vitest";

/**
 * Is `expectTypeOf` for a type that is neither `never` nor `any`: `expectTypeOf` by itself holds two types for equal if
 * both are `never` by mistake.
 */
export declare function expectType<T>(
  ..._vague: IsVacuous<T> extends true ? ["never or any"] : []
): ExpectTypeOf<T, { positive: true; branded: false }>;

/** Compiles only if a type accepts every string and an editor suggests just these values. */
export declare function suggests<T, Known extends string>(
  ..._open: string extends T
    ? [IsVacuous<Literals<T>>, IsSame<Literals<T>, Known>] extends [false, true]
      ? []
      : ["other values"]
    : ["not open"]
): void;

/** The members of a union that are literals: what an editor has to offer. */
type Literals<T> = T extends string ? (T extends symbol | object ? never : string extends T ? never : T) : never;

type IsSame<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

type IsVacuous<T> = [T] extends [never] ? true : 0 extends 1 & T ? true : false;
