import tab from "@bomb.sh/tab/commander";
import { createSandbox } from "@comms-webhooks/sandbox";
import type { Command } from "commander";

/** Adds the command that prints completion scripts, and the hidden one that these scripts call. Every other command is there. */
export function addCompletion(program: Command): void {
  const completion = tab(program, { completionCommandName: "completion" });
  const offerDeliveries = (offer: (name: string, description: string) => void) => {
    for (const name of Object.values(createSandbox().deliveries()).flatMap(Object.keys)) offer(name, "");
  };
  completion.commands.get("simulate")?.argument("delivery", offerDeliveries, true);
  program.commands
    .find((command) => command.name() === "completion")
    ?.summary("print the script that completes commands in your shell")
    .description("Prints the script that completes commands, options and names in your shell.")
    .addHelpText(
      "after",
      `
Examples:
  $ comms-webhooks completion bash >> ~/.bashrc
  $ comms-webhooks completion zsh > "\${fpath[1]}/_comms-webhooks"
  $ comms-webhooks completion fish > ~/.config/fish/completions/comms-webhooks.fish`,
    );
}
