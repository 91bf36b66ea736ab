/**
 * The rate at which an account of the loyalty API is called, and its next free slot: a generic cell rate, shared by all
 * containers. An account that was never told "not now" has none.
 * @see https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm
 */
export interface Pace {
  /** Calls a second. */
  readonly perSecond: number;
  /** The next slot that nobody has reserved. */
  readonly freeAtMs: number;
  /** The next slot that no order has reserved: orders go before promotions. */
  readonly ordersFreeAtMs: number;
  /** When the last of those that found no slot comes back. */
  readonly lineEndsAtMs: number;
  /** The API's limit in calls a second, as the last "not now" showed it; `null` while nothing is known of it. */
  readonly limit: number | null;
  /** `limit` was met at this pace, and is no guess from the calls before it. */
  readonly isLimitSure: boolean;
  /** Incremented by each cut, so that one overshoot cuts once. 0: nothing was told, the calls resume after an outage. */
  readonly cuts: number;
  /** Reserved since the last cut. */
  readonly slots: number;
  /** When the rate was last raised. */
  readonly raisedAtMs: number;
  /** When the first "not now" came, or the outage began. */
  readonly sinceMs: number;
}

/** Which work asks for slots. Deliveries join the line, what comes back from it goes ahead of them, promotions come last. */
export type Lane = 'delivery' | 'queue' | 'promotion';

/** A slot is reserved at most this far ahead: a worker waits for it. Work that finds none comes back later. */
export const AHEAD_MS = 1_000;
/** Promotions reserve only what nobody else asks for now. */
const PROMOTION_AHEAD_MS = 100;
/** Length of one worker's slots in a row: more of them would be used late, in bursts. */
const SPAN_MS = 300;
/** Promotions leave a tenth for orders, which need not wait for them. */
const PROMOTION_SHARE = 0.9;
/** Times that are further ahead were written by a clock that is. */
const LONGEST_RESERVED_MS = 5_000;
/** As long as a queue delays a message. @see `MAX_QUEUE_DELAY_MS` */
const LONGEST_LINE_MS = 900_000;

/** Nobody documents the API's window. After the first "not now" one of a second is let go by. */
const FIRST_PAUSE_MS = 1_000;
/** Of the limit that the calls of the last second show: they came in a burst. */
const FIRST_SHARE = 0.8;
/** Fewer calls in the last second show no limit. */
const LEAST_SAMPLE = 4;
const LEAST_PER_SECOND = 0.1;
/** After an outage the rate begins here, and doubles every second that it is in use. */
const RESUMED_PER_SECOND = 5;
/** The calls resumed: an account that was never told "not now" is paced no longer. */
const RESUMED_FOR_MS = 300_000;

/** Growth in a second of use while no limit is known, and above a guessed one. */
const DOUBLING = 2;
const BEYOND_GUESS = 1.15;
/** So many slots are a full second of growth at least: a slow account must not double with each of them. */
const SLOTS_OF_GROWTH = 6;
/** From this share of a known limit on, each slot raises the rate by this factor: 7 % take 140 calls. */
const NEAR = 0.85;
const PER_SLOT = 1.0005;
/** Promotions last for hours: what they try out costs orders a call now and then. */
const PER_PROMOTION_SLOT = 1.0001;

/** A cut within so many slots of the last one: the rate is far too high, and what was thought to be the limit is none. */
const SOON = 10;
const CUT = { soon: 0.7, near: 0.93, far: 0.75 } as const;
/** Of the rate at the time of a cut that is not near a known limit: the overshoot was not slight. */
const OVERSHOOT_SHARE = 0.9;

/** Those in the line come back a little early and take what is free by then, so that a rate learnt upward is used. */
const EARLY_SHARE = 0.85;
const LINE_SHARE = 1.2;

/** The pace of an account for which the configuration names a ceiling, before anything was told. */
export function paceAt(perSecond: number, nowMs: number): Pace {
  return {
    perSecond,
    freeAtMs: nowMs,
    ordersFreeAtMs: nowMs,
    lineEndsAtMs: 0,
    limit: null,
    isLimitSure: false,
    cuts: 0,
    slots: 0,
    raisedAtMs: nowMs,
    sinceMs: nowMs,
  };
}

