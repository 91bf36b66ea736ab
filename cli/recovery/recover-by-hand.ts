import { isDeepStrictEqual } from 'node:util';
import type { OrderRecord } from '../../src/domain/order-record.ts';
import { customerNow } from '../../src/domain/plan-entries.ts';
import { isReclaimOf, reclaimed, released } from '../../src/domain/recovery/reclaim.ts';
import type { Store } from '../../src/domain/store.ts';
import { slotOf } from '../../src/ports/ledger.ts';
import type { HistoryItem } from '../../src/ports/loyalty-api.ts';
import { update } from '../../src/shared/optimistic-update.ts';
import { plannedPoints, type Recovered, type Recovery } from './recover-customer.ts';

/** An order, and the points of all the changes since the restored moment that somebody saw to be its own. */
export interface Decision {
  readonly order: OrderRecord;
  readonly store: Store;
  readonly points: readonly number[];
}

/**
 * Writes what a person has decided: the history has to have these changes, and no entry of the order may have them already. What
 * needed checking has been checked. Rejects as the ledger does.
 */
export async function recoverByHand(
  recovery: Recovery,
  { order, store, points }: Decision,
): Promise<Recovered | { readonly kind: 'refused'; readonly because: string }> {
  if (order.shadowSinceMs !== undefined) {
    return { kind: 'refused', because: 'the order is in shadow: Ponte has posted nothing of it' };
  }
  const customer = customerNow(order);
  if (customer === null) return { kind: 'refused', because: 'the order names no customer' };
  const read = await recovery.readHistory(customer, store);
  if (read.kind === 'unread') return { kind: 'unread', orders: [order], because: read.because };
  const changes = chosen(order, read.items, points, recovery);
  if (changes === null) return { kind: 'refused', because: 'the history of that time has no such changes' };

  const decided = (record: OrderRecord) => reclaimed(released(record), { customer, changes }, store, recovery.now());
  const planned = plannedPoints(decided(order));
  if (!recovery.apply) return { kind: 'found', order, changes, planned };
  const { result } = await update<OrderRecord, 'written' | 'changed'>(
    slotOf<OrderRecord>(recovery.ledger, order.key),
    (record) =>
      record !== null && isDeepStrictEqual(record.entries, order.entries)
        ? { save: decided(record), result: 'written' }
        : { result: 'changed' },
    recovery.signal,
  );
  return result === 'written' ? { kind: 'written', order, changes, planned } : { kind: 'changed', order };
}

/** The history's changes of these points, each once and the oldest first; `null` when it lacks one. */
function chosen(
  order: OrderRecord,
  history: readonly HistoryItem[],
  points: readonly number[],
  { untilMs }: Recovery,
): readonly HistoryItem[] | null {
  const left = history
    .filter((change) => change.atMs <= untilMs && !order.entries.some((entry) => isReclaimOf(entry, change)))
    .toSorted((one, other) => one.atMs - other.atMs);
  const taken: HistoryItem[] = [];
  for (const each of points) {
    const index = left.findIndex((change) => change.points === each);
    if (index < 0) return null;
    taken.push(...left.splice(index, 1));
  }
  return taken.toSorted((one, other) => one.atMs - other.atMs);
}
