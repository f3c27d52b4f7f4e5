import { runTask } from "../lib/tasks.ts";

// Runs tasks of turbo.json, such as `build`; what begins with a hyphen is an option for turbo.
const [task = "build", ...options] = process.argv.slice(2);
if (!(await runTask(task, ...options))) process.exitCode = 1;
