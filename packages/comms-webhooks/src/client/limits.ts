import { systemTimer } from "../clock.js";
import { AbortError } from "../errors/abort-error.js";
import type { CallInfo } from "../errors/comms-webhooks-error.js";
import { TimeoutError } from "../errors/timeout-error.js";
import { onAbort } from "./on-abort.js";
import type { CallOptions, ClientOptions } from "./options.js";

/** What an error tells of the call that was cut short. */
export interface About {
  readonly info: CallInfo;
  readonly hint?: string | undefined;
}

/** One call of a method, however many requests it takes: its options, and the limits that they set. */
export class Call {
  readonly options: CallOptions;
  readonly #client: ClientOptions;
  readonly #deadline: number;
  readonly #end: number;
  readonly #signals: readonly AbortSignal[];

  constructor(client: ClientOptions, options: CallOptions) {
    this.#client = client;
    this.options = merge(client, options);
    this.#deadline = this.options.deadline ?? Number.POSITIVE_INFINITY;
    this.#end = this.now() + this.#deadline;
    this.#signals = [client.signal, options.signal].filter((signal) => signal !== undefined);
  }

  /** The time in milliseconds since 1970. */
  now(): number {
    return (this.#client.now ?? Date.now)();
  }

  /** Whether a wait would end before the deadline. */
  hasTimeFor(milliseconds: number): boolean {
    return this.now() + milliseconds < this.#end;
  }

  /** Waits, unless the signal cuts it short. */
  async wait(milliseconds: number, about: () => About): Promise<void> {
    const wait = (signal: AbortSignal) =>
      new Promise<void>((resolve) => {
        signal.addEventListener("abort", this.#setTimer(resolve, milliseconds));
      });
    await this.within(Number.POSITIVE_INFINITY, about, wait);
  }

  /**
   * Does work that a signal, the deadline and a time limit can cut short. The promise then rejects at once, whatever the
   * work makes of its own signal.
   */
  async within<Output>(
    timeout: number,
    about: () => About,
    work: (signal: AbortSignal) => Promise<Output>,
  ): Promise<Output> {
    const left = this.#end - this.now();
    const working = new AbortController();
    const endings: (() => void)[] = [];
    try {
      return await new Promise<Output>((resolve, reject) => {
        const stop = (error: Error) => {
          reject(error);
          working.abort(error);
        };
        const abort = (signal: AbortSignal) => stop(aborted(about(), signal.reason));
        const expire = () =>
          stop(left <= timeout ? late(about(), "deadline", this.#deadline) : late(about(), "timeout", timeout));
        const done = this.#signals.find((signal) => signal.aborted);
        if (done) return abort(done);
        if (left <= 0) return expire();
        for (const signal of this.#signals) endings.push(onAbort(signal, () => abort(signal)));
        const limit = Math.min(timeout, left);
        if (limit !== Number.POSITIVE_INFINITY) endings.push(this.#setTimer(expire, limit));
        work(working.signal).then(resolve, reject);
      });
    } finally {
      for (const end of endings) end();
    }
  }

  #setTimer(callback: () => void, milliseconds: number): () => void {
    return (this.#client.setTimer ?? systemTimer)(callback, milliseconds);
  }
}

/** Puts the options of a call in place of the client's; those that are `undefined` leave the client's. */
function merge(client: CallOptions, options: CallOptions): CallOptions {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  if (given.length === 0) return client;
  return { ...client, ...Object.fromEntries(given), headers: { ...client.headers, ...options.headers } };
}

function aborted({ info, hint }: About, reason: unknown): AbortError {
  return new AbortError(info, reason, hint);
}

function late({ info, hint }: About, limit: TimeoutError["limit"], milliseconds: number): TimeoutError {
  return new TimeoutError(info, limit, milliseconds, hint);
}
