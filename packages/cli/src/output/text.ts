/** The longest text that is shown of a value, in characters. */
const longest = 500;

/** Returns a text of a server or a file without control characters, such as those that move the cursor. */
export function printable(text: string): string {
  const clean = text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ");
  return clean.length > longest ? `${clean.slice(0, longest)}…` : clean;
}

/** Returns a number with a noun: `1 webhook`, `2 webhooks`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
