/**
 * What goes wrong with deliveries on their way, as functions of a request.
 *
 * @module
 */

import { rebuildRequest } from "../receiver/build-request.js";

export { wrongAuthorization } from "../8x8/testing.js";
export { wrongSignature } from "../webex/testing.js";

/**
 * Returns the same delivery twice.
 *
 * @example
 * ```ts
 * import { buildWebexDelivery, faults } from "comms-webhooks/testing";
 *
 * const delivery = await buildWebexDelivery("messages.created");
 * for (const request of faults.duplicate(delivery)) console.log(request.headers.get("X-Spark-Signature"));
 * ```
 */
export function duplicate(request: Request): [Request, Request] {
  return [request.clone(), request.clone()];
}

/**
 * Returns the deliveries in another order. `random` returns numbers from 0 to below 1. Default: `Math.random`.
 *
 * @example
 * ```ts
 * import { buildWebexDelivery, faults } from "comms-webhooks/testing";
 *
 * const names = ["memberships.created", "messages.created", "messages.deleted"] as const;
 * const deliveries = await Promise.all(names.map((name) => buildWebexDelivery(name)));
 * console.log(faults.reorder(deliveries).length);
 * ```
 */
export function reorder<Item>(items: readonly Item[], random: () => number = Math.random): Item[] {
  const shuffled = [...items];
  for (let i = shuffled.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [shuffled[i], shuffled[j]] = [shuffled[j] as Item, shuffled[i] as Item];
  }
  return shuffled;
}

/**
 * Returns a delivery with the first half of its body and the headers of the whole.
 *
 * @example
 * ```ts
 * import { buildWebexDelivery, faults } from "comms-webhooks/testing";
 * import { createWebexReceiver } from "comms-webhooks/webex";
 *
 * const secret = "a secret of your own";
 * const receiver = createWebexReceiver({ secret, on: {} });
 * const delivery = await buildWebexDelivery("messages.created", { secret });
 * console.log((await receiver(await faults.truncated(delivery))).status); // 401
 * ```
 */
export async function truncated(request: Request): Promise<Request> {
  const body = await request.clone().arrayBuffer();
  return rebuildRequest(request, { body: body.slice(0, Math.floor(body.byteLength / 2)) });
}

/**
 * Returns a delivery whose body is that many bytes of white space. Default: 2 MiB.
 *
 * @example
 * ```ts
 * import { buildWebexDelivery, faults } from "comms-webhooks/testing";
 * import { createWebexReceiver } from "comms-webhooks/webex";
 *
 * const secret = "a secret of your own";
 * const receiver = createWebexReceiver({ secret, on: {} });
 * const delivery = await buildWebexDelivery("messages.created", { secret });
 * console.log((await receiver(await faults.oversize(delivery))).status); // 413
 * ```
 */
export async function oversize(request: Request, bytes: number = 2 * 1024 * 1024): Promise<Request> {
  return rebuildRequest(request, { body: new Uint8Array(bytes).fill(0x20) });
}

/**
 * Returns a delivery whose body is sent byte by byte: before each byte `wait` is called and has to resolve.
 *
 * @example
 * ```ts
 * import { buildWebexDelivery, faults } from "comms-webhooks/testing";
 * import { createWebexReceiver } from "comms-webhooks/webex";
 *
 * const secret = "a secret of your own";
 * const receiver = createWebexReceiver({ secret, on: {} });
 * const delivery = await buildWebexDelivery("messages.created", { secret });
 * console.log((await receiver(await faults.slow(delivery, async () => undefined))).status); // 200
 * ```
 */
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

/**
 * Returns the bytes of a body after a byte order mark. Sign the result, not the original.
 *
 * @example
 * ```ts
 * import { faults, signWebexDelivery } from "comms-webhooks/testing";
 *
 * const body = faults.withByteOrderMark(new TextEncoder().encode('{"resource":"rooms"}'));
 * console.log(await signWebexDelivery(body, "secret"));
 * ```
 */
export function withByteOrderMark(body: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([0xef, 0xbb, 0xbf, ...body]);
}
