import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createSandbox } from "@comms-webhooks/sandbox";
import { createWebexWebhooks } from "comms-webhooks/webex";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { recorded, scene } from "./commands.js";
import { accountId, env, randomFile, seededRandom, storeRandom } from "./random-pair.js";
import { run, temporaryFolder } from "./run.js";

const folder = temporaryFolder();
const path = join(folder, "imported.yaml");
const account = { ACCOUNT_ID: accountId, WEBEX_TOKEN: "webex-t0ken", API_KEY: "8x8-k3y" };
const europe = ["--set", "region=europe"];

describe("import", () => {
  it("writes a file of which plan says that nothing is to be done, for 30 random accounts over a socket", async () => {
    const sandbox = createSandbox();
    const urls = await sandbox.listen();
    const variables = { ...account, WEBEX_URL: urls.webex, CONNECT_URL: urls["8x8"] };
    for (let seed = 1; seed <= 30; seed += 1) {
      sandbox.reset();
      const random = seededRandom(seed);
      const file = randomFile(random, urls);
      // What an account can have without anything to correct: what a file was applied to.
      await storeRandom(random, sandbox, file);
      const first = join(folder, "first.yaml");
      writeFileSync(first, JSON.stringify(file));
      expect(await run(["apply", "--yes", "--prune", "--secrets", "write", "--file", first], { env })).toMatchObject({
        code: 0,
      });

      const imported = await run(["import", "--force", "--file", path], { env: variables });
      expect(imported, String(seed)).toMatchObject({ code: 0, stderr: "" });
      // The secrets that the file refers to, as a person would look them up. 8x8 masks them, so any will do.
      const text = readFileSync(path, "utf8");
      const webhooks: Record<string, { secret?: string }> = parse(text).webex.accounts.default.webhooks ?? {};
      const secrets = Object.fromEntries([...text.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => [name, "any-s3cret"]));
      const client = createWebexWebhooks({ auth: account.WEBEX_TOKEN, baseUrl: urls.webex });
      for await (const { name, secret } of client.list()) {
        const variable = webhooks[name]?.secret?.slice(2, -1);
        if (variable !== undefined && secret !== undefined) secrets[variable] = secret;
      }
      const plan = await run(["plan", "--file", path], { env: { ...secrets, ...variables } });
      expect(plan, `${seed} ${text}${plan.stdout}`).toMatchObject({ code: 0 });
    }
    await sandbox.close();
  });

  it("is recorded", async () => {
    const { run: command } = await scene(folder);
    const io = { env: account };
    const done = await command(["import", "--file", path, "--force", ...europe], io);
    await expect(recorded(done, folder)).toMatchFileSnapshot("recordings/import.txt");
    const again = await command(["import", "--file", path], io);
    await expect(recorded(again, folder)).toMatchFileSnapshot("recordings/import-exists.txt");
    const printed = await command(["import", "--file", "-", ...europe], io);
    await expect(recorded(printed, folder)).toMatchFileSnapshot("recordings/import-printed.txt");
    const nothing = await command(["import", "--file", path], { env: {} });
    await expect(recorded(nothing, folder)).toMatchFileSnapshot("recordings/import-nothing.txt");
    rmSync(path);
  });

  it.each([
    ["a secret as an argument", ["webex", "--set", "token=hush-s3cret"], "token is a secret"],
    ["a field that there isn't", ["webex", "--set", "tokn=hush-s3cret"], "has no such field. It has token"],
    ["what is no field and value", ["webex", "--env", "hush-s3cret"], "--env needs field=NAME."],
    ["an API that there isn't", ["hush-s3cret"], "The API must be webex or 8x8."],
    ["an account that isn't set", ["webex", "--env", "token=MY_TOKEN"], "MY_TOKEN must be set."],
  ])("rejects %s, without repeating it", async (_, args, expected) => {
    const { code, stderr } = await run(["import", "--file", path, ...args], { env: account });
    expect(code).toBe(1);
    expect(stderr).toContain(expected);
    expect(stderr).not.toContain("s3cret");
  });
});
