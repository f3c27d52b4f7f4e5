/**
 * The command `comms-webhooks` as a function.
 *
 * @module
 */

export type { Io, Output } from "./io.js";
export { runCli } from "./run.js";
