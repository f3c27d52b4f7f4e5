import { describe, expect, it } from "vitest";
import { createManualClock, createSandbox, type SandboxOptions } from "../../src/index.js";

describe("the options of createSandbox", () => {
  it.each([
    [null, "the options must be an object"],
    ["webex", "the options must be an object"],
    [{ now: new Date(0) }, "now must be a function; got an object"],
    [{ setTimer: 5 }, "setTimer must be a function; got 5"],
    [{ randomUUID: "5e1f" }, "randomUUID must be a function; got a string"],
    [{ receive: null }, "receive must be a function; got null"],
    [{ allowRemote: "yes" }, "allowRemote must be true or false; got a string"],
    [{ deliveryTimeout: "5" }, "deliveryTimeout must be milliseconds from 0 to 2147483647; got a string"],
    [{ deliveryTimeout: -1 }, "deliveryTimeout must be milliseconds from 0 to 2147483647; got -1"],
    [{ deliveryTimeout: Number.NaN }, "deliveryTimeout must be milliseconds from 0 to 2147483647; got NaN"],
    [{ deliveryTimeout: 2 ** 31 }, "deliveryTimeout must be milliseconds from 0 to 2147483647; got 2147483648"],
    [{ subAccounts: "Sales" }, "subAccounts must be an array of strings; got a string"],
    [{ subAccounts: ["Sales", 5] }, "subAccounts must be an array of strings; got an array"],
    [{ recieve: () => new Response() }, "recieve isn't an option; did you mean receive?"],
    [{ allowremote: true }, "allowremote isn't an option; did you mean allowRemote?"],
    [{ subAccount: [] }, "subAccount isn't an option; did you mean subAccounts?"],
  ])("are checked by name: %j", (options, message) => {
    expect(() => createSandbox(options as SandboxOptions)).toThrow(new TypeError(message));
  });

  it("may be omitted or undefined", () => {
    createSandbox();
    createSandbox({
      now: undefined,
      setTimer: undefined,
      randomUUID: undefined,
      receive: undefined,
      allowRemote: undefined,
      deliveryTimeout: undefined,
      subAccounts: undefined,
    });
  });

  it("may have limits at their ends, and the other members of a manual clock", () => {
    for (const deliveryTimeout of [0, 2 ** 31 - 1]) createSandbox({ ...createManualClock(), deliveryTimeout });
  });
});
