import { defineConfig, type ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Limits that only a test that hangs meets, however busy the machine is.
    testTimeout: 1_200_000,
    hookTimeout: 1_200_000,
    // Runtimes and platforms are processes of their own: one file at a time leaves the machine to them.
    fileParallelism: false,
    silent: "passed-only",
  },
});

export default config;
