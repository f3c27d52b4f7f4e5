import { once } from "node:events";
import { runCli } from "./cli.js";

process.exitCode = await runCli(process.argv.slice(2), {
  print: (text) => process.stdout.write(text),
  complain: (text) => process.stderr.write(text),
  stopped: Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]),
});
