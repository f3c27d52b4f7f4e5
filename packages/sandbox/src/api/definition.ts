import type { DeliverySummary } from "comms-webhooks";
import type { Hono } from "hono";
import type { Sources } from "../clock/sources.js";
import type { AnyEvent, EventDefinition, EventStart } from "../delivery/event.js";
import type { DeliveryPlan } from "../delivery/queue.js";
import type { OptionRules } from "./options.js";

/** The type of options or controls that a vendor doesn't add. */
export type None = Record<never, never>;

/**
 * Everything that a vendor hands to the sandbox. `Event` is the type of its events, `Webhook` of what the sandbox lists,
 * `Options` of the options that it adds to `createSandbox`, `Controls` of the methods that it adds to the sandbox.
 */
export interface ApiDefinition<
  Event = unknown,
  Webhook = unknown,
  Options extends object = None,
  Controls extends object = None,
> {
  /** The vendor's name in texts. */
  readonly title: string;
  /** The base URLs of the vendor's servers. They have one path in common. */
  readonly servers: Readonly<Record<string, string>>;
  /** The events that the sandbox can raise. */
  readonly events: EventDefinition;
  /** The rules of the options that the vendor adds. */
  readonly options: OptionRules<Options>;
  /** The flags of the command for these options. */
  readonly flags: readonly CommandFlag<Options>[];
  /** Summarizes a delivery. Returns undefined for what isn't one of this API. */
  readonly summarize: (delivery: unknown) => DeliverySummary | undefined;
  /** What the command shows as examples. */
  readonly samples: Samples;
  /** Creates the API of one sandbox, with no webhooks yet. */
  readonly create: (sources: Sources, options: Options) => Api<Event, Webhook, Controls>;
}

/** The definition of any vendor. */
export type AnyApiDefinition = ApiDefinition<any, unknown, any, object>;

/** An API of one sandbox. */
export interface Api<Event = unknown, Webhook = unknown, Controls extends object = None> {
  /** Serves the vendor's API. Its paths begin with that of the vendor's servers. */
  readonly app: Hono<any>;
  /** Returns the webhooks of all accounts, with secrets masked. */
  readonly webhooks: () => readonly Webhook[];
  /** Returns the delivery plan of an event. */
  readonly plan: (event: AnyEvent & Event, start: EventStart) => DeliveryPlan;
  /** The methods that the vendor adds to the sandbox. */
  readonly controls: Controls;
  /** Serves the vendor's own controls over HTTP, where there are any. */
  readonly controlApp?: Hono | undefined;
  /** Forgets everything. */
  readonly clear: () => void;
}

/** A flag of the command that sets an option. */
export interface CommandFlag<Options extends object = object> {
  /** The flag, without hyphens before it. */
  readonly flag: string;
  /** The option that it sets. */
  readonly option: keyof Options & string;
  /** What the option is: milliseconds, or a list of strings, whose flag may be repeated. */
  readonly type: "milliseconds" | "strings";
  /** The placeholder of its value, such as `id`. Default: its type. */
  readonly value?: string | undefined;
  /** Its line in the help. */
  readonly help: string;
}

/** What the command shows as examples. */
export interface Samples {
  /** The path of a POST that registers a webhook, below the base URL. */
  readonly path: string;
  /** Returns the body of that request, for a webhook that delivers to a URL. */
  readonly body: (url: string) => unknown;
  /** The name of an event that the webhook gets. */
  readonly event: string;
}
