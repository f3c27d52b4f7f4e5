import { createHash } from "node:crypto";
import { type DefaultJobOptions, Queue } from "bullmq";
import { functionRule } from "../option-rules.js";
import type { QueuedDelivery } from "../receiver/queued-delivery.js";
import { assertBullOptions, type BullOptions, bullRule, connectionWith, countRule, defaultName } from "./connection.js";

/** Options of {@link createBullQueue}. */
export interface BullQueueOptions extends BullOptions {
  /**
   * Milliseconds after which `enqueue` rejects, so that the receiver responds with 500 and the sender can retry.
   * Default: 3,000, because 8x8 asks for a response within 5 seconds.
   */
  readonly timeout?: number | undefined;
  /** Milliseconds for which copies of a delivery are ignored, from when it was stored. Default: 300,000 (5 minutes). */
  readonly window?: number | undefined;
  /**
   * BullMQ's options of each job, over these defaults: 15 attempts, with 1, 2, 4 … seconds between them, four and a half
   * hours in all. Completed jobs are removed, and failed ones kept.
   */
  readonly job?: DefaultJobOptions | undefined;
  /** Called with errors of the connection. Default: `console.error`. */
  readonly onError?: ((error: Error) => unknown) | undefined;
}

/** How many jobs of a queue are in each state. `failed` ones have no attempts left. */
export interface JobCounts {
  /** How many wait for a worker. */
  readonly waiting: number;
  /** How many are being handled. */
  readonly active: number;
  /** How many wait for their next attempt. */
  readonly delayed: number;
  /** How many have no attempts left. */
  readonly failed: number;
}

/** A queue of deliveries on Redis. */
export interface BullQueue {
  /** Stores a delivery. This is the option `enqueue` of a receiver. */
  readonly enqueue: (delivery: QueuedDelivery) => Promise<void>;
  /** Returns how many jobs there are. */
  readonly counts: () => Promise<JobCounts>;
  /** Closes the connection. */
  readonly close: () => Promise<void>;
  /** BullMQ's queue, for what else you do with it: `queue.retryJobs()` runs failed jobs again. */
  readonly queue: Queue<QueuedDelivery>;
}

const jobDefaults: DefaultJobOptions = {
  attempts: 15,
  backoff: { type: "exponential", delay: 1_000 },
  removeOnComplete: true,
  removeOnFail: false,
};

/**
 * Creates the side of a queue that receivers write to. The id of a job follows from the delivery's key, so a delivery that
 * is sent again while it waits, runs or is retried is stored once; one that has failed for good gets new attempts.
 * @throws {TypeError} if an option is wrong or unknown.
 *
 * @example
 * ```ts check="needs Redis"
 * import { createBullQueue } from "comms-webhooks/bullmq";
 * import { createWebexReceiver } from "comms-webhooks/webex";
 *
 * const { enqueue } = createBullQueue({ connection: { url: process.env["REDIS_URL"]! }, name: "webex" });
 * export default createWebexReceiver({ secret: process.env["WEBHOOK_SECRET"]!, enqueue });
 * ```
 */
export function createBullQueue(options: BullQueueOptions): BullQueue {
  assertBullOptions(options, {
    timeout: countRule("milliseconds"),
    window: countRule("milliseconds"),
    job: bullRule,
    onError: functionRule,
  });
  const { connection, name = defaultName, timeout = 3_000, window = 300_000, job, onError = console.error } = options;
  const queue = new Queue<QueuedDelivery>(name, {
    // Commands fail while Redis is away, instead of waiting in memory for its return.
    connection: connectionWith(connection, { enableOfflineQueue: false, maxRetriesPerRequest: 1 }),
    defaultJobOptions: { ...jobDefaults, ...job },
  });
  queue.on("error", onError);

  async function add(delivery: QueuedDelivery): Promise<void> {
    const id = jobId(delivery.key);
    const added = await queue.add(delivery.name, delivery, { jobId: id, deduplication: { id, ttl: window } });
    if (await added.isFailed()) await added.retry("failed", { resetAttemptsMade: true });
  }

  return {
    queue,
    async enqueue(delivery) {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const expired = new Promise<never>((_resolve, reject) => {
        const message = `Redis didn't store the delivery within ${timeout} ms. Is it running and reachable?`;
        timer = setTimeout(() => reject(new Error(message)), timeout);
      });
      try {
        // One after the other: what is too late to be added is dropped, not kept until Redis is back.
        await Promise.race([queue.waitUntilReady(), expired]);
        await Promise.race([add(delivery), expired]);
      } finally {
        clearTimeout(timer);
      }
    },
    async counts() {
      const {
        waiting = 0,
        active = 0,
        delayed = 0,
        failed = 0,
      } = await queue.getJobCounts("waiting", "active", "delayed", "failed");
      return { waiting, active, delayed, failed };
    },
    close: () => queue.close(),
  };
}

/**
 * Returns the id of a delivery's job. BullMQ accepts neither colons nor numbers, so it is the SHA-256 of the key.
 *
 * @example
 * ```ts
 * import { jobId } from "comms-webhooks/bullmq";
 *
 * console.log(jobId("webex:c40b7d19"));
 * ```
 */
export function jobId(key: string): string {
  return createHash("sha256").update(JSON.stringify(key)).digest("hex");
}
