import type { ViteUserConfig } from "vitest/config";

/** The settings that the tests of every package share. */
export const shared: NonNullable<ViteUserConfig["test"]> = {
  // Limits that only a test that hangs meets, however busy the machine is.
  testTimeout: 300_000,
  hookTimeout: 300_000,
  // The test files of a worker share its modules, for most of them import the same ones. No test leaves anything behind.
  isolate: false,
  pool: "threads",
  // Built packages are loaded by Node as they are. Only their sources need Vite.
  server: { deps: { external: [/\/(?:packages|specs)\/[^/]+\/dist\//] } },
  // What a test prints is shown if it fails.
  silent: "passed-only",
};
