import { functionRule, type OptionRules } from "../option-rules.js";
import type { Call } from "./limits.js";
import { callHook } from "./operation-fetch.js";
import type { CallOptions } from "./options.js";

/** A field that a plan sets, changes or, with its webhook, deletes. */
export interface PlannedField {
  /** The field, such as `targetUrl` or `oauth.url`. */
  readonly field: string;
  /** The stored value; absent where there is none. Of a secret it is `***`. */
  readonly before?: unknown;
  /** The desired value; absent where there is none. Of a secret it is `***`. */
  readonly after?: unknown;
  /** Whether the field is a secret. */
  readonly secret: boolean;
}

/** What is to be done about a webhook. It contains no secrets, so that it can be logged. */
export interface PlannedChange<Key> {
  /** What identifies the webhook. */
  readonly key: Key;
  /** `reactivated`: the vendor has disabled it, and nothing else differs. */
  readonly action: "created" | "updated" | "replaced" | "reactivated" | "deleted" | "unchanged";
  /**
   * Why. `missing`: there is none yet. `differs`: fields differ. `immutable`: fields differ that no update can change.
   * `inactive`: the vendor has disabled it. `duplicate`: another one has its key. `notDesired`: it isn't a desired one.
   * `same`: nothing differs. `secretHidden`: nothing differs but, maybe, the secret, which the server doesn't show.
   */
  readonly reason:
    | "missing"
    | "differs"
    | "immutable"
    | "inactive"
    | "duplicate"
    | "notDesired"
    | "same"
    | "secretHidden";
  /** The fields that differ; all fields of a webhook that is created or deleted. */
  readonly fields: readonly PlannedField[];
}

/** How far a change is. */
export interface StepInfo<Key> {
  /** The change, one of the plan's. */
  readonly change: PlannedChange<Key>;
  /** Whether it starts, is done, or has failed. */
  readonly state: "started" | "done" | "failed";
}

/** Options of a plan's `apply`. */
export interface ApplyOptions<Key> extends CallOptions {
  /** Called when a change starts, and when it is done or failed. */
  readonly onStep?: ((info: StepInfo<Key>) => void) | undefined;
}

/** The rules of {@link ApplyOptions}. */
export const applyRules: OptionRules = { onStep: functionRule };

/** What is to be done about the webhooks of an account, from what was stored when the plan was made. */
export interface Plan<Key> {
  /** One entry for each desired webhook, in their order, then those that are deleted. */
  readonly changes: readonly PlannedChange<Key>[];
  /** The owner's other webhooks, which are left alone. */
  readonly others: readonly Key[];
  /**
   * Carries out the changes one after the other, and nothing else. Stops at the first that fails, and rejects with its error;
   * another plan then continues where this one stopped. A plan can be applied once.
   */
  apply(options?: ApplyOptions<Key>): Promise<void>;
}

/** A change, and how to carry it out; nothing where nothing is to be done. */
export interface PlanStep<Key> {
  readonly change: PlannedChange<Key>;
  readonly run: ((call: Call) => Promise<unknown>) | undefined;
}

/** Creates a plan. */
export function createPlan<Key>(
  steps: readonly PlanStep<Key>[],
  others: readonly Key[],
  begin: (options: ApplyOptions<Key>) => Call,
): Plan<Key> {
  let applied = false;
  return {
    changes: steps.map(({ change }) => change),
    others,
    async apply(options = {}) {
      const call = begin(options);
      if (applied) throw new Error("The plan was applied already. Call plan again: the webhooks have changed.");
      applied = true;
      for (const { change, run } of steps) {
        if (!run) continue;
        const report = (state: StepInfo<Key>["state"]) => options.onStep && callHook(options.onStep, { change, state });
        report("started");
        try {
          await run(call);
        } catch (error) {
          report("failed");
          throw error;
        }
        report("done");
      }
    },
  };
}
