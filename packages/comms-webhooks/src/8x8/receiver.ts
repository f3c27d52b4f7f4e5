import { deliveryNames } from "@comms-webhooks/8x8-client/data";
import { Delivery } from "@comms-webhooks/8x8-client/validators";
import type { DeliveryMap, UnknownDelivery } from "@comms-webhooks/8x8-types";
import { type Delivered, toDelivered } from "../receive/delivered.js";
import { digest } from "../receive/duplicates.js";
import type { Receiver, ReceiverOptions, Rejection } from "../receive/options.js";
import { createReceiver } from "../receive/receiver.js";
import { deliveryName, normalize } from "./normalize.js";

const names: ReadonlySet<string> = new Set(deliveryNames);

/** What an 8x8 receiver is made with: how deliveries are authorized, or the explicit word that they are not. */
export type Receiver8x8Options = ReceiverOptions<DeliveryMap, UnknownDelivery> &
  (
    | {
        /** The value of the webhook's `httpAuthorization`, or several while one replaces another. */
        readonly authorization?: string | readonly string[];
        /** Tells whether a bearer token is one that the webhook's `oauth` leads to. Any failure of its own answers 500. */
        readonly verifyToken?: (token: string) => boolean | Promise<boolean>;
        readonly unauthorized?: never;
      }
    | {
        /** Takes deliveries of anybody who knows the URL, for webhooks without authorization. */
        readonly unauthorized: true;
        readonly authorization?: never;
        readonly verifyToken?: never;
      }
  );

/**
 * Makes a receiver of 8x8's deliveries: it checks the `Authorization` header, then hands the delivery to its handler.
 * @throws {TypeError} where none of `authorization`, `verifyToken` and `unauthorized: true` is given.
 */
export function create8x8Receiver(options: Receiver8x8Options): Receiver {
  const check = authorizationCheck(options);
  const rejection: Rejection = {
    status: 401,
    reason: "credentials",
    message: "The Authorization header is not that of the webhook.",
  };
  return createReceiver<DeliveryMap, UnknownDelivery>(
    {
      checkHeaders: async (headers) => ((await check(headers.get("Authorization") ?? "")) ? undefined : rejection),
      checkBody: async () => undefined,
      identify,
      duplicateKey: async (value) => duplicateKey(value),
    },
    options,
  );
}

function authorizationCheck(options: Receiver8x8Options): (header: string) => Promise<boolean> {
  const { authorization, verifyToken, unauthorized } = options;
  if (unauthorized === true && (authorization !== undefined || verifyToken !== undefined)) {
    throw new TypeError("authorization or verifyToken and unauthorized: true exclude each other");
  }
  if (unauthorized === true) return async () => true;
  const expected: unknown[] = [authorization ?? []].flat();
  if (expected.some((value) => typeof value !== "string" || value.trim() === "")) {
    throw new TypeError("authorization must be the value of httpAuthorization, or an array of such values");
  }
  if (expected.length === 0 && !verifyToken) {
    throw new TypeError(
      "authorization or verifyToken must be given; for a webhook without either give unauthorized: true",
    );
  }
  const digests = Promise.all(expected.map((value) => hash(String(value).trim())));
  return async (header) => {
    const actual = await hash(header);
    let valid = false;
    for (const digest of await digests) if (equal(digest, actual)) valid = true;
    const token = header.match(/^Bearer +(\S+)$/i)?.[1];
    return valid || (verifyToken !== undefined && token !== undefined && (await verifyToken(token)) === true);
  };
}

async function hash(value: string): Promise<string> {
  return digest(new TextEncoder().encode(value));
}

/** Compares digests in a time that does not depend on where they differ. */
function equal(a: string, b: string): boolean {
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return difference === 0;
}

function identify(original: unknown): Delivered<DeliveryMap[keyof DeliveryMap], UnknownDelivery> {
  const name = deliveryName((Object(original) as { eventType?: unknown }).eventType);
  return toDelivered(name, normalize(original), Delivery, names);
}

/** A message's id with the state that a receipt tells, or a business event's id. Several receipts share a message's id. */
function duplicateKey(value: unknown): string | undefined {
  const { eventId, eventType, payload } = Object(value) as Record<string, unknown>;
  if (typeof eventId === "string") return `8x8:${eventId}`;
  const { umid, status } = Object(payload) as Record<string, unknown>;
  const { state = null, detail = null } = Object(status) as Record<string, unknown>;
  const parts = [umid, state, detail];
  if (typeof umid !== "string" || parts.some((part) => part !== null && typeof part !== "string")) return undefined;
  return `8x8:${JSON.stringify([deliveryName(eventType), ...parts])}`;
}
