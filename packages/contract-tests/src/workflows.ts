import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import type { Sandbox } from "@comms-webhooks/sandbox";
import { type Api, apis } from "./apis.ts";

const require = createRequire(import.meta.url);
const cli = join(dirname(require.resolve("@redocly/cli/package.json")), "bin/cli.js");

/** Lists the files of an API's workflows. */
export function workflowFiles(api: Api): string[] {
  const folder = join(dirname(require.resolve(`@comms-webhooks/${api}-spec/package.json`)), "workflows");
  return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
}

/** Returns the names of the operations that an API's workflows call, such as `webex.createWebhook`. */
export function calledOperations(api: Api): string[] {
  const texts = workflowFiles(api).map((file) => readFileSync(file, "utf8"));
  const called = texts.flatMap((text) => [...text.matchAll(/operationId: \$sourceDescriptions\.(\S+)/g)]);
  return [...new Set(called.map(([, name = ""]) => name))].sort();
}

/** What `redocly respect` reports, in part. */
interface Report {
  readonly files: Readonly<Record<string, { readonly executedWorkflows: readonly Workflow[] }>>;
}

interface Workflow {
  readonly workflowId: string;
  readonly executedSteps: readonly {
    readonly stepId: string;
    readonly checks: readonly { readonly name: string; readonly passed: boolean; readonly message: string }[];
  }[];
}

/** How many steps of workflows were run, and the checks that failed, each with its workflow and step. */
export interface WorkflowRun {
  readonly steps: number;
  readonly failures: readonly string[];
}

/** Runs an API's workflows against a sandbox that listens. */
export async function runWorkflows(api: Api, sandbox: Sandbox): Promise<WorkflowRun> {
  const url = sandbox.url as Readonly<Record<Api, string>>;
  const controls = new URL("/_sandbox", Object.values(url)[0]).href;
  const servers = [...apis.map((name) => `${name}=${url[name]}`), `sandbox=${controls}`];
  const folder = await mkdtemp(join(tmpdir(), "workflows-"));
  const file = join(folder, "report.json");
  try {
    const output = await redocly(
      ...["respect", ...workflowFiles(api), "--json-output", file, "--input", `inbox=${controls}/inbox`],
      ...servers.flatMap((server) => ["--server", server]),
    );
    if (!existsSync(file)) throw new Error(`redocly respect ran no workflow:\n${output}`);
    return summarize(JSON.parse(await readFile(file, "utf8")) as Report);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function summarize({ files }: Report): WorkflowRun {
  const steps = Object.values(files).flatMap(({ executedWorkflows }) =>
    executedWorkflows.flatMap(({ workflowId, executedSteps }) =>
      executedSteps.map((step) => ({ workflowId, ...step })),
    ),
  );
  const failures = steps.flatMap(({ workflowId, stepId, checks }) =>
    checks
      .filter(({ passed }) => !passed)
      .map(({ name, message }) => `${workflowId}, ${stepId}: ${name}: ${stripVTControlCharacters(message).trim()}`),
  );
  return { steps: steps.length, failures };
}

/** Returns what Redocly's own rules find in the document of the sandbox's controls, which the workflows use. */
export async function lintControls(): Promise<readonly { readonly message: string }[]> {
  const document = "packages/sandbox/controls.openapi.yaml";
  const output = await redocly("lint", document, "--extends=recommended-strict", "--format=json");
  return (JSON.parse(output.slice(output.indexOf("{"), output.lastIndexOf("}") + 1)) as { problems: [] }).problems;
}

/** Runs the Redocly CLI, offline, and returns what it printed, also if it failed. */
function redocly(...args: string[]): Promise<string> {
  const env = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
  const cwd = new URL("../../../", import.meta.url);
  return new Promise((resolve) => {
    execFile(process.execPath, [cli, ...args], { cwd, env }, (_, stdout, stderr) => resolve(stdout + stderr));
  });
}
