import type { Document } from "../../../../scripts/generators/openapi.ts";
import { type CodeSample, codeSamples } from "../../../../scripts/reference/code-samples.ts";
import { apis, documentOf } from "../apis.ts";
import { type Block, linesOf, type Page } from "./block.ts";
import { parseMarks, toolOf } from "./marks.ts";

/** What the reader has who looks at a webhook. */
const webhooks: Readonly<Record<string, string>> = {
  WEBHOOK_ID: `
const { createWebexWebhooks: connect } = await import("comms-webhooks/webex");
const lobby = { name: "Lobby", targetUrl: "https://hooks.example.com/", resource: "rooms", event: "created" } as const;
process.env["WEBHOOK_ID"] = (await connect({ auth: process.env["WEBEX_TOKEN"]! }).create(lobby)).id;`,
};

/** Reads the samples of all references, a page for each operation and delivery. */
export function readSamples(): Page[] {
  return apis.flatMap((api) => pagesOf(api, codeSamples(api, documentOf(api) as unknown as Document)));
}

/** Returns the pages of an API's samples. A sample that calls a receiver has the one that is shown beside it. */
function pagesOf(api: string, samples: readonly CodeSample[]): Page[] {
  const pointers = [...new Set(samples.map(({ pointer }) => pointer))];
  return pointers.map((pointer) => {
    const path = `specs/${api}/openapi.yaml#${pointer}`;
    const own = samples.filter((sample) => sample.pointer === pointer);
    const receiver = own.find(({ source }) => source.includes(".listen("))?.source.trimEnd() ?? "";
    const blocks = own.map(({ lang, label, source }): Block => {
      const setup = toolOf(lang) === "sh" && receiver !== "" ? receiver : setupOf(source);
      // Problems of what isn't shown are problems of the first line.
      const hidden = linesOf(setup).map((line) => ({ ...line, number: 1 }));
      const lines = linesOf(source.trimEnd());
      return { page: `${path} ${label}`, line: 1, lines, setup: setup === "" ? [] : hidden, ...parseMarks(lang) };
    });
    return { path, continues: false, blocks, problems: [] };
  });
}

function setupOf(source: string): string {
  const names = Object.keys(webhooks).filter((name) => source.includes(name));
  return names.map((name) => webhooks[name]?.trim()).join("\n");
}
