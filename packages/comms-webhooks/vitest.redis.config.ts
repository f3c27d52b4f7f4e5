import { defineConfig, type ViteUserConfig } from "vitest/config";
import { shared } from "../../vitest.shared.ts";

const config: ViteUserConfig = defineConfig({
  test: { ...shared, include: ["test/redis/**/*.test.ts"], silent: false, fileParallelism: false },
});

export default config;
