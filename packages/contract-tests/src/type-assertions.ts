/** Compiles only if both types are the same. */
export declare function equal<A, B>(..._same: Equal<A, B> extends true ? [] : ["the types differ"]): void;

/** Compiles only if a type takes every string and an editor suggests just these values. */
export declare function suggests<T, Known extends string>(
  ..._open: string extends T ? (Equal<Literals<T>, Known> extends true ? [] : ["other values"]) : ["not open"]
): void;

/** The members of a union that are literals: what an editor has to offer. */
type Literals<T> = T extends string ? (T extends symbol | object ? never : string extends T ? never : T) : never;

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
