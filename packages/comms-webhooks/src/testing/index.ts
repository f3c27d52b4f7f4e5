/**
 * Signed deliveries and faults, to test receivers with.
 *
 * @module
 */

export { build8x8Delivery } from "../8x8/testing.js";
export type { BuildOptions } from "../receiver/build-request.js";
export { buildWebexDelivery, signWebexDelivery } from "../webex/testing.js";
export * as faults from "./faults.js";
