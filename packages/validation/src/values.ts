/** Counts the characters of a text as JSON Schema does: a character beyond U+FFFF is one, though two units in UTF-16. */
export function codePoints(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++, count++) {
    const unit = text.charCodeAt(at);
    // A pair is one character; half of a pair that stands alone is one, too.
    if (unit >= 0xd800 && unit < 0xdc00 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00) at++;
  }
  return count;
}

/** Reports whether two JSON values are equal. The order of an object's properties doesn't matter. */
export function equal(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && equal(one[key as keyof object], other[key as keyof object]))
  );
}

/** Reports whether a number is a multiple of another, as the decimals that JSON has: 19.99 is a multiple of 0.01. */
export function isMultiple(value: number, factor: number): boolean {
  if (Number.isSafeInteger(value) && Number.isSafeInteger(factor)) return value % factor === 0;
  const [digits, exponent] = decimalOf(value);
  const [divisor, least] = decimalOf(factor);
  const unit = Math.min(exponent, least);
  return (digits * 10n ** BigInt(exponent - unit)) % (divisor * 10n ** BigInt(least - unit)) === 0n;
}

/** Splits a number into an integer and the power of ten that it is multiplied by. */
function decimalOf(value: number): [digits: bigint, exponent: number] {
  const [mantissa = "0", exponent = "0"] = value.toExponential().split("e");
  const [whole = "0", fraction = ""] = mantissa.split(".");
  return [BigInt(whole + fraction), Number(exponent) - fraction.length];
}

/** Reports whether no two items are equal, in time that grows with the size of the array. */
export function areUnique(items: readonly unknown[]): boolean {
  return new Set(items.map(keyOf)).size === items.length;
}

/** Writes a JSON value so that equal values have equal texts. */
function keyOf(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}
