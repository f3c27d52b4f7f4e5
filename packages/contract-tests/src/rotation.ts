import type { Sandbox, SandboxEvent } from "@comms-webhooks/sandbox";

/** A step of a rotation: what the receiver accepts from then on, or the secret of the next `ensure`. */
export type Step = { readonly accept: readonly string[] } | { readonly ensure: string };

/** The order that loses nothing. */
export const rightOrder: readonly Step[] = [
  { accept: ["new-s3cret", "old-s3cret"] },
  { ensure: "new-s3cret" },
  { accept: ["new-s3cret"] },
];

/** Orders that lose deliveries. */
export const wrongOrders: readonly (readonly Step[])[] = [
  [{ ensure: "new-s3cret" }, { accept: ["new-s3cret", "old-s3cret"] }, { accept: ["new-s3cret"] }],
  [{ accept: ["new-s3cret"] }, { ensure: "new-s3cret" }],
];

/** A program with a receiver and a client, whose secrets can change. */
export interface Program {
  readonly accept: (secrets: readonly string[]) => void;
  readonly ensure: (secret: string) => Promise<unknown>;
}

/** Plays the steps while events are delivered before, during and after each of them. Returns how many, and how many were lost. */
export async function rotate(
  sandbox: Sandbox,
  event: SandboxEvent,
  { accept, ensure }: Program,
  steps: readonly Step[],
): Promise<{ readonly sent: number; readonly lost: number }> {
  const outcomes: string[] = [];
  const burst = async () => {
    for (let left = 10; left > 0; left -= 1) {
      for (const { outcome } of await sandbox.deliver(event)) outcomes.push(outcome);
    }
  };
  for (const step of steps) {
    await burst();
    await Promise.all([burst(), "accept" in step ? accept(step.accept) : ensure(step.ensure), burst()]);
    await burst();
  }
  return { sent: outcomes.length, lost: outcomes.filter((outcome) => outcome !== "delivered").length };
}
