import { isDeepStrictEqual } from 'node:util';
import type { CustomerId } from '../../src/domain/order-facts.ts';
import type { OrderRecord } from '../../src/domain/order-record.ts';
import { customerNow, total } from '../../src/domain/plan-entries.ts';
import { type Match, matchHistory, type UnclearReason } from '../../src/domain/recovery/match-history.ts';
import { isReclaimOf, reclaimed, withheld } from '../../src/domain/recovery/reclaim.ts';
import type { Store } from '../../src/domain/store.ts';
import { type Ledger, slotOf } from '../../src/ports/ledger.ts';
import type { HistoryItem, HistoryResult } from '../../src/ports/loyalty-api.ts';
import { update } from '../../src/shared/optimistic-update.ts';
import type { CustomerOrders } from './customers.ts';
import { claimOf, orderNamedIn } from './titles.ts';

export interface Recovery {
  readonly ledger: Ledger;
  readonly stores: readonly Store[];
  /** Of this customer on the account of this store. */
  readonly readHistory: (customer: CustomerId, store: Store) => Promise<HistoryResult>;
  readonly sinceMs: number;
  readonly untilMs: number;
  readonly trustTitles: boolean;
  /** False: tells what would be done. */
  readonly apply: boolean;
  readonly now: () => number;
  readonly signal: AbortSignal;
}

export type Recovered =
  /** `planned`: the points that are posted afterwards. */
  | {
      readonly kind: 'found' | 'written';
      readonly order: OrderRecord;
      readonly changes: readonly HistoryItem[];
      readonly planned: number;
    }
  | { readonly kind: 'unclear' | 'withheld'; readonly order: OrderRecord; readonly because: UnclearReason }
  /** Somebody changed the order meanwhile; another run looks at it again. */
  | { readonly kind: 'changed'; readonly order: OrderRecord }
  /** The history names an order that the ledger does not know. */
  | { readonly kind: 'missing'; readonly store: string; readonly named: string; readonly change: HistoryItem }
  /** Changes that belong to none of these orders. */
  | { readonly kind: 'left'; readonly orders: readonly OrderRecord[]; readonly changes: readonly HistoryItem[] }
  | { readonly kind: 'unread'; readonly orders: readonly OrderRecord[]; readonly because: string };

/** Compares one customer's orders with what the API has, and writes what they lack. Rejects as the ledger does. */
export async function recoverCustomer(recovery: Recovery, customer: CustomerOrders): Promise<readonly Recovered[]> {
  const read = await recovery.readHistory(customer.customer, customer.store);
  if (read.kind === 'unread') return [{ kind: 'unread', orders: customer.orders, because: read.because }];
  const history = read.items.filter(({ atMs }) => atMs <= recovery.untilMs);
  const { orders, missing } = await withNamedOrders(recovery, customer, history);
  const storeOf = (order: OrderRecord) => recovery.stores.find(({ id }) => id === order.key.store) ?? customer.store;
  const matched = matchHistory(
    orders.map((record) => ({
      record,
      claim: (change: HistoryItem) => claimOf(storeOf(record), record.key.order, change),
    })),
    history,
    recovery,
  );
  const results: Recovered[] = [...missing];
  for (const [index, order] of orders.entries()) {
    const match = matched.matches[index] ?? { kind: 'nothing' };
    const result = await recoverOrder(recovery, order, customer.customer, match, storeOf(order));
    if (result !== null) results.push(result);
  }
  const left = matched.left.filter((change) => !missing.some((one) => one.change === change));
  return left.length === 0 ? results : [...results, { kind: 'left', orders, changes: left }];
}

/** Those of the account that the history names besides. */
async function withNamedOrders(
  { ledger, stores, signal }: Recovery,
  { customer, store, orders }: CustomerOrders,
  history: readonly HistoryItem[],
) {
  const known = [...orders];
  const missing: Extract<Recovered, { kind: 'missing' }>[] = [];
  for (const sibling of stores.filter(({ account }) => account === store.account)) {
    for (const change of history) {
      const order = orderNamedIn(sibling, change);
      const isKnown = known.some(({ key }) => key.store === sibling.id && key.order === order);
      if (order === null || isKnown) continue;
      const loaded = await ledger.load({ store: sibling.id, order }, signal);
      if (loaded === null) missing.push({ kind: 'missing', store: sibling.id, named: order, change });
      else if (loaded.record.shadowSinceMs === undefined && customerNow(loaded.record) === customer)
        known.push(loaded.record);
    }
  }
  return { orders: known, missing };
}

async function recoverOrder(
  { ledger, apply, now, signal }: Recovery,
  order: OrderRecord,
  customer: CustomerId,
  match: Match<HistoryItem>,
  store: Store,
): Promise<Recovered | null> {
  const slot = slotOf<OrderRecord>(ledger, order.key);
  switch (match.kind) {
    case 'nothing':
      return null;
    case 'found': {
      const { changes } = match;
      const after = reclaimed(order, { customer, changes }, store, now());
      const planned = plannedPoints(after);
      if (!apply) return { kind: 'found', order, changes, planned };
      const { result } = await update<OrderRecord, 'written' | 'changed'>(
        slot,
        // Facts may have come meanwhile; where entries changed, what was found may fit no longer.
        (record) => {
          const isWritten = record !== null && changes.every((change) => isFoundIn(record, change));
          if (isWritten) return { result: 'written' };
          if (record === null || !isDeepStrictEqual(record.entries, order.entries)) return { result: 'changed' };
          return { save: reclaimed(record, { customer, changes }, store, now()), result: 'written' };
        },
        signal,
      );
      return result === 'written' ? { kind: 'written', order, changes, planned } : { kind: 'changed', order };
    }
    case 'unclear': {
      const { because } = match;
      if (!apply) return { kind: 'unclear', order, because };
      await update<OrderRecord, null>(
        slot,
        (record) => {
          const save = record && withheld(record, now());
          return save === null ? { result: null } : { save, result: null };
        },
        signal,
      );
      return { kind: 'withheld', order, because };
    }
    default:
      return match satisfies never;
  }
}

/** What is posted next, without what may have been. */
export function plannedPoints({ entries }: OrderRecord): number {
  return total(
    entries.filter(({ state, unresolvedAttempts }) => state === 'pending' && unresolvedAttempts.length === 0),
  );
}

function isFoundIn({ entries }: OrderRecord, change: HistoryItem): boolean {
  return entries.some((entry) => isReclaimOf(entry, change));
}
