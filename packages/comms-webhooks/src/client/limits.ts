import { systemTimer } from "../clock.js";
import type { ErrorContext } from "../errors/comms-webhooks-error.js";
import { AbortError, TimeoutError } from "../errors/network-errors.js";
import type { BaseClientOptions, CallOptions } from "./options.js";
import type { ResponseHead } from "./request-errors.js";

/** Work that can be cut short. */
export interface Work {
  /** Aborts when the work is to end. */
  readonly signal: AbortSignal;
  /** Called when the work is to end. */
  cancel?: () => unknown;
}

/** One call of a client's method, however many requests it takes: its options, and the limits that they set. */
export interface Call {
  readonly options: CallOptions;
  /** The tokens that were sent. A server may repeat that of an earlier operation. */
  readonly tokens: Set<string>;
  /** The last successful response. */
  response?: ResponseHead;
  /** Returns the time in milliseconds since 1970. */
  readonly now: () => number;
  /** Returns whether a wait would end before the deadline. */
  readonly hasTimeFor: (milliseconds: number) => boolean;
  /** Waits, unless a signal or the deadline ends the call before. */
  readonly wait: (milliseconds: number, context: () => ErrorContext) => Promise<void>;
  /**
   * Begins work that a time limit, the deadline or a signal can cut short. The promise then rejects at once, whatever the
   * work does about its signal.
   */
  readonly withTimeLimit: <Output>(
    timeout: number,
    context: () => ErrorContext,
    begin: (work: Work) => Promise<Output>,
  ) => Promise<Output>;
}

/** Begins a call. */
export function beginCall(client: BaseClientOptions, given: CallOptions | undefined): Call {
  const options = given ? merge(client, given) : client;
  const { deadline = Number.POSITIVE_INFINITY } = options;
  const { now = Date.now, setTimer = systemTimer } = client;
  const end = now() + deadline;
  const signals = [client.signal, given?.signal].filter((signal) => signal !== undefined);

  const withTimeLimit: Call["withTimeLimit"] = async (timeout, context, begin) => {
    const left = end - now();
    const controller = new AbortController();
    const work: Work = { signal: controller.signal };
    const endings: (() => void)[] = [];
    try {
      return await new Promise((resolve, reject) => {
        const stop = (error: Error) => {
          reject(error);
          controller.abort(error);
          work.cancel?.();
        };
        const abort = (signal: AbortSignal) => stop(new AbortError(context(), signal.reason));
        const limit = left <= timeout ? "deadline" : "timeout";
        const expire = () => stop(new TimeoutError(context(), limit, limit === "deadline" ? deadline : timeout));
        const aborted = signals.find((signal) => signal.aborted);
        if (aborted) return abort(aborted);
        if (left <= 0) return expire();
        for (const signal of signals) endings.push(onAbort(signal, () => abort(signal)));
        const time = Math.min(timeout, left);
        if (time !== Number.POSITIVE_INFINITY) endings.push(setTimer(expire, time));
        begin(work).then(resolve, reject);
      });
    } finally {
      for (const end of endings) end();
    }
  };

  return {
    options,
    tokens: new Set(),
    now,
    hasTimeFor: (milliseconds) => end > now() + milliseconds,
    withTimeLimit,
    wait(milliseconds, context) {
      return withTimeLimit(Number.POSITIVE_INFINITY, context, (work) => {
        return new Promise<void>((resolve) => {
          work.cancel = setTimer(resolve, milliseconds);
        });
      });
    },
  };
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
