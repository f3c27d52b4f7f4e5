import { Hono } from "hono";
import { create8x8App } from "./8x8/app.js";
import { masked } from "./8x8/mask.js";
import { Store8x8 } from "./8x8/store.js";
import { Tokens } from "./8x8/tokens.js";
import { createControls } from "./controls.js";
import { Dispatcher } from "./delivery/dispatcher.js";
import { mounts, requestPath } from "./request-path.js";
import type { Sandbox, SandboxOptions, SandboxUrls } from "./sandbox.js";
import { type OpenServer, openServer } from "./server.js";
import { sourcesOr } from "./sources.js";
import { createWebexApp, webexBasePath } from "./webex/app.js";
import { WebexHealth } from "./webex/health.js";
import { WebexStore } from "./webex/store.js";

const madeUp = urlsAt("http://sandbox.invalid");

/** Makes a sandbox of both APIs, in which nothing is registered yet. */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const sources = sourcesOr(options);
  const webex = new WebexStore(sources);
  const health = new WebexHealth(webex, sources);
  const eight = new Store8x8();
  const tokens = new Tokens(sources);
  const dispatcher = new Dispatcher({ store: webex, health }, { store: eight, tokens }, sources, options);
  let url = madeUp;
  let opening: Promise<OpenServer> | undefined;

  const sandbox: Sandbox = {
    get url() {
      return url;
    },
    async fetch(input, init) {
      const request = new Request(input, init);
      request.signal.throwIfAborted();
      const response = await app.fetch(request);
      request.signal.throwIfAborted();
      return response;
    },
    async listen({ host = "127.0.0.1", port = 0 } = {}) {
      if (opening !== undefined) throw new Error(`The sandbox listens already, for ${url.webex}; close it first.`);
      const current = openServer(async (request) => app.fetch(request), host, port);
      opening = current;
      try {
        url = urlsAt((await current).origin);
        return url;
      } catch (error) {
        opening = undefined;
        throw error;
      }
    },
    async close() {
      dispatcher.cancel();
      const current = opening;
      if (current === undefined) return;
      // A server that could not open is the affair of whoever called listen.
      const [result] = await Promise.allSettled([current]);
      if (result.status === "fulfilled") await result.value.close();
      if (opening !== current) return;
      opening = undefined;
      url = madeUp;
    },
    reset() {
      for (const state of [webex, health, eight, tokens, dispatcher]) state.clear();
    },
    webhooks: () => ({
      webex: webex.all().map((webhook) => (webhook.secret === undefined ? webhook : { ...webhook, secret: "***" })),
      "8x8": eight.all().map(({ accountId, webhook }) => ({ accountId, ...masked(webhook) })),
    }),
    deliver: (event) => dispatcher.deliver(event),
    attempts: () => dispatcher.attempts(),
    settled: () => dispatcher.settled(),
    deactivateWebexWebhook: (webhookId) => health.stop(webhookId),
  };

  const app = new Hono({ getPath: (request) => requestPath(request.url) });
  app.route(mounts.webex, createWebexApp(webex, sources));
  app.route(mounts["8x8"], create8x8App(eight, sources, options.subAccounts));
  app.route(mounts.controls, createControls(sandbox));
  app.notFound((c) => c.json({ message: `The sandbox answers below ${Object.values(mounts).join(", ")}.` }, 404));
  return sandbox;
}

function urlsAt(origin: string): SandboxUrls {
  return { webex: origin + mounts.webex + webexBasePath, "8x8": origin + mounts["8x8"] };
}
