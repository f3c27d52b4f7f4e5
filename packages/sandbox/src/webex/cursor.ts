/** Writes the place where a page ended as a cursor that clients can't read anything from. */
export function encodeCursor(place: number): string {
  return Buffer.from(`before=${place}`).toString("base64url");
}

/** Reads a cursor back; undefined for what `encodeCursor` did not write. */
export function decodeCursor(cursor: string): number | undefined {
  const place = /^before=(\d{1,15})$/.exec(Buffer.from(cursor, "base64url").toString("latin1"))?.[1];
  return place !== undefined && encodeCursor(Number(place)) === cursor ? Number(place) : undefined;
}
