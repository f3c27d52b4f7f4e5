// Stands in for npx: runs the packages' own commands, and answers the question of `apply` as a reader would.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const commands: Readonly<Record<string, string>> = {
  "comms-webhooks": "@comms-webhooks/cli",
  "comms-webhooks-sandbox": "@comms-webhooks/sandbox",
  tsx: "tsx",
};

const [, , ...given] = process.argv;
const [command = "", ...args] = given.filter((argument, index) => index > 0 || !/^(-y|--yes)$/.test(argument));
const name = commands[command];
if (name === undefined) {
  console.error(
    `npx ${command}: only ${Object.keys(commands).join(", ")} are run; mark other lines with skip="reason"`,
  );
  process.exit(127);
}
const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
const { bin } = createRequire(manifest)(manifest) as { bin: string | Record<string, string> };
const script = join(dirname(manifest), typeof bin === "string" ? bin : (bin[command] ?? ""));
const answers = args[0] === "apply" && !args.includes("--yes") ? ["--yes"] : [];
if (command === "tsx") {
  const { status } = spawnSync(process.execPath, [script, ...args], { stdio: "inherit" });
  process.exit(status ?? 1);
}
process.argv.splice(1, process.argv.length, script, ...args, ...answers);
await import(script);
