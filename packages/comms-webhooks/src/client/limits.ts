import { systemTimer } from "../clock.js";
import { AbortError, TimeoutError } from "../errors/network-errors.js";
import type { BaseClientOptions, CallOptions } from "./options.js";
import type { RequestState } from "./request-state.js";

/** Where the errors of a limit come from. */
type ErrorSource = Pick<RequestState, "errorContext">;

/** One call of a client's method, however many requests it takes: its options, and the limits that they set. */
export class Call {
  readonly options: CallOptions;
  /** Returns the time in milliseconds since 1970. */
  readonly now: () => number;
  readonly #setTimer: NonNullable<BaseClientOptions["setTimer"]>;
  readonly #deadline: number;
  readonly #end: number;
  readonly #signals: readonly AbortSignal[];

  constructor(client: BaseClientOptions, options: CallOptions | undefined) {
    this.options = options ? merge(client, options) : client;
    this.now = client.now ?? Date.now;
    this.#setTimer = client.setTimer ?? systemTimer;
    this.#deadline = this.options.deadline ?? Number.POSITIVE_INFINITY;
    this.#end = this.now() + this.#deadline;
    this.#signals = [client.signal, options?.signal].filter((signal) => signal !== undefined);
  }

  /** Returns whether a wait would end before the deadline. */
  hasTimeFor(milliseconds: number): boolean {
    return this.now() + milliseconds < this.#end;
  }

  /** Waits, unless a signal or the deadline ends the call before. */
  async wait(milliseconds: number, source: ErrorSource): Promise<void> {
    await this.withTimeLimit(Number.POSITIVE_INFINITY, source, (signal) => {
      return new Promise<void>((resolve) => {
        signal.addEventListener("abort", this.#setTimer(resolve, milliseconds));
      });
    });
  }

  /**
   * Does work that a time limit, the deadline or a signal can cut short. The promise then rejects at once, whatever the
   * work does about the signal that it gets.
   */
  async withTimeLimit<Output>(
    timeout: number,
    source: ErrorSource,
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
        const abort = (signal: AbortSignal) => stop(new AbortError(source.errorContext(), signal.reason));
        const expire = () => {
          const context = source.errorContext();
          const atDeadline = left <= timeout;
          stop(new TimeoutError(context, atDeadline ? "deadline" : "timeout", atDeadline ? this.#deadline : timeout));
        };
        const aborted = this.#signals.find((signal) => signal.aborted);
        if (aborted) return abort(aborted);
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
}

/** Puts the options of a call in place of the client's. Those that are `undefined` leave the client's. */
function merge(client: CallOptions, options: CallOptions): CallOptions {
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  return { ...client, ...given, headers: { ...client.headers, ...options.headers } };
}

const listening = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Calls back when a signal aborts, and returns the function that ends that. A signal gets one listener, however many
 * calls use it: Node warns about more than ten as a leak, and `AbortSignal.any` has one.
 */
function onAbort(signal: AbortSignal, callback: () => void): () => void {
  const callbacks = listening.get(signal) ?? new Set();
  if (!listening.has(signal)) {
    listening.set(signal, callbacks);
    signal.addEventListener("abort", () => {
      for (const each of [...callbacks]) each();
    });
  }
  callbacks.add(callback);
  return () => callbacks.delete(callback);
}
