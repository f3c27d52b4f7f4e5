/** Random values that are the same for the same seed (mulberry32). */
export function random(seed: number): { number(): number; pick<Item>(items: readonly Item[]): Item; word(): string } {
  let state = seed;
  const number = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    number,
    pick: <Item>(items: readonly Item[]) => items[Math.floor(number() * items.length)] as Item,
    word: () =>
      Math.floor(number() * 36 ** 8)
        .toString(36)
        .padStart(8, "k"),
  };
}
