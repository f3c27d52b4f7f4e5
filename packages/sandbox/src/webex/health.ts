import type { Sources } from "../clock/sources.js";
import type { WebexStore } from "./store.js";

/** The failures within five minutes that disable a webhook. */
const maxFailures = 100;
const fiveMinutes = 5 * 60 * 1000;

/**
 * Disables webhooks that fail: at the hundredth failure within five minutes. A webhook that is reactivated within five
 * minutes is on probation until they are over: its first failure disables it again. Successes in between change nothing.
 */
export class WebexHealth {
  readonly #store: WebexStore;
  readonly #sources: Sources;
  readonly #failures = new Map<string, number[]>();
  readonly #disabled = new Map<string, number>();

  constructor(store: WebexStore, sources: Sources) {
    this.#store = store;
    this.#sources = sources;
  }

  /** Counts a failed delivery to a webhook. */
  failed(id: string): void {
    // A delivery that was sent before the webhook was disabled can fail later.
    if (this.#store.find(id)?.status !== "active") return;
    const now = this.#sources.now();
    const failures = [...(this.#failures.get(id) ?? []), now].filter((time) => now - time < fiveMinutes);
    this.#failures.set(id, failures);
    const disabled = this.#disabled.get(id);
    const onProbation = disabled !== undefined && now - disabled < fiveMinutes;
    if (onProbation || failures.length >= maxFailures) this.disable(id);
  }

  /** Disables a webhook of any account. Returns false if none has this id. */
  disable(id: string): boolean {
    if (this.#store.disable(id) === undefined) return false;
    this.#failures.delete(id);
    this.#disabled.set(id, this.#sources.now());
    return true;
  }

  clear(): void {
    this.#failures.clear();
    this.#disabled.clear();
  }
}
