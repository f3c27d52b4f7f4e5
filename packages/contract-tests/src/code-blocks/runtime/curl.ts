// Stands in for curl: calls it with the URLs of the sandbox in place of those of the vendors. An error response is a failure.
import { spawnSync } from "node:child_process";
import { portOf, redirect, refuse, world } from "./network.ts";

const args = process.argv.slice(2).map((argument) => {
  if (!/^https?:\/\//.test(argument)) return argument;
  const url = redirect(argument);
  const { hostname, port } = new URL(url);
  const actual = /^(localhost|127\.0\.0\.1)$/.test(hostname) ? portOf(Number(port)) : undefined;
  if (actual === undefined) throw refuse(`${hostname}${port && `:${port}`}`);
  return url.replace(/^http:\/\/[^/]*/, `http://127.0.0.1:${actual}`);
});
const { status, error, stdout, stderr } = spawnSync("curl", ["--silent", "--show-error", "--fail-with-body", ...args], {
  stdio: ["inherit", "pipe", "pipe"],
  encoding: "utf8",
  env: { ...process.env, PATH: world.path },
});
// In one piece and as whole lines, for servers of the page print to the same file.
process.stdout.write(`${stdout}${stderr}`.replace(/(?<=.)$/, "\n"));
if (error) console.error(`curl can't be run: ${error.message}`);
process.exitCode = status ?? 127;
