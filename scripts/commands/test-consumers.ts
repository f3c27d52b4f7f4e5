import { runOutsideTests } from "../lib/outside-tests.ts";
import { installPackages } from "../packaging/install-packages.ts";

// Arguments go to Vitest: npm run test:consumers -- test/platforms
await runOutsideTests("consumers", installPackages);
