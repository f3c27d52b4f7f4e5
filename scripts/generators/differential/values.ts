/** Returns whole numbers below a limit, the same ones on each run. */
export function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * below);
  };
}

const names = ["a", "b", "c", "d", "kind", "name", "list", "next", "größe"];
const texts = [
  ..."a|ab|abc|foo|bar|größe|\u{1f4a9}|\u{1f4a9}\u{1f4a9}|a\u{1f4a9}b|n7|a b|YWRh".split("|"),
  ..."2024-02-29|2023-02-29|2024-02-29T10:00:00Z|2023-02-29T10:00:00Z|192.0.2.1|256.0.0.1|ada@example.com|a@b".split(
    "|",
  ),
  "",
  "0f8fad5b-d9cb-469f-a165-70867728950e",
];
const numbers = [0, 1, 1, 2, 2, 3, 4, -1, 0.5, 1.5, 2.25, 10, 2_147_483_647, 2_147_483_648];

/** Creates JSON values of the names, texts and numbers that the documents' schemas are about, and of further names. */
export function createValues(count: number, ...further: string[]): unknown[] {
  const random = createRandom(7);
  const pick = <T>(from: readonly T[]): T => from[random(from.length)] as T;
  const scalar = (): unknown => {
    const kind = random(10);
    if (kind < 5) return pick(texts);
    return kind < 8 ? pick(numbers) : pick([true, false, null]);
  };
  const list = (depth: number) => Array.from({ length: random(5) }, () => value(depth - 1));
  const object = (depth: number) =>
    Object.fromEntries(Array.from({ length: random(5) }, () => field(pick([...names, ...further]), depth)));
  const field = (name: string, depth: number): [string, unknown] => {
    // Most fields have a value of the kind that their name stands for, so that many values are right.
    if (random(4) === 0 || depth === 0) return [name, value(depth - 1)];
    if (name === "list") return [name, list(depth)];
    if (name === "next") return [name, object(depth - 1)];
    if (name === "kind") return [name, pick<unknown>(["a", "b", "foo", 1, 2, "c", "ada@example.com", "YWRh"])];
    return [name, name === "name" ? pick(texts) : name === "c" ? pick([true, false, 1, "a"]) : pick(numbers)];
  };
  const value = (depth: number): unknown => {
    const kind = depth > 0 ? random(6) : 0;
    if (kind < 3) return scalar();
    return kind < 4 ? list(depth) : object(depth);
  };
  return Array.from({ length: count }, () => (random(8) === 0 ? value(2) : object(2)));
}