/**
 * The pace after "not now". `cuts` is that of the pace by which the call was made; `null` for an unpaced call. `answered`:
 * how many calls the container that was told got answered in the second before. Returns the same object when nothing changes.
 */
export function notNow(
  pace: Pace | null,
  { cuts, answered }: { readonly cuts: number | null; readonly answered: number },
  nowMs: number,
): Pace {
  if (pace === null) {
    const first = { ...paceAt(Math.max(1, answered * FIRST_SHARE), nowMs), limit: sampled(answered), cuts: 1 };
    const freeAtMs = nowMs + FIRST_PAUSE_MS;
    return { ...first, freeAtMs, ordersFreeAtMs: freeAtMs };
  }
  if (cuts === null) return withSample(pace, answered, nowMs);
  return cuts === pace.cuts ? cut(pace, nowMs) : pace;
}

/** The containers whose unpaced calls met the limit together show it together. */
function withSample(pace: Pace, answered: number, nowMs: number): Pace {
  const isFirst = pace.cuts === 1 && Math.abs(nowMs - pace.sinceMs) < FIRST_PAUSE_MS;
  if (!isFirst || answered === 0) return pace;
  const all = (pace.limit ?? pace.perSecond / FIRST_SHARE) + answered;
  return { ...pace, limit: sampled(all), perSecond: all * FIRST_SHARE };
}

function sampled(answered: number): number | null {
  return answered < LEAST_SAMPLE ? null : answered;
}

function cut(pace: Pace, nowMs: number): Pace {
  const { perSecond, limit, isLimitSure, slots } = pace;
  const isNear = limit !== null && isLimitSure && perSecond <= limit / NEAR;
  const isSoon = slots < SOON;
  const share = isSoon ? CUT.soon : isNear ? CUT.near : CUT.far;
  return {
    ...pace,
    perSecond: Math.max(LEAST_PER_SECOND, perSecond * share),
    limit: isNear && !isSoon ? perSecond : perSecond * OVERSHOOT_SHARE,
    isLimitSure: !isSoon,
    cuts: pace.cuts + 1,
    slots: 0,
    raisedAtMs: nowMs,
  };
}

/** The pace during an outage and when the calls resume: what was learnt of the limit stays. */
export function paused(pace: Pace | null, nowMs: number): Pace {
  const { limit, isLimitSure, cuts } = pace ?? paceAt(0, nowMs);
  const perSecond = Math.min(pace?.perSecond ?? RESUMED_PER_SECOND, RESUMED_PER_SECOND);
  return { ...paceAt(perSecond, nowMs), limit, isLimitSure, cuts };
}

/** Whether the calls have resumed after an outage, for an account that needs no pace. */
export function hasResumed({ cuts, sinceMs }: Pace, nowMs: number): boolean {
  return cuts === 0 && Math.abs(nowMs - sinceMs) > RESUMED_FOR_MS;
}

export interface Reserved {
  readonly pace: Pace;
  /** From now up to `AHEAD_MS` ahead and a little more, in order. */
  readonly slotsAtMs: readonly number[];
}

/** Reserves up to `count` slots; `null` when none is free for this lane within the time that its work waits. */
export function reserve(pace: Pace, lane: Lane, count: number, ceiling: number, nowMs: number): Reserved | null {
  const { freeAtMs, ordersFreeAtMs } = withoutWrongTimes(pace, nowMs);
  const isPromotion = lane === 'promotion';
  if (lane !== 'queue' && hasLine(pace, nowMs)) return null;
  const startMs = Math.max(isPromotion ? freeAtMs : ordersFreeAtMs, nowMs);
  if (startMs > nowMs + (isPromotion ? PROMOTION_AHEAD_MS : AHEAD_MS)) return null;
  const slots = Math.max(1, Math.min(count, Math.floor((SPAN_MS / 1000) * pace.perSecond)));
  const raised = raise(pace, slots, { isPromotion, ceiling }, nowMs);
  const gapMs = 1000 / (raised.perSecond * (isPromotion ? PROMOTION_SHARE : 1));
  return {
    slotsAtMs: Array.from({ length: slots }, (_, index) => startMs + index * gapMs),
    pace: {
      ...raised,
      slots: pace.slots + slots,
      freeAtMs: Math.max(freeAtMs, nowMs) + slots * gapMs,
      ordersFreeAtMs: isPromotion ? ordersFreeAtMs : startMs + slots * gapMs,
    },
  };
}

