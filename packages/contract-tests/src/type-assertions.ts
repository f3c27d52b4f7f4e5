/** Compiles only if both types are the same, and neither `never` nor `any`, which are the same as nearly nothing. */
export declare function equal<A, B>(..._same: Difference<A, B>): void;

/** Compiles only if a type accepts every string and an editor suggests just these values. */
export declare function suggests<T, Known extends string>(
  ..._open: string extends T ? Difference<Literals<T>, Known> : ["not open"]
): void;

/** The members of a union that are literals: what an editor has to offer. */
type Literals<T> = T extends string ? (T extends symbol | object ? never : string extends T ? never : T) : never;

type Difference<A, B> = [IsVacuous<A> | IsVacuous<B>, IsSame<A, B>] extends [false, true]
  ? []
  : [IsVacuous<A> | IsVacuous<B>] extends [false]
    ? ["the types differ"]
    : ["never or any"];

type IsSame<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

type IsVacuous<T> = [T] extends [never] ? true : 0 extends 1 & T ? true : false;
