const waiting = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Calls back when a signal aborts, and gives what ends that. A signal gets one listener, however many calls wait for it:
 * of more than ten Node warns as of a leak, and `AbortSignal.any` has one.
 */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
  const callbacks = waiting.get(signal) ?? new Set();
  if (!waiting.has(signal)) {
    waiting.set(signal, callbacks);
    signal.addEventListener("abort", () => {
      for (const each of [...callbacks]) each();
    });
  }
  callbacks.add(callback);
  return () => callbacks.delete(callback);
}
