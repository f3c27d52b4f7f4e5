import type { Schema } from "../openapi.ts";

/** A document of small schemas, with values of `Sample`: those that compile and have to, and those that must not. */
export interface Case {
  schemas: Record<string, Schema | unknown> & { Sample: unknown };
  right: unknown[];
  wrong: unknown[];
}

export const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
export const string = { type: "string" };
export const number = { type: "number" };
export const object = (properties: object, rest: object = {}) => ({ type: "object", properties, ...rest });
