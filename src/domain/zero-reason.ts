import { chooseRule } from './choose-rule.ts';
import type { OrderRecord } from './order-record.ts';
import { holdEndsAtMs } from './pending-since.ts';
import { type Explanation, explain, type Reason } from './reasons.ts';
import type { Store } from './store.ts';
import { claimOf, type TargetReason, targetOf } from './target-points.ts';

/** Why an order gives no points, fewer than its money would, or not yet. */
export type ZeroReason = Extract<Reason, TargetReason | 'paymentAhead' | 'noCustomer' | 'notDueYet'>;

/**
 * What becomes of a reason. `skipped`: told as a warning, as the merchant may expect points. `counts`: an order that was placed in the last
 * days and was skipped for it counts in its store's share of orders without points. What the platform or the shopper has yet to do does not
 * count, nor do orders that no rule could give points to.
 */
interface ZeroRow {
  readonly skipped: boolean;
  readonly counts: boolean;
}

const NOT_YET: ZeroRow = { skipped: false, counts: false };
const BY_RULE: ZeroRow = { skipped: false, counts: true };

export const zeroTable = {
  orderAwaited: NOT_YET,
  unpaid: NOT_YET,
  deposit: NOT_YET,
  cancelled: NOT_YET,
  voided: NOT_YET,
  noPaymentDate: NOT_YET,
  partlyPaid: NOT_YET,
  paymentAhead: NOT_YET,
  notDueYet: NOT_YET,
  nothingLeft: NOT_YET,
  capped: NOT_YET,
  testOrder: { skipped: true, counts: false },
  subOrder: { skipped: true, counts: false },
  otherCurrency: { skipped: true, counts: true },
  noCustomer: { skipped: true, counts: true },
  beforeAwardFrom: BY_RULE,
  nothingEligible: BY_RULE,
  belowMinimum: BY_RULE,
  tooSmall: BY_RULE,
} as const satisfies Record<ZeroReason, ZeroRow>;

/**
 * Why an order gives no points, fewer than its money would, or not yet; `null` where nothing keeps any back. Of several causes it is the
 * first, in the order in which they are judged. Holds no personal data.
 */
export function zeroReason(record: OrderRecord, store: Store, nowMs: number): Explanation<ZeroReason> | null {
  if (record.paymentAhead !== null) return explain('paymentAhead');
  return withoutPoints(record, store) ?? notYet(record, nowMs) ?? cappedBy(record);
}

/** Why an order gives no points at all. */
export function withoutPoints(record: OrderRecord, store: Store): Explanation<ZeroReason> | null {
  const claim = claimOf(record.facts);
  const pinned = record.pinned ?? (claim && chooseRule(store, claim.paidAtMs));
  const { points, because } = targetOf(record.facts, pinned);
  if (points > 0) return record.customer === null ? explain('noCustomer') : null;
  switch (because) {
    case null:
      return null;
    case 'beforeAwardFrom':
      return explain(because, shown(claim?.paidAtMs ?? 0), shown(pinned?.awardFromMs ?? store.awardFromMs));
    case 'otherCurrency':
      return inOtherCurrency(record, store);
    case 'belowMinimum':
      return explain(because, pinned?.rule.minimumOrder ?? '0');
    default:
      return explain(because);
  }
}

function inOtherCurrency({ facts }: OrderRecord, store: Store): Explanation<'otherCurrency'> {
  const why = explain('otherCurrency');
  const standing = facts.standing?.value;
  const currency = standing?.kind === 'notEntitled' ? standing.currency : undefined;
  if (currency === undefined) return why;
  return { ...why, because: `${why.because}: it is in ${currency}, and the store in ${store.currency}` };
}

/** Of an order whose points the rule's `maximumPoints` limits. */
export function cappedBy({ facts, pinned }: OrderRecord): Explanation<'capped'> | null {
  const maximumPoints = pinned?.rule.maximumPoints ?? null;
  if (maximumPoints === null || targetOf(facts, pinned).because !== 'capped') return null;
  return explain('capped', String(maximumPoints));
}

/** The reason of an entry that waits for the end of its hold. */
export function onHold(untilMs: number): Explanation<'notDueYet'> {
  return { reason: 'notDueYet', because: `${explain('notDueYet').because}, at ${shown(untilMs)}` };
}

function notYet(record: OrderRecord, nowMs: number): Explanation<'notDueYet'> | null {
  const newest = record.entries.at(-1);
  if (newest?.state !== 'pending' || record.pinned === null) return null;
  const untilMs = holdEndsAtMs(record, record.pinned, newest.plannedAtMs);
  return untilMs > nowMs ? onHold(untilMs) : null;
}

/** An instant to the second, in UTC. */
function shown(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 'yyyy-mm-ddThh:mm:ss'.length)}Z`;
}
