export type { Issue } from "@comms-webhooks/validation";
export type { AttemptInfo, RetryInfo } from "./client/hooks.js";
export type { Listing } from "./client/listing.js";
export type { Auth, AuthContext, CallOptions, ClientOptions } from "./client/options.js";
export type { ClockOptions } from "./clock.js";
export { AbortError, isAbortError } from "./errors/abort-error.js";
export { type CallInfo, CommsWebhooksError, isCommsWebhooksError } from "./errors/comms-webhooks-error.js";
export { HttpError, isHttpError } from "./errors/http-error.js";
export { InvalidRequestError, isInvalidRequestError } from "./errors/invalid-request-error.js";
export { InvalidResponseError, isInvalidResponseError } from "./errors/invalid-response-error.js";
export { isNetworkError, NetworkError } from "./errors/network-error.js";
export { isTimeoutError, TimeoutError } from "./errors/timeout-error.js";
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
