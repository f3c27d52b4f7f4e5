export { type BuildOptions, build8x8Delivery, buildWebexDelivery } from "./deliveries.js";
export * as faults from "./faults.js";
export { signWebexDelivery } from "./sign.js";
