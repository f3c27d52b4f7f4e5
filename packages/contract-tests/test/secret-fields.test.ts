import { expect, test } from "vitest";
import { apis, documentOf, importClient } from "../src/apis.ts";

test.each(apis)(
  "the secret fields that the client of %s exports are all fields of the format password",
  async (api) => {
    const { secretFields } = await importClient<{ secretFields: readonly string[] }>(api, "/data");
    const found = new Set(passwordFields(documentOf(api).components.schemas));
    expect([...secretFields].sort()).toEqual([...found].sort());
  },
);

/** Lists the names of fields with this format, at any depth of a part of a document. */
function passwordFields(part: unknown): string[] {
  if (typeof part !== "object" || part === null) return [];
  return Object.entries(part).flatMap(([name, inner]) => [
    ...(Object(inner)["format"] === "password" ? [name] : []),
    ...passwordFields(inner),
  ]);
}
