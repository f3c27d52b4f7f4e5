import { describe, expect, it } from "vitest";
import { commandLine } from "../src/output/command-line.js";

describe("a suggested command", () => {
  it("is short for the usual file", () => {
    expect(commandLine("apply", { file: "webhooks.yaml", secrets: "compare" })).toBe("comms-webhooks apply");
  });

  it("is about the same file, accounts and plan", () => {
    const options = {
      file: "staging.yaml",
      account: "webex/one",
      envStdin: true,
      prune: true,
      secrets: "write",
    } as const;
    expect(commandLine("apply", options)).toBe(
      "comms-webhooks apply --file staging.yaml --account webex/one --env-stdin --prune --secrets write",
    );
  });

  it("can be copied into a shell, whatever the names are", () => {
    expect(commandLine("status --heal", { file: "it's $HOME.yaml", account: "a b" })).toBe(
      "comms-webhooks status --heal --file 'it'\\''s $HOME.yaml' --account 'a b'",
    );
  });
});
