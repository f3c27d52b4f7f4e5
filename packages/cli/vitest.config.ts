import { defineProject, type UserWorkspaceConfig } from "vitest/config";
import { shared } from "../../vitest.shared.ts";

const config: UserWorkspaceConfig = defineProject({ test: shared });

export default config;
