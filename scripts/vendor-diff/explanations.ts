import type { Difference } from "./compare.ts";
import { isObject, type Json } from "./json.ts";
import { textOf } from "./schema-facts.ts";

/** Why our document differs from the vendor's, and where. */
export interface Explanation {
  /** What is different. */
  readonly title: string;
  readonly reason: string;
  readonly at: readonly Site[];
}

/** Where both documents have certain values. In places, `*` stands for one part and `**` for any number of parts. */
interface Site {
  /** The method and path. Default: every operation. */
  readonly operation?: string;
  readonly place: string;
  readonly ours: string;
  readonly theirs: string;
}

/** Differences by what is known of them. */
export interface Sorted {
  readonly unexplained: readonly Difference[];
  readonly explained: readonly (readonly [Explanation, readonly Difference[]])[];
  /** What an explanation describes and isn't there any more. */
  readonly gone: readonly (readonly [Explanation, Site])[];
}

/** Reads the list of explanations of a parsed `vendor-differences.yaml`. Throws with what is wrong about it. */
export function readExplanations(file: unknown): Explanation[] {
  const list = (isObject(file) ? file : {})["differences"];
  if (!Array.isArray(list)) throw new Error("differences must be a list");
  return list.map((entry: unknown, index) => {
    const { title, reason, at } = (isObject(entry) ? entry : {}) as Json;
    if (typeof title !== "string" || typeof reason !== "string" || !Array.isArray(at) || at.length === 0)
      throw new Error(`differences[${index}] must have a title, a reason and a list "at"`);
    return { title, reason, at: at.flatMap((site: unknown) => readSites(title, site)) };
  });
}

function readSites(title: string, site: unknown): Site[] {
  const { operation, places, ours = "none", theirs = "none", ...others } = (isObject(site) ? site : {}) as Json;
  const list = [places ?? []].flat().map(String);
  const [unknown] = Object.keys(others);
  if (unknown !== undefined)
    throw new Error(`"${title}": ${unknown} isn't a field of "at"; expected operation, places, ours, theirs`);
  if (list.length === 0) throw new Error(`"${title}": each entry of "at" must have places`);
  const common = {
    ...(operation !== undefined && { operation: String(operation) }),
    ours: textOf(ours),
    theirs: textOf(theirs),
  };
  return list.map((place) => ({ place, ...common }));
}

/** Sorts differences by what explains them: the first explanation with their operation, place and values. */
export function sortDifferences(differences: readonly Difference[], explanations: readonly Explanation[]): Sorted {
  const reasons = differences.map((difference) =>
    explanations.find(({ at }) => at.some((site) => fits(site, difference))),
  );
  return {
    unexplained: differences.filter((_, index) => reasons[index] === undefined),
    explained: explanations
      .map((explanation) => [explanation, differences.filter((_, index) => reasons[index] === explanation)] as const)
      .filter(([, found]) => found.length > 0),
    gone: explanations.flatMap((explanation) =>
      explanation.at
        .filter((site) => !differences.some((difference) => fits(site, difference)))
        .map((site) => [explanation, site] as const),
    ),
  };
}

function fits({ operation, place, ours, theirs }: Site, difference: Difference): boolean {
  return (
    (operation === undefined || operation === difference.operation) &&
    ours === difference.ours &&
    theirs === difference.theirs &&
    fitsPlace(place.split("/"), difference.place.split("/"))
  );
}

function fitsPlace([pattern, ...patterns]: readonly string[], parts: readonly string[]): boolean {
  if (pattern === undefined) return parts.length === 0;
  if (pattern === "**")
    return parts.some((_, index) => fitsPlace(patterns, parts.slice(index))) || patterns.length === 0;
  return parts.length > 0 && (pattern === "*" || pattern === parts[0]) && fitsPlace(patterns, parts.slice(1));
}
