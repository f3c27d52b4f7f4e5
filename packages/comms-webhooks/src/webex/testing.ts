import { deliveryExamples } from "@comms-webhooks/webex-client/examples";
import type { DeliveryMap } from "@comms-webhooks/webex-types";
import { importKey } from "#hmac";
import type { OptionRules } from "../option-rules.js";
import { type BuildOptions, buildRequest, rebuildRequest } from "../receiver/build-request.js";

const signatureHeader = "X-Spark-Signature";
const ownRules: OptionRules = { secret: ["string", "the webhook's secret"] };

/**
 * Signs a body as Webex does: HMAC-SHA1 of its bytes, in lower-case hexadecimal.
 *
 * @example
 * ```ts
 * import { signWebexDelivery } from "comms-webhooks/testing";
 *
 * const headers = { "X-Spark-Signature": await signWebexDelivery('{"resource":"rooms"}', "secret") };
 * ```
 */
export async function signWebexDelivery(body: string | Uint8Array<ArrayBuffer>, secret: string): Promise<string> {
  return importKey(secret).sign(typeof body === "string" ? new TextEncoder().encode(body) : body);
}

/**
 * Builds a Webex delivery as a request, signed if a secret is given.
 * @throws {TypeError} if there is no delivery or no example of that name, or an option is wrong or unknown.
 *
 * @example
 * ```ts
 * import { buildWebexDelivery } from "comms-webhooks/testing";
 *
 * const request = await buildWebexDelivery("messages.created", { secret: "secret", change: { name: "Test" } });
 * ```
 */
export async function buildWebexDelivery<Name extends keyof DeliveryMap>(
  name: Name,
  options: BuildOptions<DeliveryMap[Name]> & { readonly secret?: string | undefined } = {},
): Promise<Request> {
  return buildRequest<DeliveryMap, Name>(deliveryExamples, name, options, ownRules, async (body) => {
    const { secret } = options;
    return secret !== undefined && { [signatureHeader]: await signWebexDelivery(body, secret) };
  });
}

/**
 * Returns a Webex delivery with the signature of another sender.
 *
 * @example
 * ```ts
 * import { buildWebexDelivery, faults } from "comms-webhooks/testing";
 * import { createWebexReceiver } from "comms-webhooks/webex";
 *
 * const secret = "a secret of your own";
 * const receiver = createWebexReceiver({ secret, on: {} });
 * const delivery = await buildWebexDelivery("messages.created", { secret });
 * console.log((await receiver(await faults.wrongSignature(delivery))).status); // 401
 * ```
 */
export async function wrongSignature(request: Request): Promise<Request> {
  return rebuildRequest(request, { headers: { [signatureHeader]: "0123456789abcdef0123456789abcdef01234567" } });
}
