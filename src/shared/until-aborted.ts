/**
 * A call's result, or a rejection the moment the signal aborts. AWS's clients take a signal, too, but first wait for the end of
 * their retry delays, which would keep a platform waiting past its deadline.
 */
export async function untilAborted<Result>(signal: AbortSignal, call: Promise<Result>): Promise<Result> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = () => reject(signal.reason);
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([call, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
