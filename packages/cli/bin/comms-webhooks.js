#!/usr/bin/env node
// Committed as JavaScript, so that npm can link it before anything is built.
import { runCli } from "#cli";

// A reader such as `head` may close the pipe before the end. Then what runs until it is stopped ends, as if it were told to,
// and everything else goes on to its end: an apply that stopped halfway would have reported success.
let hasFailed = false;
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", ({ code }) => {
    hasFailed ||= code !== "EPIPE" && code !== "ERR_STREAM_DESTROYED";
    process.emit("SIGTERM");
  });
}
process.exitCode = (await runCli(process.argv.slice(2), process)) || (hasFailed ? 1 : 0);
