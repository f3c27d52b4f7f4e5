import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createSandbox } from "@comms-webhooks/sandbox";
import { apis, importClient } from "../apis.ts";
import type { World } from "./runtime/network.ts";
import type { Workshop } from "./workshop.ts";

/** What the blocks of one page have in common: a folder, a sandbox, an environment. */
export interface Surroundings {
  readonly workshop: Workshop;
  readonly folder: string;
  readonly state: string;
  /** The names of the variables that commands have set. */
  readonly variables: Set<string>;
  /** Returns the environment of a process. Ports that are given lead to the sandbox. */
  readonly environment: (ports?: readonly number[]) => Record<string, string>;
  /** Returns a file of the state's folder and forgets it. */
  readonly take: (name: string) => string;
  readonly close: () => Promise<void>;
}

/** What pages name. */
const values = {
  WEBEX_TOKEN: "webex-token",
  WEBHOOK_SECRET: "webhook-secret",
  WEBHOOK_PASSWORD: "webhook-password",
  WEBHOOK_AUTHORIZATION: "Bearer webhook-authorization",
  PUBLIC_URL: "https://hooks.example.com",
  ACCOUNT_ID: "3f8a1c52-7d40-4b9e-a6c1-90e2d57b48af",
  API_KEY: "api-key",
  PORT: "3000",
  REDIS_URL: "redis://127.0.0.1:6379",
};

/** Opens the surroundings of a page. */
export async function openSurroundings(workshop: Workshop, name: string): Promise<Surroundings> {
  const folder = join(workshop.folder, "pages", name);
  const state = join(workshop.folder, "state", name);
  for (const path of [folder, state]) mkdirSync(path, { recursive: true });
  // Deliveries of the page's own webhooks go nowhere: what programs receive is sent to them one by one.
  const sandbox = createSandbox({ receive: () => new Response(null, { status: 202 }) });
  const urls: Readonly<Record<string, string>> = await sandbox.listen();
  const vendors: Record<string, string> = {};
  for (const api of apis) {
    const { servers } = await importClient<{ servers: Record<string, string> }>(api, "");
    for (const server of Object.values(servers)) vendors[server] = urls[api] as string;
  }
  const { origin, port: text } = new URL(Object.values(urls)[0] as string);
  const port = Number(text);
  return {
    workshop,
    folder,
    state,
    variables: new Set(),
    environment(ports = []) {
      const world: World = {
        state,
        vendors,
        sandbox: origin,
        ports: Object.fromEntries([port, ...ports].map((each) => [each, port])),
        path: process.env["PATH"] ?? "",
      };
      return {
        ...values,
        CODE_BLOCKS: JSON.stringify(world),
        HOME: folder,
        NODE_NO_WARNINGS: "1",
        NODE_OPTIONS: `--import ${workshop.runtime("network.js")}`,
        NO_COLOR: "1",
        PATH: workshop.commands,
      };
    },
    take(file) {
      const path = join(state, file);
      const text = existsSync(path) ? readFileSync(path, "utf8") : "";
      rmSync(path, { force: true });
      return text;
    },
    close: () => sandbox.close(),
  };
}
