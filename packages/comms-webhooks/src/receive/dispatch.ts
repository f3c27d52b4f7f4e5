import type { Delivered } from "./delivered.js";
import type { DeliveryContext, Handler, ReceiverOptions } from "./options.js";

/** Calls what the options have for a delivery. */
export function dispatch<Deliveries, Unknown>(
  { on = {}, onUnknown, onInvalid }: ReceiverOptions<Deliveries, Unknown>,
  delivered: Delivered<Deliveries[keyof Deliveries], Unknown>,
  context: DeliveryContext,
): unknown {
  if (delivered.kind === "invalid") return onInvalid?.(context.original, delivered.issues, context);
  if (delivered.kind === "unknown") return onUnknown?.(delivered.delivery, context);
  const handlers = on as Readonly<Record<string, Handler<Deliveries[keyof Deliveries]> | undefined>>;
  const handler = Object.hasOwn(handlers, delivered.name) ? handlers[delivered.name] : handlers["*"];
  return handler?.(delivered.delivery, context);
}
