/**
 * A sandbox of both APIs, in process or on loopback.
 *
 * @module
 */

export type * from "./apis.js";
export { createManualClock, type ManualClock } from "./clock/manual-clock.js";
export type { SourceOptions } from "./clock/sources.js";
export { createSandbox } from "./create-sandbox.js";
export type { AttemptOutcome, AttemptRecord } from "./delivery/attempt.js";
export type { Change } from "./delivery/change.js";
export type { EventRecord } from "./delivery/dispatcher.js";
export type { EventOptions } from "./delivery/event.js";
export type { CommonFault } from "./delivery/fault.js";
export type { Skipped } from "./delivery/queue.js";
export type { DeliveryOptions, Receive } from "./delivery/send.js";
export type { AccessOptions } from "./http/access.js";
export { isLoopbackUrl } from "./http/hosts.js";
export { isSandboxListenError, SandboxListenError } from "./http/server.js";
export type { RequestRecord } from "./http/watch.js";
export type { InboxEntry } from "./inbox.js";
export type {
  ApiControls,
  ApiName,
  ApiOptions,
  DeliveryAttempt,
  Fault,
  ListenOptions,
  Sandbox,
  SandboxDeliveries,
  SandboxEvent,
  SandboxHooks,
  SandboxOptions,
  SandboxUrls,
  SandboxWebhooks,
} from "./sandbox.js";
