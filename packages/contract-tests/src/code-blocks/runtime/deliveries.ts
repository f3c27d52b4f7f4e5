import { request as send } from "node:http";
import { portOf, servers, world } from "./network.ts";

type Receive = (request: Request) => Promise<Response>;
type Options = Readonly<Record<string, any>>;

interface Watched {
  readonly api: string;
  readonly receiver: Receive;
  readonly options: Options;
  isUsed: boolean;
}

const receivers: Watched[] = [];

/** Returns a function that creates receivers as the given one does, and remembers them. */
export function watch<Create extends (options: any) => Receive>(api: string, create: Create): Create {
  return ((options: Options) => {
    const receiver = create(options);
    const watched: Watched = { api, options, receiver, isUsed: false };
    receivers.push(watched);
    const use = (target: (...args: never[]) => unknown, self: unknown, args: never[]) => {
      watched.isUsed = true;
      return Reflect.apply(target, self, args);
    };
    const noted = (call: unknown) => (typeof call === "function" ? new Proxy(call, { apply: use as never }) : call);
    return new Proxy(noted(receiver) as Receive, { get: (target, name) => noted(Reflect.get(target, name)) });
  }) as Create;
}

/**
 * Sends each receiver that nothing has used yet the first delivery that it handles: through the server of the program, or
 * through the function that it exports, or directly.
 * @throws {Error} if the response isn't 2xx. Of several receivers, a server may have only one.
 */
export async function deliver(exported: Readonly<Record<string, unknown>>, path: string): Promise<void> {
  const [server] = servers;
  const port = server && (server.address() as { port: number }).port;
  const url = port === undefined ? `https://hooks.example.com${path}` : `http://127.0.0.1:${port}${path}`;
  const failures: string[] = [];
  const unused = receivers.filter(({ isUsed }) => !isUsed);
  for (const watched of unused) {
    watched.isUsed = true;
    const { name, request } = await build(watched, url);
    const handle = server ? overSocket : (functionOf(exported) ?? watched.receiver);
    const response = await handle(request);
    const text = await response.text();
    if (!response.ok)
      failures.push(`a delivery of ${name} to ${path} got the status ${response.status} ${text}`.trim());
  }
  if (failures.length > 0 && failures.length >= (server ? unused.length : 1)) throw new Error(failures[0]);
}

async function build({ api, options }: Watched, url: string) {
  const testing: Record<string, any> = await import("comms-webhooks/testing");
  const { deliveryExamples } = await import(`@comms-webhooks/${api}-client/examples`);
  const own = Object.keys(options["on"] ?? {}).find((name) => Object.hasOwn(deliveryExamples, name));
  const name = own ?? (Object.keys(deliveryExamples)[0] as string);
  const create = testing[`build${api.charAt(0).toUpperCase()}${api.slice(1)}Delivery`];
  const secret = await credentialOf(options["secret"], url);
  const authorization = options["verifyToken"] ? "Bearer token" : await credentialOf(options["authorization"], url);
  const credentials = {
    ...(secret !== undefined && { secret }),
    ...(authorization !== undefined && { authorization }),
  };
  const request: Request = await create(name, { url, ...credentials });
  // A handler may fetch what the delivery is about.
  const event = { api, name, change: await request.clone().json() };
  const headers = { "content-type": "application/json" };
  await fetch(`${world.sandbox}/_sandbox/events`, { method: "POST", headers, body: JSON.stringify(event) });
  return { name, request };
}

async function credentialOf(credential: unknown, url: string): Promise<string | undefined> {
  const value =
    typeof credential === "function" ? await credential({ method: "POST", url, header: () => null }) : credential;
  return Array.isArray(value) ? value[0] : value;
}

function functionOf(exported: Readonly<Record<string, any>>): Receive | undefined {
  const { default: main, POST } = exported;
  return [POST, main, main?.fetch].find((candidate) => typeof candidate === "function");
}

function overSocket(request: Request): Promise<Response> {
  return new Promise((resolve, reject) => {
    const { pathname, port } = new URL(request.url);
    const headers = Object.fromEntries(request.headers);
    const options = { port: portOf(Number(port)), path: pathname, method: "POST", headers };
    const sent = send(options, async (incoming) => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk);
      resolve(new Response(Buffer.concat(chunks), { status: incoming.statusCode ?? 500 }));
    });
    sent.on("error", reject);
    void request.arrayBuffer().then((body) => sent.end(new Uint8Array(body)));
  });
}
