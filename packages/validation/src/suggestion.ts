/** Returns the name that a wrong one is nearest to, if both begin alike and differ in a third of the letters. Ignores case. */
export function nearest(name: string, names: readonly string[]): string | undefined {
  const wrong = name.toLowerCase();
  const edits = (known: string) => editDistance(wrong, known.toLowerCase());
  return names
    .filter((known) => known[0]?.toLowerCase() === wrong[0] && edits(known) <= Math.ceil(known.length / 3))
    .sort((one, other) => edits(one) - edits(other))[0];
}

/** Returns the end of a message that names what a wrong name is nearest to, or an empty string. */
export function suggestion(name: string, names: readonly string[]): string {
  const known = nearest(name, names);
  return known ? `; did you mean ${known}?` : "";
}

/** Returns how many letters must be added, removed or replaced to turn one text into another. */
function editDistance(one: string, other: string): number {
  let row = [...other, ""].map((_, column) => column);
  for (const letter of one) {
    let diagonal = row[0] ?? 0;
    const next = [diagonal + 1];
    for (let column = 0; column < other.length; column += 1) {
      const above = row[column + 1] ?? 0;
      next.push(Math.min(diagonal + (letter === other[column] ? 0 : 1), above + 1, (next[column] ?? 0) + 1));
      diagonal = above;
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
