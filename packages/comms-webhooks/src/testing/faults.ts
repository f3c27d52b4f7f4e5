import { signatureHeader } from "../webex/signature.js";

/** Makes a request again with another body or other headers. */
async function remake(
  request: Request,
  change: { body?: BodyInit; headers?: Record<string, string> },
): Promise<Request> {
  const headers = new Headers(request.headers);
  for (const [name, value] of Object.entries(change.headers ?? {})) headers.set(name, value);
  const body = change.body ?? (await request.clone().arrayBuffer());
  const stream = body instanceof ReadableStream ? { duplex: "half" as const } : {};
  return new Request(request.url, { method: request.method, headers, body, ...stream });
}

/** The same delivery twice. */
export function duplicate(request: Request): [Request, Request] {
  return [request.clone(), request.clone()];
}

/** The deliveries in another order. `random` gives numbers from 0 to below 1. */
export function reorder<Item>(items: readonly Item[], random: () => number = Math.random): Item[] {
  const shuffled = [...items];
  for (let i = shuffled.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [shuffled[i], shuffled[j]] = [shuffled[j] as Item, shuffled[i] as Item];
  }
  return shuffled;
}

/** A Webex delivery with the signature of somebody else. */
export async function wrongSignature(request: Request): Promise<Request> {
  return remake(request, { headers: { [signatureHeader]: "0123456789abcdef0123456789abcdef01234567" } });
}

/** The first half of the body, with the headers of the whole. */
export async function truncated(request: Request): Promise<Request> {
  const body = await request.clone().arrayBuffer();
  return remake(request, { body: body.slice(0, Math.floor(body.byteLength / 2)) });
}

/** A body of so many bytes, 2 MiB unless given. */
export async function oversize(request: Request, bytes: number = 2 * 1024 * 1024): Promise<Request> {
  return remake(request, { body: new Uint8Array(bytes).fill(0x20) });
}

/** The body in chunks of one byte, with a wait before each: `wait` resolves when the next may come. */
export async function slow(request: Request, wait: () => Promise<void>): Promise<Request> {
  const bytes = new Uint8Array(await request.clone().arrayBuffer());
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      await wait();
      if (sent < bytes.length) controller.enqueue(bytes.slice(sent, ++sent));
      else controller.close();
    },
  });
  return remake(request, { body });
}

/** The bytes of a body behind a byte order mark. A signature has to be made of the result. */
export function withByteOrderMark(body: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([0xef, 0xbb, 0xbf, ...body]);
}
