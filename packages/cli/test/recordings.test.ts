import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { recorded, scene } from "./commands.js";
import { run as runBare, temporaryFolder } from "./run.js";

const folder = temporaryFolder();

/** Each command, as it is and on a terminal with colours. */
const plain: readonly (readonly [name: string, args: readonly string[]])[] = [
  ["help", ["--help"]],
  ["plan-help", ["plan", "--help"]],
  ["apply-help", ["apply", "--help"]],
  ["import-help", ["import", "--help"]],
  ["status-help", ["status", "--help"]],
  ["reactivate-help", ["reactivate", "--help"]],
  ["plan", ["plan"]],
  ["plan-prune", ["plan", "--prune", "--secrets", "write"]],
  ["plan-json", ["plan", "--json"]],
  ["apply-without-terminal", ["apply"]],
  ["apply", ["apply", "--yes"]],
  ["apply-json", ["apply", "--yes", "--json", "--prune"]],
  ["status", ["status"]],
  ["status-json", ["status", "--json"]],
  ["status-heal", ["status", "--heal"]],
  ["reactivate", ["reactivate", "Cards"]],
  ["reactivate-since", ["reactivate", "Cards", "--since", "2026-11-26T11:00:00Z", "--json"]],
  ["reactivate-active", ["reactivate", "Members"]],
  ["reactivate-active-json", ["reactivate", "Members", "--json"]],
  ["reactivate-missing", ["reactivate", "Lobby"]],
  ["reactivate-unknown", ["reactivate", "Loby"]],
];

describe("the output of a command", () => {
  it.each(plain)("is recorded: %s", async (name, args) => {
    const { run } = await scene(folder);
    await expect(recorded(await run(args), folder)).toMatchFileSnapshot(`recordings/${name}.txt`);
  });

  it.each(plain.filter(([name]) => ["plan", "plan-prune", "apply", "status"].includes(name)))(
    "has colours on a terminal: %s",
    async (name, args) => {
      const { run } = await scene(folder);
      const colored = await run(args, { terminal: true });
      await expect(recorded(colored, folder)).toMatchFileSnapshot(`recordings/${name}.colors.txt`);
      const env = { WEBEX_TOKEN: "webex-t0ken", API_KEY: "8x8-k3y", SECRET: "hush-s3cret", NO_COLOR: "1" };
      const plainOnTerminal = await (await scene(folder)).run(args, { terminal: true, env });
      expect(plainOnTerminal.stdout).toBe(stripVTControlCharacters(colored.stdout));
    },
  );

  it.each(plain.filter(([name]) => name.endsWith("help")))("fits into 80 columns: %s", async (_, args) => {
    const { stdout } = await runBare(args);
    expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
  });

  it("is recorded where nothing is to be done", async () => {
    const { run } = await scene(folder);
    await run(["apply", "--yes"]);
    await expect(recorded(await run(["plan"]), folder)).toMatchFileSnapshot("recordings/plan-nothing.txt");
    await expect(recorded(await run(["status"]), folder)).toMatchFileSnapshot("recordings/status-healthy.txt");
  });

  it("is recorded where apply stops at a failure, and continues", async () => {
    const { run, sandbox } = await scene(folder);
    const fetch = async (url: string, init: { readonly method?: string }) =>
      init.method === "PUT"
        ? Response.json({ message: "The secret hush-s3cret was rejected" }, { status: 400 })
        : sandbox.fetch(url, init as RequestInit);
    const failed = await run(["apply", "--yes"], { fetch });
    await expect(recorded(failed, folder)).toMatchFileSnapshot("recordings/apply-failed.txt");
    const json = await run(["apply", "--yes", "--json"], { fetch });
    await expect(recorded(json, folder)).toMatchFileSnapshot("recordings/apply-failed-json.txt");
    expect(await run(["apply", "--yes"])).toMatchObject({ code: 0 });
    expect(await run(["plan"])).toMatchObject({ code: 0 });
  });

  it.each([
    ["an unknown option, without its value", ["plan", "--tokn=hush-s3cret"], "There is no such option: --tokn."],
    ["an unknown command, without repeating it", ["hush-s3cret"], "There is no such command."],
    ["a command that is nearly right", ["plam"], "There is no such command. Did you mean plan?"],
    ["an argument too many", ["plan", "hush-s3cret"], "There are too many arguments."],
    ["a value that isn't allowed", ["plan", "--secrets", "hush-s3cret"], "Allowed choices are compare, write, keep."],
    ["an option without its value", ["plan", "--account"], "--account needs a value."],
    ["an option that has a short form without its value", ["plan", "--file"], "--file needs a value."],
    ["an argument too few", ["reactivate"], "NAME is missing."],
    ["a wrong interval", ["status", "--watch", "0"], "Allowed choices are whole numbers from 1 to 86400."],
  ])("is one line for %s", async (_, args, expected) => {
    const { code, stdout, stderr } = await runBare(args);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain(expected);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stderr).not.toContain("s3cret");
  });

  it("is an error with the line for a wrong file", async () => {
    const { run } = await scene(folder);
    const { code, stderr } = await run(["plan"], { env: { WEBEX_TOKEN: "webex-t0ken", API_KEY: "8x8-k3y" } });
    expect(code).toBe(1);
    expect(stderr).toMatch(/webhooks\.yaml:\d+:\d+: .*SECRET/);
  });
});
