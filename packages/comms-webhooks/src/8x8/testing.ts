import { deliveryExamples } from "@comms-webhooks/8x8-client/examples";
import type { DeliveryMap } from "@comms-webhooks/8x8-types";
import { type BuildOptions, buildRequest } from "../receiver/build-request.js";

/**
 * Builds an 8x8 delivery as a request, with an `Authorization` header if one is given.
 *
 * @example
 * ```ts
 * import { build8x8Delivery } from "comms-webhooks/testing";
 *
 * const request = await build8x8Delivery("inbound_message_received", { example: "list", authorization: "Bearer token" });
 * ```
 */
export async function build8x8Delivery<Name extends keyof DeliveryMap>(
  name: Name,
  { authorization, ...options }: BuildOptions<DeliveryMap[Name]> & { readonly authorization?: string | undefined } = {},
): Promise<Request> {
  return buildRequest(
    name,
    deliveryExamples[name],
    options,
    async () => authorization !== undefined && { Authorization: authorization },
  );
}
