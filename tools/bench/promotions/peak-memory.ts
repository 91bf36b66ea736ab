const EVERY_MS = 5;

/** Watches this process's resident memory, all of it: the returned function ends that, and says the most there was. */
export function watchMemory(): () => number {
  let peakBytes = process.memoryUsage.rss();
  const look = () => {
    peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
  };
  const timer = setInterval(look, EVERY_MS);
  return () => {
    clearInterval(timer);
    look();
    return peakBytes;
  };
}
