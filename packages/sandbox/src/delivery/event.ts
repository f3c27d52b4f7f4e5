import { suggestion } from "@comms-webhooks/validation";
import { oneOf } from "../http/issues.js";
import { type Change, changed, isFields, replacedAt } from "./change.js";
import { type CommonFault, commonFaults, faultsOf, type RequestFault } from "./fault.js";

/** What an event of every API has. */
export interface EventOptions<Delivery> {
  /** Which of the specification's examples to start from. Default: the first. */
  readonly example?: string | undefined;
  /** Fields that replace the example's. */
  readonly change?: Change<Delivery> | undefined;
  /** The token of the account that it happens in. Default: every account. */
  readonly token?: string | undefined;
}

/** The events of an API. `Deliveries` maps their names to what is delivered. */
export type EventsOf<Deliveries, Fault extends string = never, Fields = unknown> = {
  [Name in keyof Deliveries]: EventOptions<Deliveries[Name]> &
    Fields & {
      /** The name of the delivery. */
      readonly name: Name;
      /** What goes wrong on the way to the receiver: a fault, or several at once. */
      readonly fault?: CommonFault | Fault | readonly (CommonFault | Fault)[] | undefined;
    };
}[keyof Deliveries];

/** What the sandbox needs to know about the events of an API. */
export interface EventDefinition {
  /** The names of the deliveries. */
  readonly names: readonly string[];
  /** The examples of each delivery, by the delivery's name and their own. */
  readonly examples: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** The fields that only events of this API have, each of them optional, by their type. */
  readonly fields: Readonly<Record<string, "string" | "object">>;
  /** The faults that only deliveries of this API have. */
  readonly faults: Readonly<Record<string, RequestFault>>;
  /** The paths of the ids by which receivers distinguish events. */
  readonly ids: readonly (readonly string[])[];
  /** Renews an id that isn't a UUID. Default: it stays as it is. */
  readonly renewId?: ((id: string, randomUUID: () => string) => string) | undefined;
}

/** What an event starts from. */
export interface EventStart {
  /** The name of the example. */
  readonly example: string;
  /** The example, with new ids. The event's change isn't applied yet. */
  readonly delivery: unknown;
  /** The example with the change applied. */
  readonly changed: unknown;
}

/** The form that the events of all APIs have in common. */
export interface AnyEvent {
  readonly api: string;
  readonly name: string;
  readonly example?: string | undefined;
  readonly change?: unknown;
  readonly fault?: string | readonly string[] | undefined;
}

const fields = ["api", "name", "example", "change", "token", "fault"];

/** Starts an event from one of its delivery's examples. Its ids are new, so that receivers don't see a duplicate. */
export function startEvent(
  { name, example, change = {} }: Pick<AnyEvent, "name" | "example" | "change">,
  { examples, ids, renewId = (id) => id }: EventDefinition,
  randomUUID: () => string,
): EventStart {
  const ofDelivery = examples[name] ?? {};
  const chosen = example ?? Object.keys(ofDelivery)[0] ?? "";
  const renew = (id: string) => (uuid.test(id) ? randomUUID() : renewId(id, randomUUID));
  const delivery = ids.reduce<unknown>((value, path) => replacedAt(value, path, renew), ofDelivery[chosen]);
  return { example: chosen, delivery, changed: changed(delivery, change) };
}

/** Validates an event against the definitions of the APIs. Returns a sentence for each mistake. */
export function eventIssues(event: unknown, apis: ReadonlyMap<string, EventDefinition>): string[] {
  if (!isFields(event)) return ["an event must be an object"];
  const { api, name, example, change, fault } = event;
  const definition = apis.get(api as string);
  if (definition === undefined) return [oneOf("api", [...apis.keys()], api)];
  if (!definition.names.includes(name as string)) {
    return [oneOf("name", definition.names, name, "GET /_sandbox/deliveries")];
  }
  const known = [...fields, ...Object.keys(definition.fields)];
  const examples = Object.keys(definition.examples[name as string] ?? {});
  const faults = [...commonFaults, ...Object.keys(definition.faults)];
  return [
    ...Object.keys(event)
      .filter((field) => !known.includes(field))
      .map((field) => `${field} is not a known field${suggestion(field, known)}`),
    ...(example === undefined || examples.includes(example as string) ? [] : [oneOf("example", examples, example)]),
    ...(change === undefined || isFields(change) ? [] : ["change must be an object"]),
    ...faultsOf(fault)
      .filter((each) => !faults.includes(each as string))
      .map((each) => oneOf("fault", faults, each)),
    ...Object.entries<"string" | "object">({ token: "string", ...definition.fields })
      .filter(([field, type]) => event[field] !== undefined && !hasType(event[field], type))
      .map(([field, type]) => `${field} must be ${type === "string" ? "a string" : "an object"}`),
  ];
}

function hasType(value: unknown, type: "string" | "object"): boolean {
  return type === "string" ? typeof value === "string" : isFields(value);
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
