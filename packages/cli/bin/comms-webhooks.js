#!/usr/bin/env node
// Committed as JavaScript, so that npm can link it before anything is built.
import { runCli } from "#cli";

// A reader such as `head` may close the pipe before the end.
process.stdout.on("error", ({ code }) => process.exit(code === "EPIPE" ? 0 : 1));
process.exitCode = await runCli(process.argv.slice(2), process);
