#!/usr/bin/env node
// Committed as JavaScript, so that npm can link it before anything is built.
import { runCli } from "#cli";

process.exitCode = await runCli(process.argv.slice(2), process);
