/** Simulated time: nothing happens but events, in the order of their times, and each runs until everything it woke is waiting again. */
export interface Timeline {
  readonly now: () => number;
  /** Has `event` happen at `atMs`, or next when that has passed. Calls it off when called. */
  at(atMs: number, event: () => void): () => void;
  sleep(ms: number): Promise<void>;
  /** Until what it returns is called, time stands still: somebody works whose steps are not all told by promises. */
  hold(): () => void;
  /** Lets time pass until `untilMs`, or no further than to the event that makes `done` true. False when neither comes. */
  run(untilMs: number, done?: () => boolean): Promise<boolean>;
}

interface Scheduled {
  readonly atMs: number;
  /** Of two at one time, the one scheduled first comes first. */
  readonly order: number;
  event: (() => void) | null;
}

/** More than ten times what the stormiest history of orders takes. */
const MAX_EVENTS = 100_000;

export function createTimeline(startMs: number, { maxEvents = MAX_EVENTS } = {}): Timeline {
  const heap: Scheduled[] = [];
  let nowMs = startMs;
  let scheduled = 0;
  let holds = 0;

  function at(atMs: number, event: () => void): () => void {
    const item: Scheduled = { atMs, order: scheduled, event };
    scheduled += 1;
    push(heap, item);
    return () => {
      item.event = null;
    };
  }

  return {
    now: () => nowMs,
    at,
    sleep: (ms) =>
      new Promise((resolve) => {
        at(nowMs + ms, resolve);
      }),
    hold() {
      let holding = true;
      holds += 1;
      return () => {
        if (holding) holds -= 1;
        holding = false;
      };
    },
    async run(untilMs, done = () => false) {
      // Begun by the machine's own event, ticks would come before promises.
      await null;
      await everythingWaits();
      while (holds > 0) await aMoment();
      while (!done()) {
        const next = heap[0];
        if (next === undefined || next.atMs > untilMs) {
          if (untilMs === Number.POSITIVE_INFINITY) return false;
          nowMs = Math.max(nowMs, untilMs);
          return true;
        }
        if (scheduled > maxEvents) throw new Error('the history never comes to rest');
        pop(heap);
        if (next.event === null) continue;
        nowMs = Math.max(nowMs, next.atMs);
        next.event();
        await everythingWaits();
        while (holds > 0) await aMoment();
      }
      return true;
    },
  };
}

/** Asked for by a promise, Node runs such a callback once no other promise has anything left to do. */
function everythingWaits(): Promise<void> {
  return new Promise((resolve) => process.nextTick(resolve));
}

/** Until the machine's own events, such as those of streams that unpack, had their turn. */
async function aMoment(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  await everythingWaits();
}

function isBefore(one: Scheduled, other: Scheduled): boolean {
  return one.atMs < other.atMs || (one.atMs === other.atMs && one.order < other.order);
}

function push(heap: Scheduled[], item: Scheduled): void {
  let index = heap.length;
  heap.push(item);
  while (index > 0) {
    const above = (index - 1) >> 1;
    const parent = heap[above];
    if (parent === undefined || !isBefore(item, parent)) break;
    heap[index] = parent;
    heap[above] = item;
    index = above;
  }
}

function pop(heap: Scheduled[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let index = 0;
  for (;;) {
    const left = heap[2 * index + 1];
    const right = heap[2 * index + 2];
    if (left === undefined) break;
    const takesRight = right !== undefined && isBefore(right, left);
    const child = takesRight ? right : left;
    if (!isBefore(child, last)) break;
    heap[index] = child;
    index = 2 * index + (takesRight ? 2 : 1);
  }
  heap[index] = last;
}
