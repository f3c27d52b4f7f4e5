import type { Schema } from "../document.ts";
import { type Mutation, mistake } from "./mutation.ts";
import { isOfType, setAt } from "./values.ts";
import type { Node } from "./walk.ts";

/** Changes a value into what a `not` excludes, in each known way. */
export function exclusionBroken(root: unknown, { schema, value, path, site }: Node): Mutation[] {
  const [not, violation] = [schema.not, schema["x-violation"]];
  if (!not || !isOfType(value, "object")) return [];
  if (!violation) throw new Error(`The rule at "${site}" has no x-violation`);
  return excluded(not, value as Record<string, unknown>).map(([title, wrong]) =>
    mistake(title, setAt(root, path, wrong), [...path, violation.path], `${site} not`, violation.message),
  );
}

/** Sets what the rule requires, one way after another, and removes what must be absent. */
function excluded(not: Schema, value: Record<string, unknown>): [string, Record<string, unknown>][] {
  const absent = Object.entries(not.properties ?? {}).filter(([, schema]) => fitsNothing(schema));
  const base = Object.fromEntries(Object.entries(value).filter(([name]) => !absent.some(([gone]) => gone === name)));
  return (not.required ?? []).reduce<[string, Record<string, unknown>][]>(
    (drafts, name) =>
      drafts.flatMap(([title, partial]) =>
        matching(not.properties?.[name]).map(([words, part]): [string, Record<string, unknown>] => [
          `${title} ${name} ${words}`.trim(),
          { ...partial, [name]: part },
        ]),
      ),
    [["", base]],
  );
}

/** Returns whether a property must be absent: its schema is `false` or, for the sake of generators, `not: {}`. */
function fitsNothing(schema: Schema | false): boolean {
  return schema === false || (schema.not !== undefined && Object.keys(schema.not).length === 0);
}

/** Returns values that a part of a rule matches. */
function matching(schema: Schema | false | undefined): [string, unknown][] {
  if (!schema) throw new Error("A rule requires a property, but excludes none of its values");
  if (schema.type === "object") return [["given", oauth]];
  if (schema.minLength === 1) return ["Basic YTpi", "x", " "].map((text) => [JSON.stringify(text), text]);
  const texts = filters.filter((text) => schema.pattern !== undefined && new RegExp(schema.pattern, "u").test(text));
  if (texts.length !== filters.length) throw new Error(`Not every filter here matches ${schema.pattern}`);
  return texts.map((text) => [JSON.stringify(text), text]);
}

const oauth = {
  url: "https://login.example.com/token",
  clientId: "hooks",
  clientSecret: "k7",
  credentialsLocation: "body",
};

/** Filters that only an organization's webhook may have, alone and among others. */
const filters = ["hostEmail", "hostUserId", "ownerEmail", "ownerId"].flatMap((name) => [
  `${name}=ada`,
  `${name}=`,
  `state=inProgress&${name}=ada`,
  `${name}=ada&state=inProgress`,
]);
