import { formatIssues } from "@comms-webhooks/validation";
import type { Classification } from "./classify.js";
import type { BaseReceiverOptions, DeliveryContext, Handler } from "./options.js";
import { type Outcome, processOnce } from "./process-once.js";
import type { Protocol } from "./protocol.js";

/** Reports an error. It never rejects. */
export type Report = (error: unknown, context?: DeliveryContext) => Promise<void>;

/** Processes authentic deliveries. Neither function rejects: errors are reported. */
export interface Processor<Delivery, Unknown> {
  /** Calls the handler of a delivery. Returns whether it succeeded. */
  run(classification: Classification<Delivery, Unknown>, context: DeliveryContext): Promise<boolean>;
  /** Calls the handler of a delivery unless the delivery is a duplicate. */
  process(
    classification: Classification<Delivery, Unknown>,
    context: DeliveryContext,
    body: Uint8Array<ArrayBuffer>,
  ): Promise<Outcome>;
}

/** Creates the part of a receiver that calls the handlers. */
export function createProcessor<Deliveries, Unknown>(
  { duplicateKey }: Pick<Protocol<Deliveries, Unknown, never>, "duplicateKey">,
  options: BaseReceiverOptions<Deliveries, Unknown>,
  report: Report,
): Processor<Deliveries[keyof Deliveries], Unknown> {
  type Delivery = Deliveries[keyof Deliveries];
  const { duplicates, onUnknown, onInvalid } = options;
  const handlers: Readonly<Record<string, Handler<Delivery> | undefined>> = { ...options.on };

  function dispatch(classification: Classification<Delivery, Unknown>, context: DeliveryContext): unknown {
    switch (classification.kind) {
      case "invalid":
        return onInvalid?.(context.original, classification.issues, context);
      case "unknown":
        return onUnknown?.(classification.delivery, context);
      default:
        return (handlers[classification.name] ?? handlers["*"])?.(classification.delivery, context);
    }
  }

  async function run(classification: Classification<Delivery, Unknown>, context: DeliveryContext): Promise<boolean> {
    try {
      await dispatch(classification, context);
      return true;
    } catch (error) {
      await report(error, context);
      return false;
    }
  }

  return {
    run,
    async process(classification, context, body) {
      if (classification.kind === "invalid" && !onInvalid) {
        const problems = formatIssues(classification.issues);
        await report(new TypeError(`${context.name} doesn't match its schema: ${problems}`), context);
      }
      try {
        const key = duplicates && (await duplicateKey(context.original, body));
        if (duplicates && key !== undefined) {
          return await processOnce(
            key,
            duplicates,
            () => run(classification, context),
            (error) => report(error, context),
          );
        }
      } catch (error) {
        await report(error, context);
        return "failed";
      }
      return (await run(classification, context)) ? "done" : "failed";
    },
  };
}
