import { formatIssues, type Issue } from "@comms-webhooks/validation";
import { printable } from "../encoding.js";
import type { BaseReceiverOptions, DeliveryContext, Handler } from "./options.js";
import { type Outcome, processOnce } from "./process-once.js";
import type { Classification, Protocol } from "./protocol.js";

/**
 * How far processing got: `busy` before the handler starts, because a store may still wait for another request;
 * `running` while the handler runs; then how the handler ended, while a store may still have to remember it.
 */
export type Progress = Outcome | "running";

/** Reports an error. It never rejects. */
export type Report = (error: unknown, context?: DeliveryContext) => Promise<void>;

/** Processes authentic deliveries. Neither function rejects: errors are reported. */
export interface Processor<Delivery, Unknown> {
  /** Calls the handler of a delivery. */
  run(
    classification: Classification<Delivery, Unknown>,
    context: DeliveryContext,
    onProgress?: (progress: Progress) => void,
  ): Promise<Outcome>;
  /** Calls the handler of a delivery unless the delivery is a duplicate. */
  process(
    classification: Classification<Delivery, Unknown>,
    context: DeliveryContext,
    body: Uint8Array<ArrayBuffer>,
    onProgress: (progress: Progress) => void,
  ): Promise<Outcome>;
}

/** Creates the part of a receiver that calls the handlers. */
export function createProcessor<Deliveries, Unknown>(
  { duplicateKey }: Pick<Protocol<Deliveries, Unknown, never>, "duplicateKey">,
  { on, onUnknown, onInvalid, duplicates }: BaseReceiverOptions<Deliveries, Unknown>,
  report: Report,
): Processor<Deliveries[keyof Deliveries], Unknown> {
  type Delivery = Deliveries[keyof Deliveries];
  const handlers = { ...on } as Readonly<Record<string, Handler<Delivery> | undefined>>;

  function dispatch(classification: Classification<Delivery, Unknown>, context: DeliveryContext): unknown {
    switch (classification.kind) {
      case "known":
        return (handlers[classification.name] ?? handlers["*"])?.(classification.delivery, context);
      case "unknown":
        return onUnknown?.(classification.delivery, context);
      case "invalid": {
        const { name, issues } = classification;
        if (onInvalid) return onInvalid(context.original, issues, context);
        return report(
          new TypeError(`${describe(name, "A delivery")} doesn't match its schema: ${describeIssues(issues)}`),
          context,
        );
      }
    }
  }

  const run: Processor<Delivery, Unknown>["run"] = async (classification, context, onProgress) => {
    let outcome: Outcome = "done";
    onProgress?.("running");
    try {
      await dispatch(classification, context);
    } catch (error) {
      outcome = "failed";
      onProgress?.(outcome);
      await report(error, context);
    }
    onProgress?.(outcome);
    return outcome;
  };

  const process: Processor<Delivery, Unknown>["process"] = async (classification, context, body, onProgress) => {
    try {
      const key = duplicates && (await duplicateKey(context.original, body));
      if (!duplicates || key === undefined) return await run(classification, context, onProgress);
      return await processOnce(
        key,
        duplicates,
        () => run(classification, context, onProgress),
        (error) => report(error, context),
      );
    } catch (error) {
      await report(error, context);
      return "failed";
    }
  };

  return {
    run,
    process: duplicates
      ? process
      : (classification, context, _body, onProgress) => run(classification, context, onProgress),
  };
}

/** Joins the messages of issues for a message. They can repeat parts of the delivery. */
export function describeIssues(issues: readonly Issue[]): string {
  return printable(formatIssues(issues), 2_000);
}

/** Returns a delivery's name for a message, or `unnamed` for a delivery whose name isn't a string. */
export function describe(name: string, unnamed: string): string {
  return name === "?" ? unnamed : printable(name);
}
