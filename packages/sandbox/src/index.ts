export { createSandbox } from "./create-sandbox.js";
export { isSandboxListenError, SandboxListenError } from "./listen-error.js";
export type {
  ListenOptions,
  Sandbox,
  SandboxOptions,
  SandboxUrls,
  SandboxWebhooks,
  Stored8x8Webhook,
} from "./sandbox.js";
export type { Sources } from "./sources.js";
