import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { isCommsWebhooksError } from "../../src/index.js";
import { json } from "../helpers.js";
import { script, webhook } from "./script.js";

/** What a custom `fetch` can return. */
const odd: [what: string, make: (status: number) => Response | Promise<Response>][] = [
  [
    "was read already",
    async (status) => {
      const response = json(webhook, { status });
      await response.text();
      return response;
    },
  ],
  [
    "is being read",
    (status) => {
      const response = json(webhook, { status });
      response.body?.getReader();
      return response;
    },
  ],
  [
    "isn't a web stream, such as node-fetch's",
    (status) => {
      const { ok, statusText, headers } = new Response(null, { status });
      const text = async () => JSON.stringify(webhook);
      return { ok, status, statusText, headers, body: Readable.from(["{}"]), text } as unknown as Response;
    },
  ],
];

describe.each(odd)("a response whose body %s", (_what, make) => {
  it.each([200, 404, 503])("causes only errors of this package: %i", async (status) => {
    for (const call of [1, 2]) {
      const { clock, webex, client8x8 } = script({ retries: 1 }, () => make(status));
      const promise: Promise<unknown> = call === 1 ? webex.get("Zm9v") : client8x8.delete([{ subAccountId: "*" }]);
      const error = await clock.settle(
        promise.then(
          () => undefined,
          (failure: unknown) => failure,
        ),
      );
      if (status !== 200) expect(error).toBeDefined();
      if (error !== undefined) expect(isCommsWebhooksError(error)).toBe(true);
    }
  });
});

describe("a response's body", () => {
  it("is read as UTF-8, wherever it is cut", async () => {
    const named = { ...webhook, name: "Lobby – 日本 😀" };
    const bytes = new TextEncoder().encode(JSON.stringify(named));
    const source = (it: ReadableStreamDefaultController) => {
      for (const byte of bytes) it.enqueue(new Uint8Array([byte]));
      it.close();
    };
    const { webex } = script({}, () => new Response(new ReadableStream({ start: source })));
    expect(await webex.get("Zm9v")).toEqual(named);
  });

  it("may begin with a byte order mark", async () => {
    const { webex } = script({}, () => new Response(`\ufeff${JSON.stringify(webhook)}`));
    expect(await webex.get("Zm9v")).toEqual(webhook);
  });
});
