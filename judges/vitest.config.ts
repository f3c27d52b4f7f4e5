import { defineConfig, type ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Limits that only a test that hangs meets, however busy the machine is.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    silent: "passed-only",
  },
});

export default config;
