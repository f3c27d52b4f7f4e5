import { deliveryNames as names8x8 } from "@comms-webhooks/8x8-client/data";
import { deliveryExamples as examples8x8 } from "@comms-webhooks/8x8-client/examples";
import type { DeliveryMap as DeliveryMap8x8 } from "@comms-webhooks/8x8-types";
import { deliveryNames as webexNames } from "@comms-webhooks/webex-client/data";
import { deliveryExamples as webexExamples } from "@comms-webhooks/webex-client/examples";
import type { DeliveryMap as WebexDeliveryMap } from "@comms-webhooks/webex-types";
import { type Change, isFields } from "./change.js";
import { type Fault, faultNames } from "./fault.js";

/** What an event of either API has. */
export interface EventOptions<Delivery> {
  /** Which of the specification's examples to start from; the first unless given. */
  readonly example?: string;
  /** Fields in place of the example's. */
  readonly change?: Change<Delivery>;
  /** Whose account it happens in, by a token; in every account unless given. */
  readonly token?: string;
}

/** Something that happens at Webex. */
export type WebexEvent = {
  [Name in keyof WebexDeliveryMap]: EventOptions<WebexDeliveryMap[Name]> & {
    readonly api: "webex";
    /** The name of the delivery, such as `messages.created`. */
    readonly name: Name;
    /** What goes wrong on the way. */
    readonly fault?: Fault;
  };
}[keyof WebexDeliveryMap];

/** Something that happens at 8x8. */
export type Event8x8 = {
  [Name in keyof DeliveryMap8x8]: EventOptions<DeliveryMap8x8[Name]> & {
    readonly api: "8x8";
    /** The name of the delivery, such as `inbound_message_received`. */
    readonly name: Name;
    /** The id of the account that it happens in; in every account unless given. */
    readonly accountId?: string;
    /** What goes wrong on the way. */
    readonly fault?: Exclude<Fault, "wrongSignature">;
  };
}[keyof DeliveryMap8x8];

/** Something that happens at either vendor. */
export type SandboxEvent = WebexEvent | Event8x8;

const fields = ["api", "name", "example", "change", "token", "fault"];
const apis: Readonly<
  Record<
    SandboxEvent["api"],
    { fields: string[]; names: readonly string[]; examples: object; faults: readonly string[] }
  >
> = {
  webex: { fields, names: webexNames, examples: webexExamples, faults: faultNames.webex },
  "8x8": { fields: [...fields, "accountId"], names: names8x8, examples: examples8x8, faults: faultNames["8x8"] },
};

/** Says what is wrong with an event, a sentence for each mistake. */
export function eventIssues(event: unknown): string[] {
  if (!isFields(event)) return ["an event must be an object"];
  const { api, name, example, change, fault } = event;
  if (api !== "webex" && api !== "8x8") return [oneOf("api", Object.keys(apis))];
  const known = apis[api];
  if (!known.names.includes(name as string)) return [oneOf("name", known.names)];
  const examples = (known.examples as Record<string, object>)[name as string] ?? {};
  return [
    ...Object.keys(event)
      .filter((field) => !known.fields.includes(field))
      .map((field) => `${field} is not a known field`),
    ...(example === undefined || Object.hasOwn(examples, example as string)
      ? []
      : [oneOf("example", Object.keys(examples))]),
    ...(change === undefined || isFields(change) ? [] : ["change must be an object"]),
    ...(fault === undefined || known.faults.includes(fault as string) ? [] : [oneOf("fault", known.faults)]),
    ...["token", "accountId"]
      .filter((field) => event[field] !== undefined && typeof event[field] !== "string")
      .map((field) => `${field} must be a string`),
  ];
}

function oneOf(field: string, names: readonly string[]): string {
  return `${field} must be one of ${names.map((name) => JSON.stringify(name)).join(", ")}`;
}
