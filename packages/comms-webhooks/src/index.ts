export { type CallInfo, CommsWebhooksError, isCommsWebhooksError } from "./errors/comms-webhooks-error.js";
export { type Failure, HttpError, isHttpError } from "./errors/http-error.js";
export { InvalidRequestError, isInvalidRequestError } from "./errors/invalid-request-error.js";
export { InvalidResponseError, isInvalidResponseError } from "./errors/invalid-response-error.js";
export type { Issue } from "./errors/issue.js";
export { isNetworkError, NetworkError } from "./errors/network-error.js";
export type { Listing } from "./transport/listing.js";
export type { Auth, ClientOptions } from "./transport/options.js";
