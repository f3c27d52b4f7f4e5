import { relative, sep } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { createVitest, type TestModule, type Vitest } from "vitest/node";
import { generateClient } from "../generators/client.ts";
import { generateData } from "../generators/data.ts";
import type { Document } from "../generators/openapi.ts";
import { generate, type Package, packages } from "../generators/packages.ts";
import { apis, bundlePath, documentPath } from "../lib/apis.ts";
import { buildPackage } from "../lib/build-package.ts";
import { replaceFile } from "../lib/file-system.ts";
import { root } from "../lib/repository.ts";
import { checkSpec } from "../lib/spec.ts";

/** What became of an edit: `killed` names the gate that turned red. `unseen` changed nothing in the document. */
export interface Verdict {
  readonly state: "killed" | "survived" | "unseen";
  readonly stage?: "lint" | "generate" | "test";
  readonly by?: string;
}

/** The gates of the repository that this module is in. */
export interface Gates {
  /** Judges the state of the files of an API's spec, by all tests or only by those of facts. */
  judge(api: string, tests: "all" | "facts"): Promise<Verdict>;
  close(): Promise<void>;
}

/** Tests that read what is built from a spec, in the order in which they are likely to fail. */
const tests: readonly RegExp[] = [
  /^packages\/contract-tests\/test\/(?:\w+\/facts\/|required-fields\.|open-and-closed\.)/,
  /^packages\/contract-tests\/test\/(?:\w+\/[^/]+|parameters|secret-fields|conformance|deliveries\/(?:names|time))\.test/,
  /^packages\/(?:comms-webhooks\/test\/(?:8x8\/(?:receiver|namespaces)|\w+\/client|delivery-keys)|sandbox\/test\/\w+\/(?:delivery-plan|app))\./,
  /^packages\/contract-tests\/test\/(?:types|examples)\./,
];

/** Tests that need no fact of a spec and take long. */
const left = /generated|converge/;

/** Builds everything as it is, and opens the gates. */
export async function createGates(): Promise<Gates> {
  process.chdir(root); // Vitest looks for the projects there.
  const baselines = new Map<string, Document>();
  for (const api of apis) {
    const { document, findings } = await checkSpec(documentPath(api));
    if (!document || findings.length > 0) throw new Error(`The spec of ${api} has findings before any edit.`);
    baselines.set(api, document);
    await rebuild(api, document);
  }
  const vitest = await createVitest(
    "test",
    { root, watch: false, bail: 1, reporters: [{}], maxWorkers: 1, silent: true },
    { logLevel: "silent" },
  );
  const edited = new Set<string>();
  const restore = async (api: string) => {
    edited.delete(api);
    await rebuild(api, baselines.get(api) as Document);
  };
  const judge = async (api: string, which: "all" | "facts"): Promise<Verdict> => {
    const { findings, document } = await checkSpec(documentPath(api));
    const [finding] = findings;
    if (finding) return { state: "killed", stage: "lint", by: finding.rule };
    if (!document) return { state: "killed", stage: "lint", by: "bundle" };
    if (isDeepStrictEqual(plain(document), plain(baselines.get(api)))) return { state: "unseen" };
    try {
      for (const other of edited) if (other !== api) await restore(other);
      edited.add(api);
      await rebuildData(api, document);
      const fact = await failingTest(vitest, api, tests.slice(0, 1));
      if (fact !== undefined || which === "facts") return verdict(fact);
      await rebuild(api, document);
    } catch (error) {
      return { state: "killed", stage: "generate", by: String(error).split("\n")[0] ?? "" };
    }
    return verdict(await failingTest(vitest, api, tests.slice(1)));
  };
  for (const api of apis) {
    const by = await failingTest(vitest, api, tests);
    if (by !== undefined) throw new Error(`A test fails before any edit: ${by}`);
  }
  return { judge, close: () => vitest.close() };
}

/** Bundles a document, and builds what the tests of facts read beside the bundle: the client without its validators. */
async function rebuildData(api: string, document: Document): Promise<void> {
  await replaceFile(bundlePath(api), `${JSON.stringify(document, null, 2)}\n`);
  for (const { path, content } of [...generateClient(api, document), ...generateData(api, document)])
    await replaceFile(`${root}packages/${api}-client/src/generated/${path}`, content);
  await buildPackage(`${root}packages/${api}-client`);
}

/** Bundles, generates and builds what depends on an API's document. */
async function rebuild(api: string, document: Document): Promise<void> {
  await replaceFile(bundlePath(api), `${JSON.stringify(document, null, 2)}\n`);
  for (const name of Object.keys(packages) as Package[]) await generate(api, document, name, "write");
  await buildPackage(`${root}packages/${api}-types`);
  await buildPackage(`${root}packages/${api}-client`);
  await buildPackage(`${root}packages/comms-webhooks`, { inline: "@comms-webhooks/" });
}

/** Runs the tests until one fails, and returns its name. */
async function failingTest(vitest: Vitest, api: string, groups: typeof tests): Promise<string | undefined> {
  const others = apis.filter((name) => name !== api).map((name) => `/test/${name}/`);
  const all = (await vitest.globTestSpecifications()).filter(({ moduleId }) => {
    const file = nameOf(moduleId);
    return !left.test(file) && !others.some((folder) => file.includes(folder));
  });
  const seen = new Set<string>();
  for (const pattern of groups) {
    const chosen = all.filter(({ moduleId }) => pattern.test(nameOf(moduleId)) && !seen.has(moduleId));
    if (chosen.length === 0) throw new Error(`No test file matches ${pattern}.`);
    for (const { moduleId } of chosen) seen.add(moduleId);
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications(chosen);
    // Modules of earlier runs are among them.
    const own = testModules.filter((module) => chosen.some(({ moduleId }) => moduleId === module.moduleId));
    const [failure] = own.flatMap(failuresOf);
    if (failure !== undefined) return failure;
    if (unhandledErrors.length > 0) return `an error outside of tests: ${Object(unhandledErrors[0]).message}`;
  }
  return undefined;
}

function verdict(by: string | undefined): Verdict {
  return by === undefined ? { state: "survived" } : { state: "killed", stage: "test", by };
}

function nameOf(path: string): string {
  return relative(root, path).replaceAll(sep, "/");
}

function failuresOf(module: TestModule): string[] {
  const file = nameOf(module.moduleId);
  const failed = [...module.children.allTests("failed")].map(({ fullName }) => `${file}: ${fullName}`);
  const broken = module.errors().map(({ message }) => `${file}: ${message.split("\n")[0]}`);
  return [...failed, ...broken];
}

function plain(document: Document | undefined): unknown {
  return JSON.parse(JSON.stringify(document ?? null));
}
