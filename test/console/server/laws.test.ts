import { expect, test } from 'vitest';
import { checkLaws } from '../../../console/server/work/laws.ts';
import type { Entry } from '../../../src/domain/entry.ts';
import type { OrderRecord } from '../../../src/domain/order-record.ts';
import { RETRY } from '../../support/explaining.ts';
import { bodyOf, moneyOf } from '../../support/order-facts.ts';
import { orderKey, pendingEntry } from '../../support/order-records.ts';
import { NOW_MS, nothingKnown, settled, storeWith } from '../../support/planning.ts';

const store = storeWith();
/** Of 100 points, all of them posted. */
const right = settled(nothingKnown, store, bodyOf({ money: moneyOf({ eligible: '100.00' }) }));
const withEntries = (entries: readonly Entry[]): OrderRecord => ({ ...right, entries });
const waiting = (notBeforeMs: number) => withEntries([pendingEntry({ points: 100, notBeforeMs, plannedAtMs: NOW_MS })]);
const HOUR_MS = 3_600_000;

/** Of one order that is named, and is listed by the index of what waits, or not. */
async function laws(record: OrderRecord | TypeError, isListed: boolean) {
  const key = orderKey(1);
  const ports = {
    ledger: {
      load: async () => {
        if (record instanceof TypeError) throw record;
        return { record, version: 1 };
      },
      ready: async () => ({ keys: isListed ? [key] : [], unreadable: 0, oldestAtMs: null, next: null }),
    },
    parkedStore: {
      async *list() {
        // Nothing is parked.
      },
    },
    config: async () => ({ stores: [store], settling: { retry: RETRY } }),
  } as unknown as Parameters<typeof checkLaws>[0];
  const deadline = { now: () => NOW_MS, endsAtMs: NOW_MS + 1_000, signal: AbortSignal.timeout(5_000) };
  const { isGreen, broken, waiting: waits, withoutCustomer, checked } = await checkLaws(ports, [key], deadline);
  return { isGreen, waits, withoutCustomer, checked, laws: broken.map(({ law }) => law) };
}

test('posted is the target: green', async () => {
  expect(await laws(right, false)).toEqual({ isGreen: true, waits: 0, withoutCustomer: 0, checked: 1, laws: [] });
});

test('the rest waits where it is listed: green, and it waits', async () => {
  expect(await laws(waiting(NOW_MS + HOUR_MS), true)).toEqual({
    isGreen: true,
    waits: 1,
    withoutCustomer: 0,
    checked: 1,
    laws: [],
  });
  expect(await laws(waiting(NOW_MS - HOUR_MS + 1), true)).toMatchObject({ isGreen: true, waits: 1 });
});

test('an order that names no customer waits for one, and no index lists it: green, and counted by itself', async () => {
  const nobodys = settled(nothingKnown, store, bodyOf({ customer: null, money: moneyOf({ eligible: '100.00' }) }));
  expect(await laws(nobodys, false)).toMatchObject({ isGreen: true, waits: 0, withoutCustomer: 1 });
});

test('nothing is planned for the difference', async () => {
  expect(await laws(withEntries([]), true)).toMatchObject({ isGreen: false, laws: ['unequal'] });
});

test('it waits, and no index lists it', async () => {
  expect(await laws(waiting(NOW_MS + HOUR_MS), false)).toMatchObject({ isGreen: false, laws: ['unseen'] });
});

test('it could have been posted for more than an hour', async () => {
  expect(await laws(waiting(NOW_MS - HOUR_MS - 1), true)).toMatchObject({ isGreen: false, laws: ['unseen'] });
});

test('its item cannot be read', async () => {
  expect(await laws(new TypeError('made up'), false)).toMatchObject({ isGreen: false, laws: ['illegible'] });
});
