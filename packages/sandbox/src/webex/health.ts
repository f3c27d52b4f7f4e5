import type { Sources } from "../sources.js";
import type { WebexStore } from "./store.js";

const mostFailures = 100;
const fiveMinutes = 5 * 60 * 1000;

/**
 * Stops webhooks that fail: at the hundredth failure within five minutes, and at the first one within five minutes of
 * having been stopped, if it was revived by then. What succeeds in between changes nothing.
 */
export class WebexHealth {
  readonly #store: WebexStore;
  readonly #sources: Sources;
  readonly #failures = new Map<string, number[]>();
  readonly #stops = new Map<string, number>();

  constructor(store: WebexStore, sources: Sources) {
    this.#store = store;
    this.#sources = sources;
  }

  /** Notes that a delivery to a webhook failed. */
  failed(id: string): void {
    // Failures of what was sent before the webhook was stopped come after it.
    if (this.#store.find(id)?.status !== "active") return;
    const now = this.#sources.now().getTime();
    const failures = [...(this.#failures.get(id) ?? []), now].filter((time) => now - time < fiveMinutes);
    this.#failures.set(id, failures);
    const stopped = this.#stops.get(id);
    const onProbation = stopped !== undefined && now - stopped < fiveMinutes;
    if (onProbation || failures.length >= mostFailures) this.stop(id);
  }

  /** Stops a webhook of any account; false if there is none with this id. */
  stop(id: string): boolean {
    if (this.#store.deactivate(id) === undefined) return false;
    this.#failures.delete(id);
    this.#stops.set(id, this.#sources.now().getTime());
    return true;
  }

  clear(): void {
    this.#failures.clear();
    this.#stops.clear();
  }
}
