import type { Sources } from "../sources.js";
import type { AttemptLog, DeliveryAttempt } from "./attempt.js";
import { DeliveryProblem } from "./problem.js";
import type { Send } from "./send.js";
import { type TrialOptions, tryOnce } from "./trial.js";

/** An event on its way to one webhook. */
export interface Shipment extends Pick<DeliveryAttempt, "api" | "webhook" | "name"> {
  /** Says where and how to deliver it as things are now; undefined when the webhook gets nothing any more. */
  readonly prepare: () => { readonly url: string; readonly deliver: (send: Send) => Promise<Response> } | undefined;
  /** How many milliseconds to wait after each failure; after the last one's failure it is given up. */
  readonly delays: readonly number[];
  /** Hears of each attempt that failed. */
  readonly failed?: () => void;
}

/** Sends shipments, retries them, and keeps the log. */
export class Outbox {
  readonly #log: AttemptLog;
  readonly #sources: Sources;
  readonly #options: TrialOptions;
  readonly #retries = new Set<() => void>();
  readonly #attempts = new Set<AbortController>();
  #underWay = 0;
  #settled: (() => void)[] = [];

  constructor(log: AttemptLog, sources: Sources, options: TrialOptions) {
    this.#log = log;
    this.#sources = sources;
    this.#options = options;
  }

  /** How many retries are waiting. */
  get retries(): number {
    return this.#retries.size;
  }

  /** Makes an attempt, and gives it when it has ended; undefined if there was nothing to do. */
  dispatch(shipment: Shipment, attempt = 1): Promise<DeliveryAttempt | undefined> {
    return this.hold(async () => {
      const prepared = shipment.prepare();
      if (prepared === undefined) return undefined;
      const controller = new AbortController();
      this.#attempts.add(controller);
      const time = this.#sources.now().toISOString();
      const result = await tryOnce(prepared.deliver, this.#options, controller);
      const { api, webhook, name, delays } = shipment;
      const ended = { api, webhook, name, url: withoutUser(prepared.url), time, attempt, ...result };
      // What was cut off leaves no trace: a reset has cleared the log.
      if (!this.#attempts.delete(controller)) return { ...ended, outcome: "cancelled" };
      const delay = result.outcome === "failed" ? delays[attempt - 1] : undefined;
      const logged = delay === undefined ? ended : { ...ended, retryAt: this.#later(delay) };
      this.#log.add(logged);
      if (result.outcome === "failed") shipment.failed?.();
      if (delay !== undefined) this.#retry(shipment, attempt + 1, delay);
      return logged;
    });
  }

  /** Counts as under way until work has ended. */
  async hold<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#underWay += 1;
    try {
      return await work();
    } finally {
      this.#underWay -= 1;
      this.#check();
    }
  }

  /** Resolves when no attempt is under way and no retry is waiting. */
  settled(): Promise<void> {
    return new Promise((resolve) => {
      this.#settled.push(resolve);
      this.#check();
    });
  }

  /** Drops the retries, and cuts off what is under way. */
  cancel(): void {
    for (const attempt of this.#attempts) attempt.abort(new DeliveryProblem("cut off", "cancelled"));
    this.#attempts.clear();
    for (const drop of this.#retries) drop();
    this.#check();
  }

  #retry(shipment: Shipment, attempt: number, delay: number): void {
    const stopTimer = this.#sources.setTimer(async () => {
      this.#retries.delete(drop);
      await this.dispatch(shipment, attempt);
    }, delay);
    const drop = () => {
      this.#retries.delete(drop);
      stopTimer();
    };
    this.#retries.add(drop);
  }

  #later(milliseconds: number): string {
    return new Date(this.#sources.now().getTime() + milliseconds).toISOString();
  }

  #check(): void {
    if (this.#underWay > 0 || this.#retries.size > 0) return;
    for (const resolve of this.#settled.splice(0)) resolve();
  }
}

function withoutUser(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || (url.username === "" && url.password === "")) return text;
  url.username = "";
  url.password = "";
  return url.href;
}
