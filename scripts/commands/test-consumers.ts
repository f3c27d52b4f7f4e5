import { installPackages } from "../lib/install-packages.ts";
import { runOutsideTests } from "../lib/outside-tests.ts";

// Arguments go to Vitest: npm run test:consumers -- test/platforms
await runOutsideTests("consumers", installPackages);
