import { expect, test } from 'vitest';
import { gatherCustomers, orderName } from '../../../cli/recovery/customers.ts';
import { customerId } from '../../../src/domain/order-facts.ts';
import type { OrderRecord } from '../../../src/domain/order-record.ts';
import { bodyOf, PAID_AT_MS } from '../../support/order-facts.ts';
import { orderKey, pendingEntry, recordWith } from '../../support/order-records.ts';
import { applied, storeWith, told } from '../../support/planning.ts';

const SINCE_MS = PAID_AT_MS;
const store = storeWith();
/** Of another shop on the same account. */
const sibling = { ...store, id: 'acme-2' };

async function* scanned(...records: readonly OrderRecord[]): AsyncGenerator<OrderRecord> {
  yield* records;
}

/** Settled, and told of so many seconds after the moment. */
const settledAt = (id: number, at: number, customer: string | null = 'ABC', of = store.id) => {
  const key = { ...orderKey(id), store: of };
  return applied(told(recordWith(key), store, bodyOf({ order: String(id), at, customer })));
};

async function gather(choice: Partial<Parameters<typeof gatherCustomers>[2]>, ...records: readonly OrderRecord[]) {
  const gathered = await gatherCustomers(scanned(...records), [store, sibling], {
    sinceMs: SINCE_MS,
    store: undefined,
    all: false,
    ...choice,
  });
  const customers = gathered.customers.map(({ customer, name, orders }) => [customer, name, orders.map(orderName)]);
  return { ...gathered, customers };
}

test('orders that wait for something, or of which the shop has told since, are gathered by customer', async () => {
  const old = settledAt(1, -1);
  const waiting = { ...settledAt(2, -1, 'XYZ'), entries: [pendingEntry({ state: 'parked', parked: 'refused' })] };
  const lost = { ...settledAt(3, -1, 'LMN'), entries: [pendingEntry({ unresolvedAttempts: [1] })] };
  expect(await gather({}, old, settledAt(12, 1), waiting, settledAt(11, 0), lost)).toEqual({
    customers: [
      ['ABC', 'acme/11', ['acme/11', 'acme/12']],
      ['XYZ', 'acme/2', ['acme/2']],
      ['LMN', 'acme/3', ['acme/3']],
    ],
    withoutStore: [],
  });
  expect((await gather({ all: true }, old)).customers).toEqual([['ABC', 'acme/1', ['acme/1']]]);
});

test('an order whose customer was erased, or that is in shadow, is left out', async () => {
  const erased = { ...settledAt(1, 1), erasedAtMs: 1 };
  const inShadow = { ...settledAt(3, 1), shadowSinceMs: 1 };
  expect((await gather({ all: true }, erased, inShadow, settledAt(2, 1))).customers).toEqual([
    ['ABC', 'acme/2', ['acme/2']],
  ]);
});

test('shops on one account share their customers; one shop alone can be asked for', async () => {
  const both = [settledAt(1, 1), settledAt(1, 1, 'ABC', 'acme-2')];
  expect((await gather({}, ...both)).customers).toEqual([['ABC', 'acme-2/1', ['acme-2/1', 'acme/1']]]);
  expect((await gather({ store: 'acme-2' }, ...both)).customers).toEqual([['ABC', 'acme-2/1', ['acme-2/1']]]);
});

test('whoever has the points is asked for, not whom the order names now; an order of nobody has none', async () => {
  const pinned = { ...settledAt(1, 1), customer: customerId('FIRST') };
  expect((await gather({}, pinned, settledAt(2, 1, null))).customers).toEqual([['FIRST', 'acme/1', ['acme/1']]]);
});

test('an order without a store is named', async () => {
  expect(await gather({}, settledAt(1, 1, 'ABC', 'gone'))).toEqual({ customers: [], withoutStore: ['gone/1'] });
});
