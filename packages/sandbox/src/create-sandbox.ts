import type { DeliverySummary } from "comms-webhooks";
import { Hono } from "hono";
import type { AnyApiDefinition, Api } from "./api/definition.js";
import { assertOptions, type OptionRule, rules } from "./api/options.js";
import { apis } from "./apis.js";
import { sourcesOf } from "./clock/sources.js";
import { createControlApp } from "./controls.js";
import { type DeliveryHooks, Dispatcher } from "./delivery/dispatcher.js";
import type { DeliveryOptions } from "./delivery/send.js";
import { guard, isHostName, isOrigin } from "./http/access.js";
import { basePathOf, pathRouter } from "./http/hosts.js";
import { type OpenServer, openServer } from "./http/server.js";
import { watched } from "./http/watch.js";
import { Inbox } from "./inbox.js";
import type {
  ApiControls,
  DeliveryAttempt,
  Sandbox,
  SandboxDeliveries,
  SandboxHooks,
  SandboxOptions,
  SandboxUrls,
  SandboxWebhooks,
} from "./sandbox.js";

const definitions: [name: string, AnyApiDefinition][] = Object.entries<AnyApiDefinition>({ ...apis });
const controlPath = "/_sandbox";
const mounts = [
  ...definitions.map(([name, { servers }]) => ({ path: `/${name}`, servers: Object.values(servers) })),
  { path: controlPath, servers: [] },
];
const pathOf = pathRouter(mounts);
const urlsInProcess = urlsAt("http://sandbox.invalid");

const hookRules: { readonly [Name in keyof SandboxHooks]-?: OptionRule } = {
  onRequest: rules.function,
  onEvent: rules.function,
  onAttempt: rules.function,
  onInbox: rules.function,
};

const optionRules = {
  ...hookRules,
  now: rules.function,
  setTimer: rules.function,
  randomUUID: rules.function,
  receive: rules.function,
  allowRemote: rules.flag,
  deliveryTimeout: rules.milliseconds,
  ...Object.assign({}, ...definitions.map(([, { options }]) => options)),
};

const listenRules = {
  host: rules.string,
  port: rules.port,
  allowedHosts: rules.each(isHostName, "host names or addresses, without scheme or port"),
  allowedOrigins: rules.each(isOrigin, 'origins, such as "http://localhost:5173"'),
};

/**
 * Creates a sandbox of all APIs, with no webhooks yet.
 *
 * @throws A `TypeError` that names the option that isn't valid.
 * @example
 * ```ts
 * import { createSandbox } from "@comms-webhooks/sandbox";
 * import { createWebexReceiver, createWebexWebhooks } from "comms-webhooks/webex";
 *
 * const secret = "s3cret";
 * const receive = createWebexReceiver({ secret, on: { "messages.created": ({ data }) => console.log(data.id) } });
 * const sandbox = createSandbox({ receive });
 *
 * const webex = createWebexWebhooks({ auth: "any-token", fetch: sandbox.fetch });
 * const targetUrl = "https://hooks.example.com/webex";
 * await webex.create({ name: "Builds", targetUrl, secret, resource: "messages", event: "created" });
 * await sandbox.deliver({ api: "webex", name: "messages.created" });
 * ```
 */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  assertOptions(options, optionRules);
  const sources = sourcesOf(options);
  const instances = new Map(
    definitions.map(([name, { events, create }]): [string, Api<any> & Pick<AnyApiDefinition, "events">] => [
      name,
      { events, ...create(sources, options) },
    ]),
  );
  const dispatcher = new Dispatcher(instances, sources, options as DeliveryHooks & DeliveryOptions);
  const inbox = new Inbox(sources, summarize, options.onInbox);
  let url = urlsInProcess;
  let opening: Promise<OpenServer> | undefined;

  const sandbox: Omit<Sandbox, keyof ApiControls> = {
    get url() {
      return url;
    },
    async fetch(input, init) {
      const request = new Request(input, init);
      request.signal.throwIfAborted();
      const response = await serve(request);
      request.signal.throwIfAborted();
      return response;
    },
    async listen(access = {}) {
      assertOptions(access, listenRules);
      const { host = "127.0.0.1", port = 0 } = access;
      if (opening !== undefined) throw new Error("The sandbox is listening already. Close it first.");
      const current = openServer(
        watched(
          guard(async (request) => app.fetch(request), host, access),
          sources,
          options.onRequest,
        ),
        host,
        port,
      );
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
      // A server that couldn't open rejects the call of listen.
      const [result] = await Promise.allSettled([current]);
      if (result.status === "fulfilled") await result.value.close();
      if (opening !== current) return;
      opening = undefined;
      url = urlsInProcess;
    },
    reset() {
      for (const { clear } of instances.values()) clear();
      dispatcher.clear();
      inbox.clear();
    },
    webhooks: () => byApi<SandboxWebhooks>((name) => instances.get(name)?.webhooks()),
    deliver: async (event) => (await dispatcher.raise(event)).attempts as DeliveryAttempt[],
    deliveries,
    attempts: () => dispatcher.attempts() as DeliveryAttempt[],
    settled: () => dispatcher.settled(),
  };

  const app = new Hono({ getPath: (request) => pathOf(request.url) });
  for (const [name, instance] of instances) app.route(`/${name}`, instance.app);
  app.route(controlPath, createControlApp(sandbox, dispatcher, inbox.app(), instances));
  const paths = mounts.map(({ path }) => path).join(", ");
  app.notFound((c) => c.json({ message: `There is nothing at this path. The sandbox serves ${paths}.` }, 404));
  const serve = watched(async (request) => app.fetch(request), sources, options.onRequest);
  const controls: ApiControls = Object.assign({}, ...[...instances.values()].map((instance) => instance.controls));
  return Object.assign(sandbox, controls);
}

/** Creates an object with a value for each API. */
function byApi<Result>(create: (name: string, definition: AnyApiDefinition) => unknown): Result {
  return Object.fromEntries(definitions.map(([name, definition]) => [name, create(name, definition)])) as Result;
}

function deliveries(): SandboxDeliveries {
  return byApi((_, { events: { names, examples } }) =>
    Object.fromEntries(names.map((name) => [name, Object.keys(examples[name] ?? {})])),
  );
}

/** Summarizes a delivery of whatever API. */
function summarize(delivery: unknown): DeliverySummary | undefined {
  for (const [, definition] of definitions) {
    const summary = definition.summarize(delivery);
    if (summary !== undefined) return summary;
  }
  return undefined;
}

function urlsAt(origin: string): SandboxUrls {
  return byApi((name, { servers }) => `${origin}/${name}${basePathOf(Object.values(servers))}`);
}
