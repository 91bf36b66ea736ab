/** One call that is shared by all callers while it is under way. It is aborted when the last of them gives up. */
export interface SingleFlight<T> {
  /** The call's result; `null` when `signal` aborts first. */
  join(signal: AbortSignal): Promise<T | null>;
  /** True once it was aborted; it cannot be joined then. */
  readonly abandoned: boolean;
}

/** `call` must not reject. */
export function startSingleFlight<T>(call: (signal: AbortSignal) => Promise<T>): SingleFlight<T> {
  const controller = new AbortController();
  const landed = call(controller.signal);
  let waiting = 0;
  return {
    get abandoned() {
      return controller.signal.aborted;
    },
    async join(signal) {
      waiting += 1;
      const done = new AbortController();
      const value = await Promise.race([landed, aborted(signal, done.signal)]);
      done.abort();
      waiting -= 1;
      if (value === null && waiting === 0) controller.abort();
      return value;
    },
  };
}

/** Stops listening to `signal` at `done`. */
function aborted(signal: AbortSignal, done: AbortSignal): Promise<null> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(null);
    else signal.addEventListener('abort', () => resolve(null), { once: true, signal: done });
  });
}
