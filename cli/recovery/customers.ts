import { countsAsPosted, type Entry } from '../../src/domain/entry.ts';
import type { CustomerId } from '../../src/domain/order-facts.ts';
import type { OrderRecord } from '../../src/domain/order-record.ts';
import { customerNow } from '../../src/domain/plan-entries.ts';
import { nameOf } from '../../src/domain/record.ts';
import { newestFactsMs } from '../../src/domain/recovery/match-history.ts';
import type { Store } from '../../src/domain/store.ts';
import { byId } from '../../src/shared/by-id.ts';

/** One customer of one account, with the orders that may lack something. */
export interface CustomerOrders {
  readonly customer: CustomerId;
  /** Whose secret has the account's credentials. */
  readonly store: Store;
  /** At least one. */
  readonly orders: readonly OrderRecord[];
  /** The first of the orders' names: customers are gone through in this order, and a run can go on after it. */
  readonly name: string;
}

/** What a look through the ledger came to. */
export interface Gathered {
  readonly customers: readonly CustomerOrders[];
  /** Names of orders whose store the configuration does not have. */
  readonly withoutStore: readonly string[];
}

export interface Choice {
  readonly sinceMs: number;
  /** Only this store's orders. */
  readonly store: string | undefined;
  /** Orders, too, of which nothing has been heard since. */
  readonly all: boolean;
}

/** `my-shop/5001`: what people and programs call an order. */
export function orderName({ key }: Pick<OrderRecord, 'key'>): string {
  return `${key.store}/${nameOf(key)}`;
}

/** Looks through the ledger for the customers whose orders may lack something that the API has. */
export async function gatherCustomers(
  scanned: AsyncIterable<OrderRecord>,
  stores: readonly Store[],
  choice: Choice,
): Promise<Gathered> {
  const configured = byId(stores);
  const groups = new Map<string, { customer: CustomerId; store: Store; orders: OrderRecord[] }>();
  const withoutStore: string[] = [];
  for await (const record of scanned) {
    if (choice.store !== undefined && record.key.store !== choice.store) continue;
    // Nobody knows any more whose history to ask for, or nothing was posted.
    if (record.erasedAtMs !== undefined || record.shadowSinceMs !== undefined) continue;
    if (!choice.all && !mayLack(record, choice.sinceMs)) continue;
    const store = configured.get(record.key.store);
    const customer = customerNow(record);
    if (store === undefined) withoutStore.push(orderName(record));
    else if (customer !== null) {
      const name = `${store.account}\n${customer}`;
      const group = groups.get(name) ?? { customer, store, orders: [] };
      group.orders.push(record);
      groups.set(name, group);
    }
  }
  const customers = [...groups.values()].map((group) => {
    const orders = group.orders.toSorted((one, other) => compare(orderName(one), orderName(other)));
    return { ...group, orders, name: orders.map(orderName)[0] ?? '' };
  });
  return { customers: customers.toSorted((one, other) => compare(one.name, other.name)), withoutStore };
}

/** Something of it waits, or its shop has told of it since. */
function mayLack(record: OrderRecord, sinceMs: number): boolean {
  const waits = ({ state }: Entry) => state === 'pending' || state === 'parked' || state === 'uncollected';
  const isOpen = record.entries.some((entry) => waits(entry) || (entry.state !== 'applied' && countsAsPosted(entry)));
  return isOpen || newestFactsMs(record.facts) >= sinceMs;
}

/** By code units: no locale decides where a run goes on. */
export function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
