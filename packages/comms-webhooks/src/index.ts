export type { Issue } from "@comms-webhooks/validation";
export type { ClockOptions } from "./clock.js";
export { AbortError, isAbortError } from "./errors/abort-error.js";
export { type CallInfo, CommsWebhooksError, isCommsWebhooksError } from "./errors/comms-webhooks-error.js";
export { HttpError, isHttpError } from "./errors/http-error.js";
export { InvalidRequestError, isInvalidRequestError } from "./errors/invalid-request-error.js";
export { InvalidResponseError, isInvalidResponseError } from "./errors/invalid-response-error.js";
export { isNetworkError, NetworkError } from "./errors/network-error.js";
export { isTimeoutError, TimeoutError } from "./errors/timeout-error.js";
export {
  BodyConsumedError,
  type BodyProblem,
  type IncomingDelivery,
  type Platform,
  type Receiver,
  type ReceiverResponse,
} from "./receiver/delivery.js";
export type {
  BaseReceiverOptions,
  DeliveryContext,
  DuplicateOptions,
  Handler,
  Handlers,
  Rejection,
} from "./receiver/options.js";
export { type RedisCommand, type RedisSeenStoreOptions, redisSeenStore } from "./receiver/redis-seen-store.js";
export { type Claim, type MemorySeenStoreOptions, memorySeenStore, type SeenStore } from "./receiver/seen-store.js";
export type { AttemptInfo, RetryInfo } from "./transport/hooks.js";
export type { Listing } from "./transport/listing.js";
export type { Auth, AuthContext, CallOptions, ClientOptions } from "./transport/options.js";
