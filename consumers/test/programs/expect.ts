/** Throws unless two values are equal as JSON. It needs no module of Node, so it works in a page. */
export function expectEqual(actual: unknown, expected: unknown): void {
  const [one, other] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (one !== other) throw new Error(`expected ${other}, got ${one}`);
}
