import { parseUrl } from "@comms-webhooks/validation";
import { isoTime, type Sources } from "../clock/sources.js";
import { type AttemptLog, type AttemptRecord, runAttempt } from "./attempt.js";
import type { RequestFault, Sign } from "./fault.js";
import { DeliveryError, type DeliveryOptions, type Send } from "./send.js";

/** An attempt as the webhook is at that moment. */
export interface PreparedAttempt {
  /** The URL that it goes to. */
  readonly url: string;
  /** Builds the request. `send` sends what it depends on, such as a request for a token. */
  readonly build: (send: Send) => Promise<Request>;
  /** Signs another body in its place. Default: there is no signature. */
  readonly sign?: Sign | undefined;
  /** Called with the status of the response. */
  readonly onResponse?: ((status: number) => void) | undefined;
}

/** A part of a delivery plan: what one webhook gets of an event. */
export interface DeliveryJob {
  /** What identifies the webhook in the log. */
  readonly webhook: string;
  /** The milliseconds to wait after each failure. The failure after the last one is final. */
  readonly retryDelays: readonly number[];
  /** Prepares an attempt. Returns undefined when the webhook doesn't get deliveries any more. */
  readonly prepare: () => PreparedAttempt | undefined;
  /** Called when an attempt failed. */
  readonly onFailure?: (() => void) | undefined;
}

/** A webhook that an event doesn't concern. */
export interface Skipped {
  /** What identifies the webhook in the log. */
  readonly webhook: string;
  /** The name that its owner gave it, where webhooks have names. */
  readonly name?: string | undefined;
  /** Why it gets no delivery, in words that follow "webhook". */
  readonly reason: string;
}

/** What an event sets off: a job for each webhook that it matches, and the webhooks that it doesn't match. */
export interface DeliveryPlan {
  readonly jobs: readonly DeliveryJob[];
  readonly skipped: readonly Skipped[];
}

/** A job with what the log and the fault of its event need. */
export interface QueuedJob extends DeliveryJob, Pick<AttemptRecord, "api" | "name"> {
  readonly applyFault: RequestFault;
}

/** Runs delivery jobs, retries them, and logs their attempts. */
export class DeliveryQueue {
  readonly #log: AttemptLog;
  readonly #sources: Sources;
  readonly #options: DeliveryOptions;
  readonly #retries = new Set<() => void>();
  readonly #attempts = new Set<AbortController>();
  #inFlight = 0;
  #settled: (() => void)[] = [];

  constructor(log: AttemptLog, sources: Sources, options: DeliveryOptions) {
    this.#log = log;
    this.#sources = sources;
    this.#options = options;
  }

  /** Runs an attempt, and returns its record when it has ended. Returns undefined when there is nothing to deliver. */
  run(job: QueuedJob, attempt = 1): Promise<AttemptRecord | undefined> {
    return this.hold(async () => {
      const prepared = job.prepare();
      if (prepared === undefined) return undefined;
      const controller = new AbortController();
      this.#attempts.add(controller);
      const time = isoTime(this.#sources.now());
      const result = await runAttempt((send) => deliver(job, prepared, send), this.#options, controller);
      const { api, webhook, name, retryDelays } = job;
      const ended = { api, webhook, name, url: withoutUser(prepared.url), time, attempt, ...result };
      // A cancelled attempt isn't logged: a reset has cleared the log.
      if (!this.#attempts.delete(controller)) return { ...ended, outcome: "cancelled" };
      const delay = result.outcome === "failed" ? retryDelays[attempt - 1] : undefined;
      const record = delay === undefined ? ended : { ...ended, retryAt: isoTime(this.#sources.now() + delay) };
      this.#log.add(record);
      if (result.outcome === "failed") job.onFailure?.();
      if (delay !== undefined) this.#retry(job, attempt + 1, delay);
      return record;
    });
  }

  /** Counts as in flight until the work has ended. */
  async hold<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#inFlight += 1;
    try {
      return await work();
    } finally {
      this.#inFlight -= 1;
      this.#check();
    }
  }

  /** Resolves when no attempt is in flight and no retry is waiting. */
  settled(): Promise<void> {
    return new Promise((resolve) => {
      this.#settled.push(resolve);
      this.#check();
    });
  }

  /** Drops the retries, and cuts off the attempts that are in flight. */
  cancel(): void {
    for (const attempt of this.#attempts) attempt.abort(new DeliveryError("cancelled by reset or close", "cancelled"));
    this.#attempts.clear();
    for (const drop of this.#retries) drop();
    this.#check();
  }

  #retry(job: QueuedJob, attempt: number, delay: number): void {
    const cancelTimer = this.#sources.setTimer(async () => {
      this.#retries.delete(drop);
      await this.run(job, attempt);
    }, delay);
    const drop = () => {
      this.#retries.delete(drop);
      cancelTimer();
    };
    this.#retries.add(drop);
  }

  #check(): void {
    if (this.#inFlight > 0 || this.#retries.size > 0) return;
    for (const resolve of this.#settled.splice(0)) resolve();
  }
}

async function deliver(
  { applyFault }: QueuedJob,
  { build, sign = async () => ({}), onResponse }: PreparedAttempt,
  send: Send,
): Promise<Response> {
  const response = await send(await applyFault(await build(send), sign));
  onResponse?.(response.status);
  return response;
}

function withoutUser(text: string): string {
  const url = parseUrl(text);
  if (url === undefined || (url.username === "" && url.password === "")) return text;
  url.username = "";
  url.password = "";
  return url.href;
}
