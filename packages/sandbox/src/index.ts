export { createSandbox } from "./create-sandbox.js";
export type { AttemptOutcome, DeliveryAttempt } from "./delivery/attempt.js";
export type { Change } from "./delivery/change.js";
export type { Event8x8, EventOptions, SandboxEvent, WebexEvent } from "./delivery/event.js";
export type { Fault } from "./delivery/fault.js";
export type { Receive } from "./delivery/send.js";
export { isSandboxListenError, SandboxListenError } from "./listen-error.js";
export { createManualClock, type ManualClock } from "./manual-clock.js";
export type {
  ListenOptions,
  Sandbox,
  SandboxOptions,
  SandboxUrls,
  SandboxWebhooks,
  Stored8x8Webhook,
} from "./sandbox.js";
export type { Sources } from "./sources.js";
