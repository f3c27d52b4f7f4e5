import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { createSandbox, type Sandbox } from "@comms-webhooks/sandbox";
import { create8x8Webhooks } from "comms-webhooks/8x8";
import { createWebexWebhooks } from "comms-webhooks/webex";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  accountId,
  apiKey,
  env,
  type RandomFile,
  randomFile,
  resolved,
  seededRandom,
  storeRandom,
  token,
} from "./random-pair.js";
import { run, temporaryFolder, writeWebhooks } from "./run.js";

/** How often a process is killed: enough to find a fault early, or as often as the variable says. */
const kills = Number(process.env["KILLS"] ?? 20);
const bin = fileURLToPath(new URL("../bin/comms-webhooks.js", import.meta.url));
const folder = temporaryFolder();

/** The sandbox behind a socket, which calls back before each request and after each response. */
let sandbox: Sandbox;
let onRequest: (isBefore: boolean) => void = () => undefined;
const server = createServer(async (request, response) => {
  const { method = "GET", url = "", headers } = request;
  const body = await text(request);
  onRequest(true);
  const result = await sandbox.fetch(`http://sandbox.invalid${url}`, {
    method,
    headers: { authorization: headers.authorization ?? "", "content-type": "application/json" },
    ...(body && { body }),
  });
  onRequest(false);
  response.writeHead(result.status, Object.fromEntries(result.headers));
  response.end(Buffer.from(await result.arrayBuffer()));
});
beforeAll(async () => {
  await once(server.listen(0, "127.0.0.1"), "listening");
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const urls = () => {
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { webex: `${origin}/webex/v1`, "8x8": `${origin}/8x8` };
};

async function read() {
  const { fetch } = sandbox;
  const webex = createWebexWebhooks({ auth: token, fetch });
  const all = [...(await webex.list().toArray()), ...(await webex.list({ ownedBy: "org" }).toArray())];
  return { webex: all, "8x8": await create8x8Webhooks({ accountId, auth: apiKey, fetch }).list().toArray() };
}

/** Names with their owners, of the webhooks that the file describes. */
function keysOf(file: RandomFile) {
  const said = resolved(file);
  return {
    webex: Object.entries(said.webex.accounts.default.webhooks).map(
      ([name, { ownedBy = "creator" }]) => `${ownedBy} ${name}`,
    ),
    "8x8": Object.entries(said["8x8"].accounts.default.webhooks).flatMap(([id, all]) =>
      Object.keys(all).map((type) => `${id} ${type}`),
    ),
  };
}

/** Applies a file in a process of its own that is killed at a random point. Returns whether it was. */
async function applyAndKill(path: string, random: () => number): Promise<boolean> {
  const child = spawn(process.execPath, [bin, "apply", "--yes", "--prune", "--file", path], {
    env: { ...process.env, ...env },
    stdio: "ignore",
  });
  const exited = once(child, "exit");
  // Two requests list; those after them change something.
  let left = 2 + Math.floor(random() * 16);
  const isBefore = random() < 0.5;
  onRequest = (before) => {
    if (before === isBefore) left -= 1;
    if (left === 0) child.kill("SIGKILL");
  };
  const [code, signal] = (await exited) as [number | null, string | null];
  if (signal === null) expect(code).toBe(0);
  onRequest = () => undefined;
  return signal === "SIGKILL";
}

describe("apply that is killed", () => {
  it(`reaches the desired state when it runs again, with nothing lost and nothing double (${kills} times)`, async () => {
    let killed = 0;
    let partial = 0;
    for (let seed = 1; killed < kills; seed += 1) {
      expect(seed, "runs that weren't killed").toBeLessThan(4 * kills);
      const random = seededRandom(seed);
      sandbox = createSandbox();
      const file = randomFile(random, urls());
      await storeRandom(random, sandbox, file);
      const path = writeWebhooks(folder, file);
      const keys = keysOf(file);
      const keyOf = ({ ownedBy = "creator", name }: { readonly ownedBy?: string | undefined; readonly name: string }) =>
        `${ownedBy} ${name}`;
      const before = await read();

      if (!(await applyAndKill(path, random))) continue;
      killed += 1;
      const words = JSON.stringify({ seed, file, before });
      const between = await read();
      if (JSON.stringify(between) !== JSON.stringify(before)) partial += 1;
      // What the file names was there before, so it is there now, in its old or its new form.
      for (const webhook of before.webex.filter((one) => keys.webex.includes(keyOf(one)))) {
        expect(between.webex.map(keyOf), words).toContain(keyOf(webhook));
      }
      for (const { subAccountId, type } of before["8x8"]) {
        const key = `${subAccountId} ${type}`;
        if (keys["8x8"].includes(key))
          expect(between["8x8"].map((one) => `${one.subAccountId} ${one.type}`)).toContain(key);
      }

      const again = await run(["apply", "--yes", "--prune", "--file", path], { env });
      expect(again, words).toMatchObject({ code: 0, stderr: "" });
      const after = await read();
      const own = after.webex.filter(({ ownedBy }) => ownedBy !== "org").map(keyOf);
      expect(own.sort(), words).toEqual(keys.webex.filter((key) => key.startsWith("creator")).sort());
      for (const key of keys.webex)
        expect(
          after.webex.filter((one) => keyOf(one) === key),
          words,
        ).toHaveLength(1);
      expect(after["8x8"].map((one) => `${one.subAccountId} ${one.type}`).sort(), words).toEqual(keys["8x8"].sort());
      const plan = await run(["plan", "--prune", "--file", path], { env });
      expect(plan.code, words + plan.stdout).toBe(0);
    }
    expect(partial).toBeGreaterThan(kills / 4);
    console.log(`${killed} processes were killed, ${partial} of them between two changes`);
  });
});
