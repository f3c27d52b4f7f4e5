import { rebuildRequest } from "../receiver/build-request.js";

export { wrongAuthorization } from "../8x8/testing.js";
export { wrongSignature } from "../webex/testing.js";

/** Returns the same delivery twice. */
export function duplicate(request: Request): [Request, Request] {
  return [request.clone(), request.clone()];
}

/** Returns the deliveries in another order. `random` returns numbers from 0 to below 1. Default: `Math.random`. */
export function reorder<Item>(items: readonly Item[], random: () => number = Math.random): Item[] {
  const shuffled = [...items];
  for (let i = shuffled.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [shuffled[i], shuffled[j]] = [shuffled[j] as Item, shuffled[i] as Item];
  }
  return shuffled;
}

/** Returns a delivery with the first half of its body and the headers of the whole. */
export async function truncated(request: Request): Promise<Request> {
  const body = await request.clone().arrayBuffer();
  return rebuildRequest(request, { body: body.slice(0, Math.floor(body.byteLength / 2)) });
}

/** Returns a delivery whose body is that many bytes of white space. Default: 2 MiB. */
export async function oversize(request: Request, bytes: number = 2 * 1024 * 1024): Promise<Request> {
  return rebuildRequest(request, { body: new Uint8Array(bytes).fill(0x20) });
}

/** Returns a delivery whose body is sent byte by byte: before each byte `wait` is called and has to resolve. */
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
  return rebuildRequest(request, { body });
}

/** Returns the bytes of a body after a byte order mark. Sign the result, not the original. */
export function withByteOrderMark(body: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([0xef, 0xbb, 0xbf, ...body]);
}
