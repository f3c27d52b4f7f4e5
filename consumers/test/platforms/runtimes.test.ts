import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, it } from "vitest";
import { consumers, copyRecipes, run } from "../recipes.ts";
import { type RunningServer, runtimes, startServer } from "../runtimes.ts";
import { exercise, overSocket, secret } from "./exercise.ts";

const servers: RunningServer[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});

/** Exercises a server whose handler prints whom messages are from. */
async function exerciseServer(server: RunningServer): Promise<void> {
  servers.push(server);
  const handled = () => Array.from(server.output().matchAll(/^message from (.*)$/gm), ([, email]) => email ?? "");
  await exercise({ ...overSocket(`${server.url}/webex`), handled });
}

const env = { PORT: "0", WEBHOOK_SECRET: secret };

const directRoute = `import { createWebexReceiver } from "comms-webhooks/webex";
export const POST = createWebexReceiver({ secret: "set at build time" });
`;

describe("a receiver", () => {
  it("works on Bun", async () => {
    const folder = await copyRecipes("bun", { "bun.ts": "server.ts" });
    await exerciseServer(await startServer(runtimes.bun(), ["server.ts"], env, folder));
  });

  it("works on Deno", async () => {
    const folder = await copyRecipes("deno", { "deno.ts": "server.ts" });
    const permissions = ["--no-prompt", "--allow-net=127.0.0.1", "--allow-env", "--allow-read", "--cached-only"];
    const args = ["run", "--node-modules-dir=manual", ...permissions, "server.ts"];
    await exerciseServer(await startServer(runtimes.deno(), args, env, folder));
  });

  it("works on Next.js, built where the secret isn't set", async () => {
    const folder = await copyRecipes("next", { "next.ts": "app/webex/route.ts" });
    const config = `export default { turbopack: { root: ${JSON.stringify(consumers)} } };\n`;
    await writeFile(join(folder, "next.config.mjs"), config);
    await writeFile(join(folder, "package.json"), '{ "private": true, "type": "module" }');
    const compilerOptions = {
      ...{ target: "es2022", lib: ["dom", "es2023"], module: "esnext", moduleResolution: "bundler", jsx: "react-jsx" },
      ...{ strict: true, skipLibCheck: true, noEmit: true, incremental: true, isolatedModules: true },
      ...{ allowJs: true, esModuleInterop: true, resolveJsonModule: true, plugins: [{ name: "next" }] },
    };
    const include = ["**/*.ts", ".next/types/**/*.ts"];
    await writeFile(
      join(folder, "tsconfig.json"),
      JSON.stringify({ compilerOptions, include, exclude: ["node_modules"] }),
    );
    // A receiver is a route as it is: `next build` checks it by its own types.
    await mkdir(join(folder, "app/direct/[account]"), { recursive: true });
    await writeFile(join(folder, "app/direct/[account]/route.ts"), directRoute);
    const next = join(consumers, "node_modules/next/dist/bin/next");
    const offline = { NEXT_TELEMETRY_DISABLED: "1" };
    await run(process.execPath, [next, "build"], offline, folder);
    const args = [next, "start", "--port", "0", "--hostname", "127.0.0.1"];
    await exerciseServer(await startServer(process.execPath, args, { ...env, ...offline }, folder));
  });
});
