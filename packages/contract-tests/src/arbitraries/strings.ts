import * as fc from "fast-check";
import type { Schema } from "../document.ts";

/** Texts: mostly plain ones, which are easy to read in a report, and some of any characters. */
const texts = (minLength: number): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.string({ minLength, maxLength: 12 }) },
    { weight: 1, arbitrary: fc.string({ minLength, maxLength: 12, unit: "binary" }) },
  );

/** Times as vendors write them: without or with a fraction, in UTC or with an offset. */
const times: fc.Arbitrary<string> = fc
  .tuple(
    fc.date({ min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true }),
    fc.constantFrom(".000Z", "Z", ".5Z", ".6030893Z", "+00:00", "-05:30"),
  )
  .map(([date, end]) => date.toISOString().replace(/\.\d{3}Z$/, end));

/** Creates strings that a schema accepts: of its format, pattern or length, with known values among them. */
export function stringsOf({
  format,
  pattern,
  minLength = 0,
  not,
  "x-known-values": known = [],
}: Schema): fc.Arbitrary<string> {
  const excluded = [not?.enum ?? []].flat();
  const any = format === "uri" ? uris(pattern) : otherStrings({ format, pattern, minLength });
  const all = known.length > 0 ? fc.oneof(fc.constantFrom(...known), any) : any;
  return excluded.length > 0 ? all.filter((text) => !excluded.includes(text)) : all;
}

function otherStrings({
  format,
  pattern,
  minLength,
}: {
  format?: string | undefined;
  pattern?: string | undefined;
  minLength: number;
}) {
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern, "u"));
  if (format === "uuid") return fc.uuid();
  if (format === "date-time") return times;
  if (format === undefined || format === "password") return texts(minLength);
  throw new Error(`No strings of the format ${format} are known here`);
}

/** Creates URIs with a scheme that the pattern accepts. */
function uris(pattern = ""): fc.Arbitrary<string> {
  const validSchemes = ["http", "https"].filter((scheme) => new RegExp(pattern, "u").test(`${scheme}://example.com`));
  if (validSchemes.length === 0) throw new Error(`No scheme known here fits the pattern ${pattern}`);
  return fc.webUrl({ validSchemes, withQueryParameters: true, withFragments: true, size: "small" });
}
