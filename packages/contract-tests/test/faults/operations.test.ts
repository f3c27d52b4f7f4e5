import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { apis, documentOf } from "../../src/apis.ts";
import { listOperations } from "../../src/operations.ts";
import { operations } from "./operations.ts";

const { exports } = createRequire(import.meta.url)("comms-webhooks/package.json") as { exports: object };
const withClient = apis.filter((api) => `./${api}` in exports);

test.each(withClient)("the operations that are tried with faults are all of %s", (api) => {
  const tried = operations.filter((operation) => operation.api === api).map(({ id, method }) => `${method} ${id}`);
  const declared = listOperations(documentOf(api)).map(
    ({ method, operation }) => `${method.toUpperCase()} ${operation.operationId}`,
  );
  expect(tried.sort()).toEqual(declared.sort());
});
