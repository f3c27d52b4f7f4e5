import type { Outcome } from "./duplicates.js";

const statuses = { done: 200, failed: 500, busy: 503 } as const;

/** Options of {@link answer}. */
export interface AnswerOptions {
  readonly deadline: number | undefined;
  readonly waitUntil: ((promise: Promise<unknown>) => void) | undefined;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** Answers when the work has ended, or with 202 at the deadline, while the work goes on. */
export async function answer(work: Promise<Outcome>, { deadline, waitUntil, sleep }: AnswerOptions): Promise<Response> {
  if (deadline === undefined) return respond(await work);
  const timer = new AbortController();
  const late = sleep(deadline, timer.signal).then(() => "late" as const);
  const outcome = await Promise.race([work, late]);
  timer.abort();
  if (outcome !== "late") return respond(outcome);
  waitUntil?.(work);
  return new Response(null, { status: 202 });
}

/** Waits with the system's timer. */
export async function systemSleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

function respond(outcome: Outcome): Response {
  const headers: Record<string, string> = outcome === "busy" ? { "Retry-After": "1" } : {};
  return new Response(null, { status: statuses[outcome], headers });
}
