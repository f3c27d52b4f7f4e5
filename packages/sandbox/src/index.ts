export type * from "./apis.js";
export { createManualClock, type ManualClock } from "./clock/manual-clock.js";
export type { SourceOptions } from "./clock/sources.js";
export { createSandbox } from "./create-sandbox.js";
export type { AttemptOutcome, AttemptRecord } from "./delivery/attempt.js";
export type { Change } from "./delivery/change.js";
export type { EventOptions } from "./delivery/event.js";
export type { CommonFault } from "./delivery/fault.js";
export type { DeliveryOptions, Receive } from "./delivery/send.js";
export type { AccessOptions } from "./http/access.js";
export { isSandboxListenError, SandboxListenError } from "./http/server.js";
export type {
  ApiControls,
  ApiName,
  ApiOptions,
  DeliveryAttempt,
  Fault,
  ListenOptions,
  Sandbox,
  SandboxEvent,
  SandboxOptions,
  SandboxUrls,
  SandboxWebhooks,
} from "./sandbox.js";
