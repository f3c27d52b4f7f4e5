import type { Schema } from "../document.ts";
import { type Mutation, mistake } from "./mutation.ts";
import { setAt } from "./values.ts";
import type { Node } from "./walk.ts";

/** Replaces a value of an enum by values that are near it and not in it. */
export function enumReplaced(root: unknown, { schema, value, path, site }: Node): Mutation[] {
  const values = schema.enum;
  if (!values) return [];
  const wrong = [`${value}x`, String(value).toUpperCase(), String(value).toLowerCase(), ` ${value}`, "", "*"];
  return [...new Set(wrong)]
    .filter((candidate) => !values.includes(candidate))
    .map((candidate) => {
      const [title, ends] = [`is ${JSON.stringify(candidate)}`, `got ${JSON.stringify(candidate)}`];
      return mistake(title, setAt(root, path, candidate), path, `${site} enum`, "must be ", ends);
    });
}

/** Replaces a value by ones that break a constraint of its schema. */
export function constraintBroken(root: unknown, { schema, path, site }: Node): Mutation[] {
  return wrongValues(schema).map(([keyword, wrong]) => {
    const title = `breaks ${keyword} by ${JSON.stringify(wrong)}`;
    return mistake(title, setAt(root, path, wrong), path, `${site} ${keyword}`, rules(schema));
  });
}

function wrongValues(schema: Schema): [string, string | number][] {
  const { minLength, maxLength, minimum, pattern, format } = schema;
  const patterns = pattern === undefined ? [] : texts.filter((text) => !new RegExp(pattern, "u").test(text));
  if (pattern !== undefined && patterns.length === 0) throw new Error(`No text here breaks the pattern ${pattern}`);
  return [
    ...(minLength === undefined ? [] : [["minLength", "a".repeat(minLength - 1)] as [string, string]]),
    ...(maxLength === undefined ? [] : [["maxLength", "a".repeat(maxLength + 1)] as [string, string]]),
    ...(minimum === undefined ? [] : [minimum - 1, minimum - 1000].map((n): [string, number] => ["minimum", n])),
    ...patterns.map((text): [string, string] => ["pattern", text]),
    ...(format === "uri" ? wrongUris : []).map((text): [string, string] => ["format", text]),
  ];
}

const id = "3f8a1c52-7d40-4b9e-a6c1-90e2d57b48af";

/** Texts of which some break every pattern of the documents, each in another way. */
const texts = [
  "",
  "ftp://example.com/hook",
  "example.com/hook",
  "http:/example.com",
  "http://",
  "https:///hook",
  " https://example.com",
  id.replace("-", "_"),
  id.replace("a", "g"),
  `${id.slice(0, -1)}-`,
  "Account_With_A_Name_Of_33_Letters",
];

/** Not valid URIs by RFC 3986, although programs often accept them. */
const wrongUris = [
  "https://example.com/a b",
  "https://example.com/<hook>",
  "https://example.com/%zz",
  "https://example.com/höök",
  'https://example.com/"hook"',
  "https://example.com/a|b",
];

/** The rules of a schema as messages state them; a value that breaks several is reported by one. */
function rules({ minLength, maxLength, minimum, pattern, format }: Schema): string[] {
  return [
    ...(minLength === undefined ? [] : [`must have at least ${characters(minLength)}; got `]),
    ...(maxLength === undefined ? [] : [`must have at most ${characters(maxLength)}; got `]),
    ...(minimum === undefined ? [] : [`must be at least ${minimum}; got `]),
    ...(pattern === undefined ? [] : [`must ${patternRule(pattern)}; got `]),
    ...(format === undefined ? [] : [`must be a ${format.toUpperCase()}; got `]),
  ];
}

/** Describes a pattern in words if it is about the scheme of a URL. */
function patternRule(pattern: string): string {
  const [scheme] = ["https?://", "https://"].filter((start) => pattern.startsWith(`^${start}`));
  return scheme ? `be a URL that begins with ${scheme.replace("s?://", "s:// or http://")}` : `match ${pattern}`;
}

function characters(count: number): string {
  return count === 1 ? "1 character" : `${count} characters`;
}
