import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Block, type Problem, textOf } from "./block.ts";
import { type Running, start, untilEnd } from "./process.ts";
import { type Program, runnableOf, type Source } from "./programs.ts";
import type { Surroundings } from "./surroundings.ts";
import { transpile } from "./transpile.ts";

/** What running blocks came to. */
export interface Ran {
  readonly problems: readonly Problem[];
  /** Returns what a block has printed until now. */
  readonly outputs: ReadonlyMap<Block, () => string>;
  /** What goes on until the end of the page. */
  readonly running: readonly Running[];
}

/**
 * Runs a program. Its receivers get a delivery each.
 * @param awaited The blocks whose output the page shows: their receivers get it at the end of the block.
 */
export async function runProgram(
  program: Program,
  surroundings: Surroundings,
  awaited: ReadonlySet<Block>,
  limit: number,
): Promise<Ran> {
  const blocks = program.blocks.filter(({ kind }) => kind === "run");
  const [first] = blocks;
  if (first === undefined) return { problems: [], outputs: new Map(), running: [] };
  const name = `block-${first.line}`;
  const source = runnableOf(program);
  const waiting = blocks.flatMap((block, index) => (awaited.has(block) ? [String(index)] : []));
  const file = `${name}.${program.name.endsWith(".cjs") ? "cjs" : "js"}`;
  const running = startModule(surroundings, file, source, [pathOf(source.text), ...waiting]);
  const end = await untilEnd(running, surroundings, limit, false);
  const [error, refused, output] = [surroundings.take("error"), surroundings.take("refused"), running.output()];
  const parts = output.split(/\uE000\d+\uE000/);
  const reached = blocks[parts.length - 1] ?? blocks.at(-1);
  const problem = (message: string, at = reached?.line ?? 0): Problem => ({ page: program.page, line: at, message });
  const problems: Problem[] = [];
  if (error !== "")
    problems.push(
      problem(
        `threw ${withPlaces(error, name, source, program.page)}${printedAs(output)}`,
        lineOf(error, name, source),
      ),
    );
  else if (end === "never") problems.push(problem(`doesn't end within ${limit / 1000} seconds${printedAs(output)}`));
  else if (end === 13) problems.push(problem("awaits something that never happens"));
  else if (end !== 0) problems.push(problem(`ends with the exit code ${end}${printedAs(output)}`));
  for (const target of new Set(refused.split("\n").filter(Boolean)))
    problems.push(problem(`reaches for ${target}, which isn't a vendor`));
  const last = parts.splice(blocks.length - 1).join("");
  return { problems, outputs: new Map(blocks.map((block, index) => [block, () => parts[index] ?? last])), running: [] };
}

/** Starts what the reader of a shell block has, and waits until it listens. */
export async function runSetup(block: Block, surroundings: Surroundings, limit: number): Promise<Ran> {
  const name = `setup-${block.line}`;
  const lines = [...block.setup];
  const source: Source = { text: textOf(lines), lineAt: (line) => lines[line - 1] };
  const running = startModule(surroundings, `${name}.js`, source, ["/", "serve"]);
  const end = await untilEnd(running, surroundings, limit, true);
  if (end === "listens" || end === 0) return { problems: [], outputs: new Map(), running: [running] };
  const error = surroundings.take("error");
  const message = `the setup ${error ? `threw ${error}` : `ends with ${end}`}${printedAs(running.output())}`;
  return {
    problems: [{ page: block.page, line: lineOf(error, name, source) ?? block.line, message }],
    outputs: new Map(),
    running: [],
  };
}

/** Describes what was printed before a failure. */
export function printedAs(output: string): string {
  const text = output.replace(/\uE000\d+\uE000/g, "").trim();
  return text === "" ? "" : `\nprinted was\n${text.replace(/^/gm, "    ")}`;
}

function startModule(surroundings: Surroundings, file: string, source: Source, args: readonly string[]): Running {
  const { workshop, folder } = surroundings;
  const path = join(folder, file);
  writeFileSync(path, transpile(file.replace(/\.js$/, ".ts"), source.text, workshop.replacements));
  const command = [process.execPath, "--enable-source-maps", workshop.runtime("program.js"), path, ...args];
  return start(surroundings, command, { name: file });
}

/** Returns the path that a program receives deliveries at. */
function pathOf(text: string): string {
  return /["'`](\/[\w/-]*)["'`]/.exec(text)?.[1] ?? "/";
}

function lineOf(stack: string, name: string, source: Source): number | undefined {
  for (const [, line] of stack.matchAll(placesIn(name))) {
    const found = source.lineAt(Number(line));
    if (found) return found.number;
  }
  return undefined;
}

/** Leaves the first lines of a stack, with the places of the page in it. */
function withPlaces(stack: string, name: string, source: Source, page: string): string {
  const isForeign = (line: string) => /^\s+at /.test(line) && !new RegExp(`${name}\\.[cjt]+s`).test(line);
  const own = stack.split("\n").filter((line) => !isForeign(line));
  return own.join("\n").replace(placesIn(name), (_, line) => `${page}:${source.lineAt(Number(line))?.number ?? "?"}`);
}

function placesIn(name: string): RegExp {
  return new RegExp(`(?:file://)?[^\\s()]*${name}\\.[cjt]+s:(\\d+):\\d+`, "g");
}
