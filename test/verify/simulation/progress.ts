export interface Progress {
  emit(done: number): void;
  /** How long it took in all, in milliseconds. */
  end(): number;
}

/** How often it is told where nobody watches. */
const EVERY_MS = 30_000;

/** Shows on stderr how far a run is, how fast it goes, and how long it will still take. */
export function createProgress(histories: number): Progress {
  const begunAtMs = performance.now();
  const { stderr } = process;
  const everyMs = stderr.isTTY ? 200 : EVERY_MS;
  let toldAtMs = begunAtMs;
  return {
    emit(done) {
      const nowMs = performance.now();
      if (nowMs - toldAtMs < everyMs) return;
      toldAtMs = nowMs;
      const perSecond = done / ((nowMs - begunAtMs) / 1000);
      const left = duration((histories - done) / perSecond);
      const text = `${done} of ${histories} histories, ${perSecond.toFixed(0)} a second, ${left} left`;
      stderr.write(stderr.isTTY ? `\r${text}   ` : `${text}\n`);
    },
    end() {
      if (stderr.isTTY) stderr.write('\r\u001b[K');
      return performance.now() - begunAtMs;
    },
  };
}

function duration(seconds: number): string {
  return seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
}
