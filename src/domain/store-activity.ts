/** What is known of the deliveries of one store, as all containers together know it. */
export interface StoreActivity {
  /** `null` until the first one was noted. */
  readonly genuine: GenuineDeliveries | null;
  /** Deliveries refused since the last genuine one that was noted; not counted beyond `MAX_REFUSALS`. */
  readonly refusals: number;
}

/** Deliveries whose signature was verified. */
export interface GenuineDeliveries {
  readonly firstAtMs: number;
  readonly lastAtMs: number;
  /** The longest gap that ended on each day, of the last 28 days that had one; the newest day first. */
  readonly gaps: readonly DayGap[];
}

export interface DayGap {
  /** Days since 1970 began, in UTC. */
  readonly day: number;
  readonly longestMs: number;
}

/** How long a store may send nothing: by its own habit, so many hours, or for ever. */
export type SilenceSetting = 'habit' | 'off' | { readonly hours: number };

export interface Silence {
  readonly silentMs: number;
  readonly allowedMs: number;
}

export const UNKNOWN_STORE: StoreActivity = { genuine: null, refusals: 0 };

/** Genuine deliveries are noted no more often than this, so that a busy store costs no write for each. */
export const NOTED_EVERY_MS = 300_000;

/**
 * WooCommerce switches a webhook off when a delivery fails and more than five in a row had failed before it: at the seventh.
 * What happens in the shop from then on is never sent. At the fourth there are three left.
 * @see https://github.com/woocommerce/woocommerce/blob/trunk/plugins/woocommerce/includes/class-wc-webhook.php `failed_delivery`
 */
const IN_A_ROW = 4;

/** What a stranger's flood can make of it: so many writes between two genuine deliveries. */
export const MAX_REFUSALS = 10;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const KEPT_DAYS = 28;
/** Two weekends: what a store does every week has been seen by then. */
const LEAST_HISTORY_MS = 14 * DAY_MS;
const LEAST_ALLOWED_MS = HOUR_MS;
const BEYOND_LONGEST = 1.5;

/** A genuine delivery came. The same object when that is not worth noting. */
export function delivered(activity: StoreActivity, atMs: number): StoreActivity {
  const { genuine, refusals } = activity;
  if (genuine === null) return { genuine: { firstAtMs: atMs, lastAtMs: atMs, gaps: [] }, refusals: 0 };
  const gapMs = atMs - genuine.lastAtMs;
  if (gapMs < NOTED_EVERY_MS) return refusals === 0 ? activity : { genuine, refusals: 0 };
  // A silence that was told is no habit yet: else one outage of a week would excuse the next ones for four.
  const learntMs = Math.min(gapMs, allowedByHabitMs(genuine, atMs) ?? gapMs);
  return { genuine: { ...genuine, lastAtMs: atMs, gaps: withGap(genuine.gaps, atMs, learntMs) }, refusals: 0 };
}

/** A delivery was refused, whoever sent it. The same object when that is not worth noting. */
export function refused(activity: StoreActivity): StoreActivity {
  const { refusals } = activity;
  return refusals < MAX_REFUSALS ? { ...activity, refusals: refusals + 1 } : activity;
}

/** How long nothing genuine has come, where that is longer than it may be; `null` where it is not, or nobody can tell. */
export function silence(activity: StoreActivity, setting: SilenceSetting, nowMs: number): Silence | null {
  const { genuine } = activity;
  if (genuine === null || setting === 'off') return null;
  const allowedMs = setting === 'habit' ? allowedByHabitMs(genuine, nowMs) : setting.hours * HOUR_MS;
  const silentMs = nowMs - genuine.lastAtMs;
  return allowedMs === null || silentMs <= allowedMs ? null : { silentMs, allowedMs };
}

/**
 * Whether deliveries are refused one after the other. Just after a genuine one that was noted nobody knows: others may have
 * come since, which were not.
 */
export function isRefusedInARow({ genuine, refusals }: StoreActivity, nowMs: number): boolean {
  return refusals >= IN_A_ROW && (genuine === null || nowMs - genuine.lastAtMs > NOTED_EVERY_MS);
}

/** `null` while too little is known: a store's first fortnight, and one that has never sent anything after a gap. */
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
