import { redocly } from "./redocly.ts";

// Findings go out; greetings and the banner about old Node versions don't, and progress only when something failed.
const { code, stdout, stderr } = await redocly(...process.argv.slice(2));
process.stdout.write(stdout);
if (code !== 0) process.stderr.write(stderr.replace(/^\s*[╔║╚].*\n/gm, ""));
process.exitCode = code;
