import { formatIssues, type Issue } from "@comms-webhooks/validation";
import { printable } from "../encoding.js";
import { assertHandlers } from "./check-options.js";
import type { DeliveryContext, Handler, HandlerOptions } from "./options.js";
import type { Classification, Protocol } from "./protocol.js";
import type { QueuedDelivery } from "./queued-delivery.js";

/** Runs the handler of a delivery from a queue. It rejects if the handler fails, so that the queue retries. */
export type Dispatcher = (delivery: QueuedDelivery) => Promise<void>;

/**
 * Creates a dispatcher from a vendor's protocol. An invalid delivery without `onInvalid` is rejected, so that the queue
 * keeps it.
 */
export function createDispatcher<Deliveries, Unknown>(
  protocol: Pick<Protocol<Deliveries, Unknown, never>, "names" | "classify">,
  options: HandlerOptions<Deliveries, Unknown>,
): Dispatcher {
  assertHandlers(options, protocol.names);
  const { onInvalid = throwInvalid } = options;
  const dispatch = createDispatch({ ...options, onInvalid });
  return async (delivery) => {
    if (typeof delivery !== "object" || delivery === null || !Object.hasOwn(delivery, "original")) {
      throw new TypeError("delivery must be what a receiver's enqueue was called with, or its JSON");
    }
    const { original, url, headers } = delivery;
    const classification = protocol.classify(original);
    const body = new TextEncoder().encode(JSON.stringify(original));
    await dispatch(classification, { name: classification.name, original, body, url, headers: new Headers(headers) });
  };
}

/** Creates the function that calls the right handler of a classified delivery, if there is one. */
export function createDispatch<Deliveries, Unknown>({
  on,
  onUnknown,
  onInvalid,
}: HandlerOptions<Deliveries, Unknown>): (
  classification: Classification<Deliveries[keyof Deliveries], Unknown>,
  context: DeliveryContext,
) => unknown {
  const handlers = { ...on } as Readonly<Record<string, Handler<Deliveries[keyof Deliveries]> | undefined>>;
  return (classification, context) => {
    switch (classification.kind) {
      case "known":
        return (handlers[classification.name] ?? handlers["*"])?.(classification.delivery, context);
      case "unknown":
        return onUnknown?.(classification.delivery, context);
      case "invalid":
        return onInvalid?.(context.original, classification.issues, context);
    }
  };
}

/** Creates the error of an invalid delivery that has no handler. */
export function invalidDelivery(name: string, issues: readonly Issue[]): TypeError {
  return new TypeError(`${describe(name, "A delivery")} doesn't match its schema: ${describeIssues(issues)}`);
}

/** Joins the messages of issues for a message. They can repeat parts of the delivery. */
export function describeIssues(issues: readonly Issue[]): string {
  return printable(formatIssues(issues), 2_000);
}

/** Returns a delivery's name for a message, or `unnamed` for a delivery whose name isn't a string. */
export function describe(name: string, unnamed: string): string {
  return name === "?" ? unnamed : printable(name);
}

function throwInvalid(_original: unknown, issues: readonly Issue[], { name }: DeliveryContext): never {
  throw invalidDelivery(name, issues);
}
