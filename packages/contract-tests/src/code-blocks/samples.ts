import { existsSync } from "node:fs";
import { apis, documentOf } from "../apis.ts";
import { type Block, linesOf, type Page } from "./block.ts";
import { parseMarks, toolOf } from "./marks.ts";

/** A program that the reference of an API shows. */
export interface CodeSample {
  /** The JSON pointer of an operation or a delivery. */
  readonly pointer: string;
  readonly lang: string;
  readonly label: string;
  readonly source: string;
}

type CodeSamples = (api: string, document: unknown) => readonly CodeSample[];

/** What the reader has who looks at a webhook. */
const webhooks: Readonly<Record<string, string>> = {
  WEBHOOK_ID: `
const { createWebexWebhooks: connect } = await import("comms-webhooks/webex");
const lobby = { name: "Lobby", targetUrl: "https://hooks.example.com/", resource: "rooms", event: "created" } as const;
process.env["WEBHOOK_ID"] = (await connect({ auth: process.env["WEBEX_TOKEN"]! }).create(lobby)).id;`,
};

/** Reads the samples of all references, a page for each operation and delivery. */
export async function readSamples(): Promise<Page[]> {
  const module = new URL("../../../../scripts/reference/code-samples.ts", import.meta.url);
  if (!existsSync(module)) return [];
  const { codeSamples } = (await import(module.href)) as { readonly codeSamples: CodeSamples };
  return apis.flatMap((api) => pagesOf(api, codeSamples(api, documentOf(api))));
}

/** Returns the pages of an API's samples. A sample that calls a receiver has the one that is shown beside it. */
export function pagesOf(api: string, samples: readonly CodeSample[]): Page[] {
  const pointers = [...new Set(samples.map(({ pointer }) => pointer))];
  return pointers.map((pointer) => {
    const path = `specs/${api}/openapi.yaml#${pointer}`;
    const own = samples.filter((sample) => sample.pointer === pointer);
    const receiver = own.find(({ source }) => source.includes(".listen("))?.source ?? "";
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
