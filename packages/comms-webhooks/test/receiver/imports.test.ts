import { expect, it, vi } from "vitest";

it("importing a receiver touches no object of the Fetch API, which Node loads slowly", async () => {
  const touched: string[] = [];
  for (const name of ["Request", "Response", "Headers", "FormData", "fetch"] as const) {
    const { get, value } = Object.getOwnPropertyDescriptor(globalThis, name) ?? {};
    Object.defineProperty(globalThis, name, {
      configurable: true,
      get() {
        touched.push(name);
        return get ? get.call(globalThis) : value;
      },
    });
  }
  vi.resetModules();
  await import("../../src/webex/receiver.js");
  await import("../../src/8x8/receiver.js");
  await import("../../src/node/index.js");
  expect(touched).toEqual([]);
  expect(Response).toBeTypeOf("function");
  expect(touched).toEqual(["Response"]);
});
