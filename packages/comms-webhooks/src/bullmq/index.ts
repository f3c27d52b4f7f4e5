/**
 * A queue of deliveries on Redis, by BullMQ, and its workers.
 *
 * @module
 */

export type { BullOptions } from "./connection.js";
export { type BullQueue, type BullQueueOptions, createBullQueue, type JobCounts, jobId } from "./queue.js";
export { type BullWorker, type BullWorkerOptions, createBullWorker } from "./worker.js";
