import { runCli } from "@comms-webhooks/sandbox/cli";
import { Command } from "commander";
import type { Context } from "../context.js";

/** Creates the command `sandbox`, which has the flags and the help of `comms-webhooks-sandbox`. */
export function sandboxCommand({ io, exit }: Context): Command {
  return new Command("sandbox")
    .argument("[options...]", "the flags of the sandbox")
    .allowUnknownOption()
    .helpOption(false)
    .summary("run both APIs on this machine, with deliveries to an inbox")
    .action(async (args: readonly string[]) => {
      exit((await runCli(args, io, "comms-webhooks sandbox")) === 0 ? 0 : 1);
    });
}
