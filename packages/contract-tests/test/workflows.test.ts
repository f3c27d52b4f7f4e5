import { createSandbox } from "@comms-webhooks/sandbox";
import { describe, expect, test } from "vitest";
import { apis, documentOf } from "../src/apis.ts";
import { listOperations } from "../src/operations.ts";
import { calledOperations, lintControls, runWorkflows, type WorkflowRun } from "../src/workflows.ts";

/** Runs an API's workflows against a sandbox, with responses that it gives first in place of its own. */
async function run(api: string, ...responses: object[]): Promise<WorkflowRun> {
  const sandbox = createSandbox();
  await sandbox.listen();
  for (const response of responses) {
    const body = JSON.stringify({ api, ...response });
    const headers = { "Content-Type": "application/json" };
    await fetch(new URL("/_sandbox/responses", sandbox.url.webex), { method: "POST", headers, body });
  }
  return runWorkflows(api, sandbox).finally(sandbox.close);
}

describe.each(apis)("the workflows of %s", (api) => {
  test("call every operation of the API", () => {
    const all = listOperations(documentOf(api)).map(({ operation }) => `${api}.${operation.operationId}`);
    expect(calledOperations(api)).toEqual(expect.arrayContaining(all));
  });

  test("hold over the sandbox's socket", async () => {
    const { steps, failures } = await run(api);
    expect(failures).toEqual([]);
    expect(steps).toBeGreaterThan(10);
  });
});

test("the document of the sandbox's controls is valid", async () => {
  expect(await lintControls()).toEqual([]);
});

describe("a workflow", () => {
  test("fails where a body isn't one that the document describes, and where a status isn't declared", async () => {
    const { failures } = await run("webex", { status: 401, body: {} }, { status: 418 });
    for (const failure of ["unauthorized, list: schema check: ", "notFound, register: status code check: "])
      expect(failures).toContainEqual(expect.stringContaining(failure));
  });
});
