import { deliveryExamples } from "@comms-webhooks/8x8-client/examples";
import type { DeliveryMap } from "@comms-webhooks/8x8-types";
import type { OptionRules } from "../option-rules.js";
import { type BuildOptions, buildRequest, rebuildRequest } from "../receiver/build-request.js";

const ownRules: OptionRules = { authorization: ["string", "the value of the Authorization header"] };

/**
 * Builds an 8x8 delivery as a request, with an `Authorization` header if one is given.
 * @throws {TypeError} if there is no delivery or no example of that name, or an option is wrong or unknown.
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
  options: BuildOptions<DeliveryMap[Name]> & { readonly authorization?: string | undefined } = {},
): Promise<Request> {
  return buildRequest<DeliveryMap, Name>(deliveryExamples, name, options, ownRules, async () => {
    const { authorization } = options;
    return authorization !== undefined && { Authorization: authorization };
  });
}

/**
 * Returns an 8x8 delivery with the authorization of another sender.
 *
 * @example
 * ```ts
 * import { create8x8Receiver } from "comms-webhooks/8x8";
 * import { build8x8Delivery, faults } from "comms-webhooks/testing";
 *
 * const authorization = "Bearer a-secret-of-your-own";
 * const receiver = create8x8Receiver({ authorization, on: {} });
 * const delivery = await build8x8Delivery("inbound_message_received", { authorization });
 * console.log((await receiver(await faults.wrongAuthorization(delivery))).status); // 401
 * ```
 */
export async function wrongAuthorization(request: Request): Promise<Request> {
  return rebuildRequest(request, { headers: { Authorization: "Basic YW5vdGhlcjpzZW5kZXI=" } });
}
