import type { OrderId } from './order-facts.ts';
import type { KnownFacts, OrderRecord } from './order-record.ts';
import type { Store } from './store.ts';

/** In characters. BonifiQ documents no limit for `Reason`; this one keeps an order of many refunds readable. */
const MAX_LENGTH = 200;

/** BonifiQ's internal `Reason`: the order and why its points change. Holds ids only, no personal data. */
export function reasonFor(record: OrderRecord, points: number): string {
  return shortened(`Order ${record.key.order}: ${causeOf(record, points)}`);
}

/** What the shopper reads in the points history, or `null` for BonifiQ's own text. */
export function customerReasonFor(
  store: Pick<Store, 'customerReason'>,
  { order, number, points }: { readonly order: OrderId; readonly number: number; readonly points: number },
): string | null {
  const text = points < 0 ? store.customerReason.reversal : store.customerReason.award;
  return text?.replaceAll('{order}', order).replaceAll('{entry}', String(number)) ?? null;
}

function causeOf({ facts, entries }: OrderRecord, points: number): string {
  const standing = facts.standing?.value;
  if (points < 0 && standing?.kind === 'notEntitled') return `no longer due (${standing.because})`;
  const refunds = refundIds(facts);
  if (refunds.length > 0) return `${points < 0 ? 'refunded' : 'paid, after refunds'} (refund ${refunds.join(', ')})`;
  if (standing?.kind === 'returned') return 'refunded';
  return entries.some((entry) => entry.state !== 'withdrawn') ? 'changed' : 'paid';
}

function refundIds(facts: KnownFacts): string[] {
  const listed = facts.listedRefunds?.value.map((refund) => refund.id);
  return listed ?? Object.keys(facts.collectedRefunds);
}

function shortened(text: string): string {
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH - 1)}…` : text;
}
