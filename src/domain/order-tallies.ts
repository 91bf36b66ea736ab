/** How many of a store's orders were judged to earn points, or skipped: on one day, or on several that had few orders. */
export interface OrderTally {
  /** The day of the newest of them: days since 1970 began, in UTC. */
  readonly day: number;
  readonly earned: number;
  readonly skipped: number;
}

export type Judged = Omit<OrderTally, 'day'>;

/** A store's share of skipped orders that is far above the usual. */
export interface SkipJump {
  readonly skipped: number;
  readonly orders: number;
  /** From 0 to 1; `null` while too little is known to say what is usual. */
  readonly usualShare: number | null;
}

const DAY_MS = 86_400_000;
/** Fewer orders show no share. */
const LEAST_ORDERS = 20;
/** The newest days and a week before them, in the store's activity item, which stays below a kilobyte. */
const KEPT = 9;
const LEAST_HISTORY_DAYS = 7;
/** An old jump is not told of for ever when no order comes any more. */
const TOLD_FOR_DAYS = 7;
/** While nobody knows what is usual. */
const MAX_SHARE_AT_FIRST = 0.5;
/** A jump is so much more than usual, and so many standard errors. */
const LEAST_RISE = 0.2;
const LEAST_ERRORS = 6;

/** The tallies, newest first, with some more orders. A tally ends with its day, once it has orders enough to show a share. */
export function withJudged(tallies: readonly OrderTally[], judged: Judged, atMs: number): readonly OrderTally[] {
  if (ordersOf(judged) === 0) return tallies;
  const day = Math.floor(atMs / DAY_MS);
  const [newest, ...others] = tallies;
  const goesOn = newest !== undefined && (newest.day === day || ordersOf(newest) < LEAST_ORDERS);
  return goesOn ? [{ day, ...together([newest, judged]) }, ...others] : [{ day, ...judged }, ...tallies].slice(0, KEPT);
}

/** The store's jump of skipped orders, or `null`: its newest tally, with the one before it where it is small, against all others. */
export function skipJump(tallies: readonly OrderTally[], nowMs: number): SkipJump | null {
  const [newest] = tallies;
  if (newest === undefined || Math.floor(nowMs / DAY_MS) - newest.day > TOLD_FOR_DAYS) return null;
  const recent = ordersOf(newest) < LEAST_ORDERS ? 2 : 1;
  const { earned, skipped } = together(tallies.slice(0, recent));
  const orders = earned + skipped;
  if (orders < LEAST_ORDERS) return null;
  const before = tallies.slice(recent);
  const oldest = before.at(-1);
  if (oldest === undefined || newest.day - oldest.day < LEAST_HISTORY_DAYS) {
    return skipped / orders > MAX_SHARE_AT_FIRST ? { skipped, orders, usualShare: null } : null;
  }
  const usual = together(before);
  // Laplace's rule, so that what has never happened is not held to be impossible.
  const expected = (usual.skipped + 1) / (ordersOf(usual) + 2);
  const rise = skipped / orders - expected;
  const error = Math.sqrt((expected * (1 - expected)) / orders);
  if (rise < LEAST_RISE || rise < LEAST_ERRORS * error) return null;
  return { skipped, orders, usualShare: usual.skipped / ordersOf(usual) };
}

function ordersOf({ earned, skipped }: Judged): number {
  return earned + skipped;
}

function together(some: readonly Judged[]): Judged {
  return {
    earned: some.reduce((sum, { earned }) => sum + earned, 0),
    skipped: some.reduce((sum, { skipped }) => sum + skipped, 0),
  };
}
