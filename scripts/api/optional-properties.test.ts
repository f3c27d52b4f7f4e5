import { describe, expect, it } from "vitest";
import { exactProperties } from "./optional-properties.ts";
import { entryPoints, readPublicApi } from "./public-api.ts";

const entries = entryPoints();

/** Lists the properties that don't accept `undefined`, after an edit of the built declarations. */
function found(edit?: (file: string, text: string) => string): string[] {
  const api = readPublicApi(entries, edit);
  return entries.flatMap((entry) => exactProperties(api.exportsOf(entry), api));
}

describe("what users hand to a public function", () => {
  it("may be undefined in every optional property", () => {
    expect(found()).toEqual([]);
  });

  it("is found where it may not: an option, what a callback returns, and what a method takes", () => {
    const strict = (_file: string, text: string) =>
      text.replace(/\b(maxBytes|statusText|inactiveSince)\?: (\w+) \| undefined/g, "$1?: $2");
    expect(found(strict)).toEqual(
      expect.arrayContaining([
        "createWebexReceiver(options).maxBytes",
        "create8x8Receiver(options).maxBytes",
        "createWebexWebhooks(options).fetch()<>.statusText",
        "createWebexWebhooks().reactivate(options).inactiveSince",
      ]),
    );
  });
});
