import { existsSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import {
  BaseResolver,
  bundle,
  type Config,
  getLineColLocation,
  lint,
  loadConfig,
  type NormalizedProblem,
  YamlParseError,
} from "@redocly/openapi-core";
import type { Document } from "../generators/openapi.ts";
import { partFiles } from "../lint/lib/part-files.js";
import { root } from "./repository.ts";

/** What is wrong with a spec, and where. */
export interface Finding {
  /** Path from the repository's root, with `/`. */
  file: string;
  line: number;
  column: number;
  severity: "error" | "warn";
  rule: string;
  message: string;
}

/** A spec that was linted and bundled. */
export interface CheckedSpec {
  findings: Finding[];
  /** The bundled document, unless the files can't be put together. */
  document: Document | undefined;
}

/**
 * Lints and bundles a document, and lints the workflows beside it. Each file is read and parsed once. Problems in an ignore file
 * are findings too.
 */
export async function checkSpec(path: string): Promise<CheckedSpec> {
  const config = await configFor(path);
  const resolver = new BaseResolver(config.resolve);
  return run(async () => {
    const problems = await lint({ ref: path, config, externalRefResolver: resolver });
    const workflows = partFiles(path, "workflows").map((file) => lint({ ref: join(dirname(path), file), config }));
    const bundled = await bundle({ ref: path, config, externalRefResolver: resolver });
    const document = bundled.problems.length > 0 ? undefined : (bundled.bundle.parsed as Document);
    // The bundler repeats what the linter found, except that it gave a schema another name.
    const found = [...problems, ...bundled.problems.filter((problem) => problems.length === 0 || isRenaming(problem))];
    const all = [...withoutConsequences(found), ...(await Promise.all(workflows)).flat()];
    return { findings: unique(all.map(toFinding)), document };
  });
}

/** Bundles a document; throws with the findings if the files can't be put together. */
export async function bundleSpec(path: string): Promise<Document> {
  const { findings, document } = await run(async () => {
    const { bundle: bundled, problems } = await bundle({ ref: path, config: await configFor(path) });
    const parsed = problems.length > 0 ? undefined : (bundled.parsed as Document);
    return { findings: unique(problems.map(toFinding)), document: parsed };
  });
  if (!document) throw new Error(`${fromRoot(path)} can't be bundled:\n${formatFindings(findings)}`);
  return document;
}

/** Returns whether the bundler reports that it gave a schema another name, since two files have the same. */
export function isRenaming({ message }: { message: string }): boolean {
  return message.includes("Renamed ");
}

/** Formats findings as lines, grouped by file, each with a path that editors and terminals can open. */
export function formatFindings(findings: Finding[]): string {
  const places = findings.map(({ file, line, column }) => `${file}:${line}:${column}`);
  const width = Math.max(...places.map((place) => place.length));
  return findings
    .map(({ severity, rule, message }, i) => `${places[i]?.padEnd(width)}  ${severity.padEnd(5)}  ${message} (${rule})`)
    .join("\n");
}

const configs = new Map<string, Promise<Config>>();

/** Has the next document's configuration read again: a file of Redocly's settings was saved. */
export function forgetConfigs(): void {
  configs.clear();
}

/** Loads the configuration in the document's folder, or else, as for documents outside the repository, the root's. */
function configFor(path: string): Promise<Config> {
  const own = join(dirname(path), "redocly.yaml");
  const configPath = path.startsWith(root) && existsSync(own) ? own : join(root, "redocly.yaml");
  const config = configs.get(configPath) ?? load(configPath);
  configs.set(configPath, config);
  return config;
}

async function load(configPath: string): Promise<Config> {
  const config = await loadConfig({ configPath });
  // Redocly passes over an `extends` that it can't read.
  if (!config.plugins.some(({ id }) => id === "house"))
    throw new Error(`${fromRoot(configPath)} doesn't extend redocly.yaml.`);
  return config;
}

/** Turns a root document that can't be parsed into a finding; the linter throws there. */
async function run(task: () => Promise<CheckedSpec>): Promise<CheckedSpec> {
  try {
    return await task();
  } catch (error) {
    if (!(error instanceof YamlParseError)) throw error;
    const { source, line, col, originalError } = error;
    const message = withoutPlace(originalError.message.split("\n")[0] ?? "The file isn't valid YAML.");
    const file = fromRoot(source.absoluteRef);
    return {
      findings: [{ file, line, column: col, severity: "error", rule: "syntax", message }],
      document: undefined,
    };
  }
}

/** Leaves out references to a file that can't be parsed: the file's own finding says it all. */
function withoutConsequences(problems: NormalizedProblem[]): NormalizedProblem[] {
  const causes = problems.map(({ message }) => message.match(/^Failed to parse: (.*)$/s)?.[1]).filter(Boolean);
  return problems.filter(({ message }) => !causes.some((cause) => message === `Can't resolve $ref: ${cause}`));
}

function toFinding({ ruleId, severity, message, location: [place] }: NormalizedProblem): Finding {
  if (!place) throw new Error(`${ruleId} reported no place: ${message}`);
  const { start } = getLineColLocation(place);
  const file = fromRoot(place.source.absoluteRef);
  const text = withoutPlace(message.replaceAll(root, "").replace(/\s*\n(- )?/g, " "));
  return { file, line: start.line, column: start.col, severity, rule: ruleId, message: text };
}

/** Strips the place that the parser of YAML repeats: the finding has it. */
function withoutPlace(message: string): string {
  return message.replace(/ in "[^"]*" \(\d+:\d+\)/, "");
}

function unique(findings: Finding[]): Finding[] {
  const byText = new Map(findings.map((finding) => [JSON.stringify(finding), finding]));
  return [...byText.values()].sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column);
}

function fromRoot(path: string): string {
  return relative(root, path).replaceAll(sep, "/");
}
