import { defineConfig, type ViteUserConfig } from "vitest/config";
import { shared } from "../../vitest.shared.ts";

const config: ViteUserConfig = defineConfig({
  test: { ...shared, include: ["test/site/**/*.test.ts"], silent: false },
});

export default config;
