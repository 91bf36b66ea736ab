import { customerDigest } from '../../src/domain/customer-digest.ts';
import { customerBy } from '../../src/domain/customer-id.ts';
import { isErasedCustomer } from '../../src/domain/erasure/erased-customer.ts';
import type { CustomerId } from '../../src/domain/order-facts.ts';
import type { OrderRecord } from '../../src/domain/order-record.ts';
import { customerNow } from '../../src/domain/plan-entries.ts';
import { nameOf } from '../../src/domain/record.ts';
import type { Store } from '../../src/domain/store.ts';
import type { ClaimingRecord } from '../../src/explain/match-changes.ts';
import type { HistoryItem } from '../../src/ports/loyalty-api.ts';
import { type ComparedTime, compareHistory, type HistoryFinding } from '../../src/reconciliation/compare-history.ts';
import type { Deadline } from '../../src/shared/deadline.ts';
import type { Connection } from '../connection.ts';
import { claiming, findRecords } from '../customer/find-records.ts';
import { orderNamedIn } from '../recovery/titles.ts';
import { type HistoriesOptions, openHistories } from './histories.ts';
import type { ReadableStore } from './read-store.ts';

/** The customers of a store's account, as BonifiQ has them beside the ledger. */
export interface Customers {
  /** What is told of the customer of this order; `null` where the order has none, or BonifiQ cannot have anything of it. */
  compare(order: OrderRecord, time: ComparedTime): Promise<ComparedHistory | null>;
  /** The same, of each customer once; `null` for one who was asked for of late, too. */
  compareOnce(order: OrderRecord, time: ComparedTime): Promise<ComparedHistory | null>;
}

export interface ComparedHistory {
  readonly customer: CustomerId;
  readonly digest: string | null;
  readonly findings: readonly HistoryFinding[];
  /** Why the history was not read; quotes nothing that was answered. */
  readonly unread: string | null;
  /** Stores whose secret has no key to find their orders by. */
  readonly withoutKey: readonly string[];
}

/** Customers who are not asked for again: of any number of orders, those of late. */
const REMEMBERED = 50_000;

/** @throws {Failure} where nobody can be asked */
export async function openCustomers(
  connection: Connection,
  readable: ReadableStore,
  options: HistoriesOptions,
  deadline: Deadline,
): Promise<Customers> {
  const { store, secrets } = readable;
  const histories = await openHistories(connection, store, secrets, options, deadline);
  const { stores, promotions } = await connection.config();
  const siblings = stores.filter(({ account }) => account === store.account);
  const ofAccount = new Set(siblings.map(({ id }) => id));
  const seen = new Set<CustomerId>();

  async function compare(order: OrderRecord, time: ComparedTime): Promise<ComparedHistory | null> {
    const customer = askedFor(order);
    if (customer === null) return null;
    const read = await histories.history(customer);
    const digest = digestIn(readable, customer);
    if (read.kind === 'unread') return { customer, digest, findings: [], unread: read.because, withoutKey: [] };
    const { records, withoutKey } = await recordsOf(connection, siblings, customer, deadline.signal);
    const all = withOrder(records, order);
    const named = (change: HistoryItem) => namedIn(siblings, change);
    const findings = compareHistory(
      {
        records: all,
        isComplete: withoutKey.length === 0,
        promotions: promotions.filter((promotion) => ofAccount.has(promotion.store)),
        history: read.items,
        orderNamedIn: named,
      },
      time,
    );
    return { customer, digest, findings, unread: null, withoutKey };
  }

  return {
    compare,
    async compareOnce(order, time) {
      const customer = askedFor(order);
      if (customer === null || seen.has(customer)) return null;
      seen.add(customer);
      if (seen.size > REMEMBERED) for (const first of seen.values().take(REMEMBERED / 2)) seen.delete(first);
      return await compare(order, time);
    },
  };
}

/** By what the ledger's index knows a customer of the store; `null` where the store's secret has no key for it. */
export function digestIn(
  { store, secrets: { customerKey } }: ReadableStore,
  customer: CustomerId | null,
): string | null {
  return customer === null || customerKey === undefined ? null : customerDigest(customerKey, store.id, customer);
}

/** Of an order that never had an entry, BonifiQ knows nothing. */
function askedFor(order: OrderRecord): CustomerId | null {
  const customer = customerNow(order);
  const isClosed = order.erasedAtMs !== undefined || order.shadowSinceMs !== undefined;
  if (isClosed || order.entries.length === 0 || customer === null || isErasedCustomer(customer)) return null;
  return customer;
}

async function recordsOf(connection: Connection, stores: readonly Store[], customer: CustomerId, signal: AbortSignal) {
  const records: ClaimingRecord[] = [];
  const withoutKey: string[] = [];
  for (const one of stores) {
    if (customerBy(one.customer.by, customer) !== customer) continue;
    const found = await findRecords(connection, one, customer, signal);
    if (found === null) withoutKey.push(one.id);
    else records.push(...found);
  }
  return { records, withoutKey };
}

/** The index lags behind, and a store without a key has none. */
function withOrder(records: readonly ClaimingRecord[], order: OrderRecord): readonly ClaimingRecord[] {
  const others = records.filter(
    ({ record: { key } }) => key.store !== order.key.store || nameOf(key) !== order.key.order,
  );
  return [...others, claiming(order)];
}

function namedIn(stores: readonly Store[], change: HistoryItem) {
  const named = stores.flatMap((store) => {
    const order = orderNamedIn(store, change);
    return order === null ? [] : [{ store: store.id, order }];
  });
  return named.length === 1 ? (named[0] ?? null) : null;
}