/** The rate rises only while it is in use: fast far from a known limit, slowly near it. */
function raise(
  pace: Pace,
  slots: number,
  { isPromotion, ceiling }: { readonly isPromotion: boolean; readonly ceiling: number },
  nowMs: number,
): Pace {
  const { perSecond, limit, isLimitSure } = pace;
  const isInUse = pace.freeAtMs >= nowMs - FIRST_PAUSE_MS / 10 || pace.lineEndsAtMs > nowMs;
  const sinceMs = Math.min(1_000, Math.max(0, nowMs - pace.raisedAtMs));
  const seconds = isInUse ? Math.min(sinceMs / 1000, slots / SLOTS_OF_GROWTH) : 0;
  const raised = () => {
    if (limit === null) return perSecond * DOUBLING ** seconds;
    if (perSecond < NEAR * limit) return Math.min(perSecond * DOUBLING ** seconds, NEAR * limit);
    if (!isLimitSure || perSecond > limit / NEAR) return perSecond * BEYOND_GUESS ** seconds;
    return isInUse ? perSecond * (isPromotion ? PER_PROMOTION_SLOT : PER_SLOT) ** slots : perSecond;
  };
  return { ...pace, perSecond: Math.min(ceiling, raised()), raisedAtMs: nowMs };
}

export interface Lined {
  readonly pace: Pace;
  /** When the work comes back, in order. */
  readonly placesAtMs: readonly number[];
}

/**
 * Takes up to `count` places in the line of those that found no slot, which begins at `fromMs`. They are estimates. `null`
 * when the line is as long as a queue delays a message.
 */
export function joinLine(pace: Pace, count: number, fromMs: number, nowMs: number): Lined | null {
  const { lineEndsAtMs } = withoutWrongTimes(pace, nowMs);
  let endMs = Math.max(lineEndsAtMs, fromMs);
  const placesAtMs: number[] = [];
  while (placesAtMs.length < count && endMs < nowMs + LONGEST_LINE_MS) {
    endMs += 1000 / expectedPerSecond(pace, (endMs - nowMs) / 1000);
    placesAtMs.push(Math.max(fromMs, nowMs + (endMs - nowMs) * EARLY_SHARE));
  }
  return placesAtMs.length === 0 ? null : { pace: { ...pace, lineEndsAtMs: endMs }, placesAtMs };
}

/** When work that could not take a place of its own comes back: among those that have one. `share` is in [0, 1). */
export function amongLine(pace: Pace | null, share: number, nowMs: number): number {
  const endMs = Math.max(pace === null ? 0 : withoutWrongTimes(pace, nowMs).lineEndsAtMs, nowMs + 2 * AHEAD_MS);
  const firstMs = nowMs + AHEAD_MS;
  return firstMs + (Math.min(endMs, nowMs + LONGEST_LINE_MS) - firstMs) * share * EARLY_SHARE;
}

/** The rate in so many seconds, should it rise as it does while in use. */
function expectedPerSecond({ perSecond, limit, isLimitSure }: Pace, seconds: number): number {
  const ahead = Math.min(seconds, 20);
  if (limit === null) return perSecond * DOUBLING ** ahead;
  if (!isLimitSure) return perSecond * BEYOND_GUESS ** ahead;
  return Math.min(LINE_SHARE * Math.max(perSecond, limit), perSecond * DOUBLING ** ahead);
}

function hasLine(pace: Pace, nowMs: number): boolean {
  return withoutWrongTimes(pace, nowMs).lineEndsAtMs > nowMs + AHEAD_MS;
}

/** Whatever the clock of the container that wrote them said, no time is further ahead than it can be. */
function withoutWrongTimes({ perSecond, freeAtMs, ordersFreeAtMs, lineEndsAtMs }: Pace, nowMs: number) {
  const longestMs = Math.max(LONGEST_RESERVED_MS, 2_000 / perSecond);
  return {
    freeAtMs: freeAtMs > nowMs + longestMs ? nowMs : freeAtMs,
    ordersFreeAtMs: ordersFreeAtMs > nowMs + longestMs ? nowMs : ordersFreeAtMs,
    lineEndsAtMs: lineEndsAtMs > nowMs + 2 * LONGEST_LINE_MS ? nowMs : lineEndsAtMs,
  };
}
