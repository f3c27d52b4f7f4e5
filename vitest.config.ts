import { defineConfig, type ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = defineConfig({
  // Vitest leaves one core to its main thread, which has little to do here.
  test: { projects: ["packages/*", "scripts"], maxWorkers: "100%" },
});

export default config;
