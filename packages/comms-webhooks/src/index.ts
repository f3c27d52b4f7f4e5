/**
 * What both APIs share: errors with their guards, stores against duplicates, and the types of clients and receivers.
 *
 * @module
 */

export type { Issue } from "@comms-webhooks/validation";
export type { ApiPromise, ResponseInfo } from "./client/api-promise.js";
export type { Fetch, FetchInit, FetchResponse } from "./client/fetch.js";
export type { InvalidItem } from "./client/list-items.js";
export type { AttemptInfo, Auth, AuthContext, BaseClientOptions, CallOptions, RetryInfo } from "./client/options.js";
export type { PaginatedList } from "./client/pagination.js";
export type { ApplyOptions, Plan, PlannedChange, PlannedField, StepInfo } from "./client/plan.js";
export { createRedactor } from "./client/redact.js";
export type { ClockOptions } from "./clock.js";
export { CommsWebhooksError, type ErrorContext, isCommsWebhooksError } from "./errors/comms-webhooks-error.js";
export { HttpError, isHttpError } from "./errors/http-error.js";
export {
  InvalidRequestError,
  InvalidResponseError,
  isInvalidRequestError,
  isInvalidResponseError,
} from "./errors/invalid-errors.js";
export {
  AbortError,
  isAbortError,
  isNetworkError,
  isTimeoutError,
  NetworkError,
  TimeoutError,
} from "./errors/network-errors.js";
export { type Difference, isPostConditionError, PostConditionError } from "./errors/post-condition-error.js";

// Receivers
export type { Credentials } from "./receiver/credentials.js";
export {
  BodyConsumedError,
  type BodyProblem,
  type IncomingDelivery,
  type Platform,
  type Receiver,
  type ReceiverResponse,
  type RequestHead,
} from "./receiver/delivery.js";
export type { Dispatcher } from "./receiver/dispatcher.js";
export type {
  BaseReceiverOptions,
  DeliveryContext,
  DuplicateOptions,
  Handler,
  HandlerOptions,
  Handlers,
  Rejection,
} from "./receiver/options.js";
export type { Enqueue, HandlersOrQueue, QueuedDelivery } from "./receiver/queued-delivery.js";
export { type RedisCommand, type RedisSeenStoreOptions, redisSeenStore } from "./receiver/redis-seen-store.js";
export { type Claim, type MemorySeenStoreOptions, memorySeenStore, type SeenStore } from "./receiver/seen-store.js";
export type { DeliverySummary } from "./receiver/summary.js";
