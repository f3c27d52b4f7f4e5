import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { installOutside } from "../lib/outside-folder.ts";
import { root } from "../lib/repository.ts";
import { npm } from "../packaging/npm-pack.ts";
import { startRegistry } from "../release/registry.ts";
import { allManagers, tryAsUser, userEnvironment } from "../release/users.ts";

const tools = join(root, "release");
const selected = allManagers.filter((name) => process.argv.includes(name));

/** Publishes all packages as a release does, but for the provenance, which only a CI job can have. */
async function publish(env: NodeJS.ProcessEnv): Promise<string> {
  const args = ["--import", "tsx", "scripts/commands/publish.ts", "--no-provenance"];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root, env, maxBuffer: 64 * 1024 * 1024 });
  return stdout.trim().split("\n").at(-1) ?? "";
}

/** Returns how many files npm packs of a package that isn't built, which it has to build first. */
async function packUnbuilt(location: string): Promise<number> {
  await rm(join(root, location, "dist"), { recursive: true, force: true });
  const args = ["pack", "--dry-run", "--json", "--foreground-scripts=false", "--workspace", location];
  const [packed] = Object.values(JSON.parse(await npm(...args)) as Record<string, { files: { path: string }[] }>);
  const files = packed?.files ?? [];
  if (!files.some(({ path }) => path === "dist/index.js")) throw new Error(`npm packs ${location} without its code.`);
  return files.length;
}

// Publishes to a registry on this machine, and uses the packages from there as someone would who has only the README.
// Arguments choose package managers: npm run release:dry-run -- pnpm
if (await installOutside(tools)) {
  const folder = await mkdtemp(join(tmpdir(), "release-"));
  const start = performance.now();
  const report = (text: string) =>
    console.log(`${((performance.now() - start) / 1_000).toFixed(0).padStart(4)} s  ${text}`);
  process.on("SIGINT", () => undefined); // It also ends the command that runs, and what was written is removed.
  const registry = await startRegistry(tools, folder, (await npm("config", "get", "registry")).trim());
  try {
    const env = await userEnvironment(join(folder, "home"), registry);
    report(`npm pack builds what isn't built: ${await packUnbuilt("packages/validation")} files`);
    report(await publish(env));
    report(await publish(env)); // A release that failed halfway is repeated.
    for (const manager of selected.length > 0 ? selected : allManagers) {
      const output = await tryAsUser(manager, join(folder, manager), tools, env);
      report(`${manager} installs them; the README's programs receive deliveries: ${output.trim().split("\n").at(-1)}`);
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  } finally {
    await registry.close();
    await rm(folder, { recursive: true, force: true });
  }
} else {
  process.exitCode = 1;
}
