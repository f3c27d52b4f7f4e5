import { configDefaults, defineProject, type UserWorkspaceConfig } from "vitest/config";
import { shared } from "../../vitest.shared.ts";

const config: UserWorkspaceConfig = defineProject({
  test: { ...shared, exclude: [...configDefaults.exclude, "test/site"] },
});

export default config;
