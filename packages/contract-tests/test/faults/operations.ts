import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Api, apis } from "../../src/apis.ts";
import type { Operation } from "../../src/faults/operation.ts";

async function operationsOf(api: Api): Promise<readonly Operation[]> {
  const path = fileURLToPath(new URL(`../${api}/faults/operations.ts`, import.meta.url));
  return existsSync(path) ? ((await import(path)) as { operations: readonly Operation[] }).operations : [];
}

/** Every operation of every API that has a table of them: `test/<api>/faults/operations.ts`. */
export const operations: readonly Operation[] = (await Promise.all(apis.map(operationsOf))).flat();
