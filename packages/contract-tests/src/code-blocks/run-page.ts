import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";
import { parse } from "yaml";
import { type Block, type Problem, textOf } from "./block.ts";
import { outputProblem } from "./output.ts";
import { type Running, start, stop, untilEnd } from "./process.ts";
import type { Plan, Step } from "./programs.ts";
import { printedAs, type Ran, runProgram, runSetup } from "./run-program.ts";
import { runShell } from "./run-shell.ts";
import { openSurroundings, type Surroundings } from "./surroundings.ts";
import { transpile } from "./transpile.ts";
import type { Workshop } from "./workshop.ts";

/** Limits that only what hangs meets. */
export interface Limits {
  /** Milliseconds for a program or a command. */
  readonly process: number;
  /** Milliseconds for a server to print what is shown. */
  readonly output: number;
}

const nothing: Ran = { problems: [], outputs: new Map(), running: [] };

/** Runs what a page shows, in its order. Returns what is wrong. */
export async function runPage(name: string, plan: Plan, workshop: Workshop, limits: Limits): Promise<Problem[]> {
  if (plan.steps.length === 0) return [];
  const surroundings = await openSurroundings(workshop, name);
  const problems: Problem[] = [];
  const running: Running[] = [];
  const awaited = new Set(plan.outputs.keys());
  const served = new Set<string>();
  const setups = new Set(plan.steps.flatMap((step) => (step.kind === "shell" ? [setupOf(step)] : [])));
  try {
    for (const step of plan.steps) {
      for (const block of blocksOf(step)) saveFile(block, surroundings);
      // A program that commands of the page have as their server runs once, as that.
      if (step.kind === "program" && setups.has(textOf(step.program.blocks.flatMap(({ lines }) => lines)))) continue;
      const setup = step.kind === "shell" ? setupOf(step) : "";
      const isNew = setup !== "" && !served.has(setup);
      served.add(setup);
      for (const run of [
        () => (isNew && step.kind === "shell" ? runSetup(step.block, surroundings, limits.process) : nothing),
        () => runStep(step, surroundings, awaited, limits.process),
      ]) {
        const ran = await run();
        problems.push(...ran.problems);
        running.push(...ran.running);
        for (const [block, output] of ran.problems.length > 0 ? [] : ran.outputs) {
          const shown = plan.outputs.get(block);
          const problem = shown && (await differs(shown, output, running.length > 0 ? limits.output : 0));
          if (problem) problems.push(problem);
        }
      }
    }
  } finally {
    await Promise.all(running.map(({ child }) => stop(child)));
    await surroundings.close();
  }
  return problems;
}

const setupOf = ({ block }: { readonly block: Block }): string => textOf(block.setup);

function blocksOf(step: Step): readonly Block[] {
  return step.kind === "program" ? step.program.blocks : [step.block];
}

/** Saves a block with a name, where others find it. What is imported as JavaScript is saved as that, too. */
function saveFile({ file, setup, lines }: Block, { folder, workshop }: Surroundings): void {
  if (file === undefined) return;
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  const text = textOf([...setup, ...lines]);
  writeFileSync(path, text);
  if (/\.[jt]s$/.test(file)) writeFileSync(path.replace(/ts$/, "js"), transpile(file, text, workshop.replacements));
}

function runStep(
  step: Step,
  surroundings: Surroundings,
  awaited: ReadonlySet<Block>,
  limit: number,
): Promise<Ran> | Ran {
  if (step.kind === "program") return runProgram(step.program, surroundings, awaited, limit);
  return step.kind === "shell" ? runShell(step.block, surroundings, limit) : checkData(step.block, surroundings, limit);
}

/** Parses a file, and has the command read a file of webhooks. */
async function checkData(block: Block, surroundings: Surroundings, limit: number): Promise<Ran> {
  const { page, line, language, file = "", lines } = block;
  const text = textOf(lines);
  const failed = (message: string): Ran => ({ ...nothing, problems: [{ page, line, message }] });
  try {
    if (/^ya?ml$/.test(language)) parse(text);
    const { error } = /^jsonc?$/.test(language) ? ts.parseConfigFileTextToJson(file, text) : {};
    if (error) throw new Error(ts.flattenDiagnosticMessageText(error.messageText, "\n"));
  } catch (error) {
    return failed(`isn't valid ${language}: ${(error as Error).message}`);
  }
  if (!/webhooks[\w.-]*\.ya?ml$/.test(file)) return nothing;
  const ports = [...text.matchAll(/(?:127\.0\.0\.1|localhost):(\d+)/g)].map(([, port]) => Number(port));
  const command = ["npx", "comms-webhooks", "plan", "--file", file];
  const process = start(surroundings, ["/bin/sh", "-c", command.join(" ")], { name: `block-${line}`, ports });
  const end = await untilEnd(process, surroundings, limit, false);
  return end === 0 || end === 2
    ? nothing
    : failed(`${command.join(" ")} ends with ${end}${printedAs(process.output())}`);
}

/** Returns how an output differs, if it still does when a server has had time to print it. */
async function differs(shown: Block, output: () => string, limit: number): Promise<Problem | undefined> {
  for (let left = limit; ; left -= 50) {
    const problem = outputProblem(shown, output());
    if (problem === undefined || left <= 0) return problem;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
