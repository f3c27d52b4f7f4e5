import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expected, writePrograms } from "./readme-programs.ts";
import type { Registry } from "./registry.ts";

const own = ["comms-webhooks", "@comms-webhooks/cli", "@comms-webhooks/sandbox"];
const others = ["typescript@5.9.3", "@types/node@20.19.25"];

/** How each package manager installs packages, and runs a command of theirs. */
const managers = {
  npm: { file: undefined, install: "install", run: ["exec", "--"] },
  pnpm: { file: "pnpm/bin/pnpm.cjs", install: "add", run: ["exec"] },
  yarn: { file: "@yarnpkg/cli-dist/bin/yarn.js", install: "add", run: [] }, // Without node_modules, as it does by default.
};

/** A package manager that is tried. */
export type Manager = keyof typeof managers;

export const allManagers: readonly Manager[] = ["npm", "pnpm", "yarn"];

/** Returns the environment of someone who has nothing but a home folder, with the registry in its settings. */
export async function userEnvironment(home: string, { url, token }: Registry): Promise<NodeJS.ProcessEnv> {
  await mkdir(home, { recursive: true });
  const host = url.replace(/^http:/, "");
  await writeFile(join(home, ".npmrc"), `registry=${url}\n${host}:_authToken=${token}\n`, { mode: 0o600 });
  const inherited = Object.entries(process.env).filter(([name]) => !/^(npm_|pnpm_|yarn_|xdg_|init_cwd$)/i.test(name));
  return {
    ...Object.fromEntries(inherited),
    HOME: home,
    USERPROFILE: home,
    NO_COLOR: "1",
    NO_UPDATE_NOTIFIER: "1",
    YARN_NPM_REGISTRY_SERVER: url,
    YARN_UNSAFE_HTTP_WHITELIST: "127.0.0.1",
    YARN_ENABLE_TELEMETRY: "0",
    YARN_ENABLE_IMMUTABLE_INSTALLS: "false",
    YARN_NPM_MINIMAL_AGE_GATE: "0", // It refuses packages that are a day old.
  };
}

/** Installs the published packages into an empty folder, compiles the README's programs there and runs them. */
export async function tryAsUser(
  manager: Manager,
  folder: string,
  tools: string,
  env: NodeJS.ProcessEnv,
): Promise<string> {
  const { file, install, run: exec } = managers[manager];
  const [command = "npm", ...first] = file ? [process.execPath, join(tools, "node_modules", file)] : ["npm"];
  const run = async (...args: string[]) => {
    const options = { cwd: folder, env, timeout: 300_000, maxBuffer: 16 * 1024 * 1024 };
    try {
      return (await promisify(execFile)(command, [...first, ...args], options)).stdout;
    } catch (error) {
      const { stdout, stderr } = error as { stdout: string; stderr: string };
      throw new Error(`${manager} ${args.join(" ")} failed:\n${stdout}${stderr}`, { cause: error });
    }
  };
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), '{ "type": "module", "private": true }');
  if (manager === "yarn") await writeFile(join(folder, "yarn.lock"), "");
  await writePrograms(folder);
  await run(install, ...own, ...others);
  await run(...exec, "tsc");
  await run(...exec, "comms-webhooks", "--version");
  const output = await run(...exec, "node", "trial.mjs");
  const missing = expected.filter((line) => !line.test(output));
  if (missing.length > 0)
    throw new Error(`${manager}: the README's programs didn't print ${missing.join(", ")}:\n${output}`);
  return output;
}
