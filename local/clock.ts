import { readFileSync, writeFileSync } from 'node:fs';

const RealDate = Date;
/** This machine's time, whatever `Date` says. */
export const realNow = RealDate.now.bind(RealDate);

/** The clock of a local platform: this machine's, moved ahead so that what waits for days can be seen today. */
export interface LocalClock {
  readonly now: () => number;
  readonly aheadMs: () => number;
  moveBy(ms: number): void;
  /** Shared with the threads that functions run in. */
  readonly shared: SharedArrayBuffer;
  stop(): void;
}

/**
 * While it is ahead, `Date` of this process is, too: the emulators in it hold back messages by it. Timers and deadlines are not
 * moved.
 * @param file keeps how far it is ahead, as what is stored has times of its own; without it, it begins anew
 */
export function startClock(file: string | null): LocalClock {
  const shared = new SharedArrayBuffer(8);
  const ahead = new Float64Array(shared);
  ahead[0] = file === null ? 0 : keptMs(file);
  let undo: (() => void) | null = null;
  const follow = () => {
    undo ??= moveDate(shared);
  };
  if (ahead[0] !== 0) follow();
  const aheadMs = () => ahead[0] ?? 0;
  return {
    shared,
    aheadMs,
    now: () => realNow() + aheadMs(),
    moveBy(ms) {
      ahead[0] = aheadMs() + ms;
      if (file !== null) writeFileSync(file, JSON.stringify(aheadMs()));
      follow();
    },
    stop() {
      undo?.();
    },
  };
}

/** Moves this thread's `Date` by what the buffer holds, now and later. Returns what undoes it. */
export function moveDate(shared: SharedArrayBuffer): () => void {
  const ahead = new Float64Array(shared);
  const now = () => realNow() + (ahead[0] ?? 0);
  const moved = new Proxy(RealDate, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    apply: () => new RealDate(now()).toString(),
    get: (target, name, receiver) => (name === 'now' ? now : Reflect.get(target, name, receiver)),
  });
  globalThis.Date = moved;
  return () => {
    globalThis.Date = RealDate;
  };
}

function keptMs(file: string): number {
  try {
    const kept: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof kept === 'number' && Number.isFinite(kept) ? kept : 0;
  } catch {
    return 0;
  }
}
