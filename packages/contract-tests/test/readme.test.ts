import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { complaints } from "../src/compile.ts";

const root = new URL("../../../", import.meta.url);
const pages = [
  "README.md",
  "packages/comms-webhooks/README.md",
  "packages/sandbox/README.md",
  "packages/webex-client/README.md",
  "packages/webex-types/README.md",
  "packages/8x8-client/README.md",
  "packages/8x8-types/README.md",
];

/** What the samples take from their surroundings, and what they leave out after having said it once. */
const surroundings = `
import type { Receiver } from "comms-webhooks";
import type { DeliveryMap, WebexWebhooks } from "comms-webhooks/webex";
import type { Webhooks8x8 } from "comms-webhooks/8x8";
declare global {
  const createServer: typeof import("node:http").createServer;
  const secret: string, token: string, id: string;
  const webex: WebexWebhooks & Receiver;
  const connect: Webhooks8x8;
  const tokens: { get(options: { fresh: boolean }): Promise<string> };
  const metrics: { count(name: string, status?: number): void };
  const on: { "messages.created": () => void };
  const delivery: DeliveryMap["messages.created"];
  const redis: { sendCommand(args: string[]): Promise<unknown> };
  const app: { post(path: string, handler: unknown): void };
  const expect: (value: unknown) => { toBe(value: unknown): void };
}
`;

function samples(page: string): string[] {
  const text = readFileSync(new URL(page, root), "utf8");
  return [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code]) => code ?? "");
}

/** What the settings of a library demand, and a sample does not. */
const beside = /never read|never used|are unused|isolatedDeclarations|likely not portable/;

function faults(sample: string): string[] {
  const code = sample.replaceAll("return undefined;", "");
  const files = { "surroundings.ts": surroundings, "readme.ts": `${code}\nexport {};` };
  return complaints(files).filter((complaint) => !beside.test(complaint));
}

describe.each(pages)("the samples of %s", (page) => {
  const all = samples(page);

  it("are there", () => {
    expect(all.length).toBeGreaterThan(0);
  });

  it.each(all.map((sample) => [sample.split("\n")[0], sample]))("compile: %s", (_line, sample) => {
    expect(faults(sample ?? "")).toEqual([]);
  });
});
