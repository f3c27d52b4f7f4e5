import { deliveryExamples as eightByEightExamples } from "@comms-webhooks/8x8-client/examples";
import type { DeliveryMap as Deliveries8x8 } from "@comms-webhooks/8x8-types";
import { deliveryExamples as webexExamples } from "@comms-webhooks/webex-client/examples";
import type { DeliveryMap as WebexDeliveries } from "@comms-webhooks/webex-types";
import { signatureHeader } from "../webex/signature.js";
import { signWebexDelivery } from "./sign.js";

/** How a delivery is built. */
export interface BuildOptions<Delivery> {
  /** Which of the specification's examples of the delivery to start from; the first unless given. */
  readonly example?: string;
  /** Fields of the delivery to put in place of the example's. */
  readonly change?: Partial<Delivery>;
  /** The URL that it is sent to. */
  readonly url?: string;
  /** More headers. */
  readonly headers?: Record<string, string>;
}

const anywhere = "https://receiver.invalid/";

/** Builds a Webex delivery as a request, signed where a secret is given. */
export async function buildWebexDelivery<Name extends keyof WebexDeliveries>(
  name: Name,
  { secret, ...options }: BuildOptions<WebexDeliveries[Name]> & { readonly secret?: string } = {},
): Promise<Request> {
  const body = JSON.stringify(build(webexExamples[name], name, options));
  const headers = secret === undefined ? {} : { [signatureHeader]: await signWebexDelivery(body, secret) };
  return request(body, { ...headers, ...options.headers }, options.url);
}

/** Builds an 8x8 delivery as a request, with an `Authorization` header where one is given. */
export async function build8x8Delivery<Name extends keyof Deliveries8x8>(
  name: Name,
  { authorization, ...options }: BuildOptions<Deliveries8x8[Name]> & { readonly authorization?: string } = {},
): Promise<Request> {
  const body = JSON.stringify(build(eightByEightExamples[name], name, options));
  const headers = authorization === undefined ? {} : { Authorization: authorization };
  return request(body, { ...headers, ...options.headers }, options.url);
}

function build<Delivery>(
  examples: Readonly<Record<string, Delivery>>,
  name: string,
  { example, change }: BuildOptions<Delivery>,
): Delivery {
  const [first] = Object.keys(examples);
  const key = example ?? first ?? "";
  const found = Object.hasOwn(examples, key) ? examples[key] : undefined;
  if (found === undefined) {
    throw new TypeError(`example must be one of ${Object.keys(examples).join(", ")} for ${name}; got ${key}`);
  }
  return { ...structuredClone(found), ...change };
}

function request(body: string, headers: Record<string, string>, url: string = anywhere): Request {
  return new Request(url, { method: "POST", body, headers: { "Content-Type": "application/json", ...headers } });
}
