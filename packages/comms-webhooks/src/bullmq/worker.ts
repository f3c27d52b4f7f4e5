import { type Job, Worker, type WorkerOptions } from "bullmq";
import { functionRule } from "../option-rules.js";
import type { Dispatcher } from "../receiver/dispatcher.js";
import type { QueuedDelivery } from "../receiver/queued-delivery.js";
import { assertBullOptions, type BullOptions, bullRule, connectionWith, countRule, defaultName } from "./connection.js";

/** Options of {@link createBullWorker}. */
export interface BullWorkerOptions extends BullOptions {
  /** Handles a delivery: what `createWebexDispatcher` or `create8x8Dispatcher` returns. */
  readonly dispatch: Dispatcher;
  /** How many deliveries are handled at a time. Default: 10. */
  readonly concurrency?: number | undefined;
  /**
   * Called with the error of each failed attempt and its job, and with errors of the connection, without a job. The attempt
   * was the last one if `job.finishedOn` is set. Default: `console.error`.
   */
  readonly onError?: ((error: Error, job: Job<QueuedDelivery> | undefined) => unknown) | undefined;
  /** Further options of BullMQ's worker, such as `limiter`. */
  readonly worker?: Partial<WorkerOptions> | undefined;
}

/** A worker that handles the deliveries of a queue. */
export interface BullWorker {
  /** Stops taking deliveries, and waits for those being handled. */
  readonly close: () => Promise<void>;
  /** BullMQ's worker, for what else you do with it. */
  readonly worker: Worker<QueuedDelivery>;
}

/**
 * Creates a worker, which runs until it is closed. A delivery whose handler fails is retried. A delivery whose process dies
 * is taken by another worker within a minute, and fails for good once that has happened ten times.
 * @throws {TypeError} if an option is wrong or unknown.
 *
 * @example
 * ```ts check="needs Redis"
 * import { createBullWorker } from "comms-webhooks/bullmq";
 * import { createWebexDispatcher } from "comms-webhooks/webex";
 *
 * const worker = createBullWorker({
 *   connection: { url: process.env["REDIS_URL"]! },
 *   name: "webex",
 *   dispatch: createWebexDispatcher({ on: { "messages.created": ({ data }) => console.log(data.id) } }),
 * });
 * process.once("SIGTERM", () => worker.close());
 * ```
 */
export function createBullWorker(options: BullWorkerOptions): BullWorker {
  assertBullOptions(
    options,
    {
      dispatch: functionRule,
      concurrency: countRule("a whole number"),
      onError: functionRule,
      worker: bullRule,
    },
    "dispatch",
  );
  const { connection, name = defaultName, dispatch, concurrency = 10, onError = printError } = options;
  const worker = new Worker<QueuedDelivery>(name, ({ data }) => dispatch(data), {
    concurrency,
    maxStalledCount: 10,
    ...options.worker,
    connection: connectionWith(connection),
  });
  worker.on("error", (error) => onError(error, undefined));
  worker.on("failed", (job, error) => onError(error, job));
  return { worker, close: () => worker.close() };
}

/** Prints nothing that a sender has written, except in the handler's own error. */
function printError(error: Error, job: Job | undefined): void {
  const subject = job ? `Attempt ${job.attemptsMade} of ${job.opts.attempts} at the job ${job.id}` : "The connection";
  console.error(`${subject} failed:`, error);
}
