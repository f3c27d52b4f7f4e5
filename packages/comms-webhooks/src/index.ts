export type { Issue } from "@comms-webhooks/validation";
export type { AttemptInfo, Auth, AuthContext, BaseClientOptions, CallOptions, RetryInfo } from "./client/options.js";
export type { PaginatedList } from "./client/pagination.js";
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

// Receivers
export { BodyConsumedError } from "./receive/body.js";
export type {
  DeliveryContext,
  DuplicateOptions,
  Handler,
  Handlers,
  Receiver,
  ReceiverOptions,
  Rejection,
} from "./receive/options.js";
export { type RedisCommand, type RedisSeenStoreOptions, redisSeenStore } from "./receive/redis-seen-store.js";
export { type Claim, type MemorySeenStoreOptions, memorySeenStore, type SeenStore } from "./receive/seen-store.js";
