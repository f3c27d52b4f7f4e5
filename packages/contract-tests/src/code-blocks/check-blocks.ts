import { availableParallelism } from "node:os";
import type { Page, Problem } from "./block.ts";
import { planPage } from "./programs.ts";
import { type Limits, runPage } from "./run-page.ts";
import { typeCheck } from "./type-check.ts";
import { createWorkshop } from "./workshop.ts";

const patient: Limits = { process: 120_000, output: 30_000 };

/** Checks all blocks of pages: their marks, types and, page after page, what they do. Returns what is wrong. */
export async function checkBlocks(pages: readonly Page[], limits: Limits = patient): Promise<Problem[]> {
  const plans = pages.map((page) => ({ page, plan: planPage(page) }));
  const problems = plans.flatMap(({ page, plan }) => [...page.problems, ...plan.problems]);
  const workshop = createWorkshop();
  try {
    const waiting = [...plans.entries()];
    const work = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const [index, { plan }] = next;
        problems.push(...(await runPage(String(index), plan, workshop, limits)));
      }
    };
    const running = Promise.all(Array.from({ length: availableParallelism() }, work));
    const programs = plans.flatMap(({ plan }) =>
      plan.steps.flatMap((step) => (step.kind === "program" ? [step.program] : [])),
    );
    problems.push(...[...typeCheck(programs).values()].flat());
    await running;
  } finally {
    workshop.remove();
  }
  return problems.sort((a, b) => a.page.localeCompare(b.page) || a.line - b.line);
}
