import type { OrderTally } from './order-tallies.ts';

/** What one store's deliveries were like lately; shared by all containers. */
export interface StoreActivity {
  /** `null` until the first genuine delivery is noted. */
  readonly genuine: GenuineDeliveries | null;
  /** Deliveries refused since the last genuine one was noted; counted up to `MAX_REFUSALS`. */
  readonly refusals: number;
  /** Of orders that earn points or are skipped, newest first; of a part of them, where containers ended with some uncounted. */
  readonly orders: readonly OrderTally[];
}

/** Deliveries whose signature was verified. One is noted every five minutes at most. */
export interface GenuineDeliveries {
  readonly firstAtMs: number;
  readonly lastAtMs: number;
  /** For each of the 28 days before `lastAtMs` the longest gap that ended on it; newest day first. */
  readonly gaps: readonly DayGap[];
}

export interface DayGap {
  /** Days since 1970 began, in UTC. */
  readonly day: number;
  readonly longestMs: number;
}

/** How long a store may send nothing: as its own habit allows, a number of hours, or without a limit. */
export type SilenceSetting = 'habit' | 'off' | { readonly hours: number };

export interface Silence {
  readonly silentMs: number;
  readonly allowedMs: number;
}

export const UNKNOWN_STORE: StoreActivity = { genuine: null, refusals: 0, orders: [] };

/** A genuine delivery within this time of the last noted one is not noted: a busy store must not cost a write for each. */
export const NOTED_EVERY_MS = 300_000;

/**
 * WooCommerce disables a webhook when a delivery fails after more than five failures in a row, so at the seventh, and never sends
 * what happens while it is disabled. At the fourth refusal there is time left to act.
 * @see https://github.com/woocommerce/woocommerce/blob/trunk/plugins/woocommerce/includes/class-wc-webhook.php `failed_delivery`
 */
const IN_A_ROW = 4;

/** Bounds what a stranger's flood costs: so many writes between two genuine deliveries. */
export const MAX_REFUSALS = 10;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const KEPT_DAYS = 28;
/** Long enough to hold two weekends. */
const LEAST_HISTORY_MS = 14 * DAY_MS;
const LEAST_ALLOWED_MS = HOUR_MS;
const BEYOND_LONGEST = 1.5;

/** The activity after a genuine delivery; the same object when there is nothing to note. */
export function delivered(activity: StoreActivity, atMs: number): StoreActivity {
  const { genuine, refusals, orders } = activity;
  if (genuine === null) return { genuine: { firstAtMs: atMs, lastAtMs: atMs, gaps: [] }, refusals: 0, orders };
  const gapMs = atMs - genuine.lastAtMs;
  if (gapMs < NOTED_EVERY_MS) return refusals === 0 ? activity : { genuine, refusals: 0, orders };
  // A silence that was told counts as what was allowed: otherwise one outage of a week would allow another for four weeks.
  const countedMs = Math.min(gapMs, allowedByHabitMs(genuine, atMs) ?? gapMs);
  return { genuine: { ...genuine, lastAtMs: atMs, gaps: withGap(genuine.gaps, atMs, countedMs) }, refusals: 0, orders };
}

/** The activity after a refused delivery, whoever sent it; the same object when there is nothing to note. */
export function refused(activity: StoreActivity): StoreActivity {
  const { refusals } = activity;
  return refusals < MAX_REFUSALS ? { ...activity, refusals: refusals + 1 } : activity;
}

/** The store's silence when it is longer than the setting allows; `null` otherwise, and while too little is known. */
export function silence(activity: StoreActivity, setting: SilenceSetting, nowMs: number): Silence | null {
  const { genuine } = activity;
  if (genuine === null || setting === 'off') return null;
  const allowedMs = setting === 'habit' ? allowedByHabitMs(genuine, nowMs) : setting.hours * HOUR_MS;
  const silentMs = nowMs - genuine.lastAtMs;
  return allowedMs === null || silentMs <= allowedMs ? null : { silentMs, allowedMs };
}

/**
 * Whether deliveries are refused in a row. Not within five minutes of the last noted genuine delivery: others may have come
 * since without being noted.
 */
export function isRefusedInARow({ genuine, refusals }: StoreActivity, nowMs: number): boolean {
  return refusals >= IN_A_ROW && (genuine === null || nowMs - genuine.lastAtMs > NOTED_EVERY_MS);
}

/** `null` while too little is known: in the store's first 14 days, and while it has fewer than two noted deliveries. */
function allowedByHabitMs({ firstAtMs, gaps }: GenuineDeliveries, nowMs: number): number | null {
  if (nowMs - firstAtMs < LEAST_HISTORY_MS || gaps.length === 0) return null;
  const longestMs = Math.max(...gaps.map((gap) => gap.longestMs));
  return Math.max(BEYOND_LONGEST * longestMs, LEAST_ALLOWED_MS);
}

function withGap(gaps: readonly DayGap[], atMs: number, gapMs: number): readonly DayGap[] {
  const day = Math.floor(atMs / DAY_MS);
  const before = gaps.find((gap) => gap.day === day)?.longestMs ?? 0;
  const others = gaps.filter((gap) => gap.day !== day && day - gap.day < KEPT_DAYS);
  return [{ day, longestMs: Math.max(before, gapMs) }, ...others];
}
