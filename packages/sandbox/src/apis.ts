import { api8x8 } from "./8x8/index.js";
import { webexApi } from "./webex/index.js";

// The vendors' own types that appear in those of a sandbox.
export type { EventFields8x8, Options8x8, Stored8x8Webhook } from "./8x8/index.js";
export type { WebexControls, WebexEventFields, WebexOptions } from "./webex/index.js";

/**
 * The APIs of the sandbox, by the name that events, URLs and paths have for them. A vendor is added here, and nowhere
 * else: its folder hands in the rest.
 */
export interface Apis {
  /** Cisco Webex. */
  readonly webex: typeof webexApi;
  /** 8x8 Connect. */
  readonly "8x8": typeof api8x8;
}

/** The APIs of the sandbox. */
export const apis: Apis = { webex: webexApi, "8x8": api8x8 };
