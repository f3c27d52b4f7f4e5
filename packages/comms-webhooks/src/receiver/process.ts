import { systemTimer } from "../clock.js";
import { createDispatch, invalidDelivery } from "./dispatcher.js";
import type { BaseReceiverOptions, DeliveryContext } from "./options.js";
import { type Outcome, processOnce } from "./process-once.js";
import type { Classification, Protocol } from "./protocol.js";
import { type QueueOptions, toQueuedDelivery } from "./queued-delivery.js";

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
  /** Calls the handler of a delivery, or puts it into the queue, unless the delivery is a duplicate. */
  process(
    classification: Classification<Delivery, Unknown>,
    context: DeliveryContext,
    body: Uint8Array<ArrayBuffer>,
    onProgress: (progress: Progress) => void,
  ): Promise<Outcome>;
}

/** Creates the part of a receiver that calls the handlers, or puts deliveries into a queue. */
export function createProcessor<Deliveries, Unknown>(
  { duplicateKey }: Pick<Protocol<Deliveries, Unknown, never>, "duplicateKey">,
  options: BaseReceiverOptions<Deliveries, Unknown> & QueueOptions,
  report: Report,
): Processor<Deliveries[keyof Deliveries], Unknown> {
  type Delivery = Deliveries[keyof Deliveries];
  const { enqueue, duplicates, now = Date.now, setTimer = systemTimer } = options;
  const { onInvalid = (_original, issues, context) => report(invalidDelivery(context.name, issues), context) } =
    options;
  const dispatch = createDispatch({ ...options, onInvalid });

  const run: Processor<Delivery, Unknown>["run"] = (classification, context, onProgress) => {
    onProgress?.("running");
    return attempt(() => dispatch(classification, context), context, onProgress);
  };

  async function attempt(
    work: () => unknown,
    context: DeliveryContext,
    onProgress?: (progress: Progress) => void,
  ): Promise<Outcome> {
    let outcome: Outcome = "done";
    try {
      await work();
    } catch (error) {
      outcome = "failed";
      onProgress?.(outcome);
      await report(error, context);
    }
    onProgress?.(outcome);
    return outcome;
  }

  const process: Processor<Delivery, Unknown>["process"] = async (classification, context, body, onProgress) => {
    try {
      const key = await duplicateKey(context.original, body);
      // A queue that hasn't stored the delivery can lose it, so that doesn't count as running: no 2xx at the deadline.
      const work = enqueue
        ? () => attempt(() => enqueue(toQueuedDelivery(key, context, now())), context, onProgress)
        : () => run(classification, context, onProgress);
      if (!duplicates) return await work();
      return await processOnce(key, duplicates, work, (error) => report(error, context), setTimer);
    } catch (error) {
      await report(error, context);
      return "failed";
    }
  };

  return {
    run,
    process:
      duplicates || enqueue
        ? process
        : (classification, context, _body, onProgress) => run(classification, context, onProgress),
  };
}
