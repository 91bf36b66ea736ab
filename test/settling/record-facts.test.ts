import { describe, expect, test } from 'vitest';
import type { Ledger } from '../../src/ledger/ledger.ts';
import type { Facts } from '../../src/orders/order-facts.ts';
import { recordFacts } from '../../src/settling/record-facts.ts';
import { book, NOW_MS } from '../ledger/planning.ts';
import { bodyOf, moneyOf, orderId, refundOf } from '../orders/samples.ts';
import { createModelLedger } from '../simulation/model-ledger.ts';
import { storeOf, workOf } from './bench.ts';

const store = storeOf();
const money = moneyOf({ eligible: '100.00' });
const refund: Facts = { kind: 'refund', order: orderId('123'), refund: refundOf('7', '30.00') };

function record(ledger: Ledger, facts: Facts, work = workOf()) {
  return recordFacts(ledger, store, facts, work);
}

describe('recording', () => {
  test('the first facts: order, pinned rule and entry in one write', async () => {
    const ledger = createModelLedger();
    const { current, stale, changed } = await record(ledger, bodyOf({ money }));
    expect([current.version, stale, changed]).toEqual([1, false, true]);
    expect(current.record.key).toEqual({ store: 'acme', order: '123' });
    expect(book(current.record)).toEqual(['pending 100 ADD-ABC-100-123']);
    expect(current.record.entries[0]?.plannedAtMs).toBe(NOW_MS);
    expect(await ledger.load(current.record.key, workOf().signal)).toEqual(current);
  });

  test('further facts are merged with those known', async () => {
    const ledger = createModelLedger();
    await record(ledger, refund);
    const { current } = await record(ledger, bodyOf({ money }));
    expect(current.version).toBe(2);
    expect(book(current.record)).toEqual(['pending 70 ADD-ABC-70-123']);
  });

  test('the same facts again write nothing', async () => {
    const ledger = createModelLedger();
    const first = await record(ledger, bodyOf({ money }));
    const silent: Ledger = { ...ledger, save: () => Promise.reject(new Error('written')) };
    expect(await record(silent, bodyOf({ money }))).toEqual({ current: first.current, stale: false, changed: false });
  });

  test('older facts are stale: nothing changes', async () => {
    const ledger = createModelLedger();
    const first = await record(ledger, bodyOf({ at: 1, money }));
    const older = bodyOf({ at: 0, customer: 'other', standing: { kind: 'returned' } });
    expect(await record(ledger, older)).toEqual({ current: first.current, stale: true, changed: false });
  });

  test('a stale body may bring a refund not seen before', async () => {
    const ledger = createModelLedger();
    await record(ledger, bodyOf({ at: 1, money }));
    const older = bodyOf({ at: 0, money, refunds: { kind: 'collected', refunds: [refundOf('7', '30.00')] } });
    const { stale, changed, current } = await record(ledger, older);
    expect([stale, changed]).toEqual([true, true]);
    expect(current.record.entries.at(-1)?.points).toBe(70);
  });

  test('orders of one number in two stores are two', async () => {
    const ledger = createModelLedger();
    await record(ledger, bodyOf({ money }));
    const other = await recordFacts(ledger, storeOf({ id: 'other' }), bodyOf({ money }), workOf());
    expect([other.current.version, ledger.orders().length]).toEqual([1, 2]);
  });
});

describe('a race', () => {
  test('lost: both facts are in the end known', async () => {
    const ledger = createModelLedger();
    await record(ledger, bodyOf({ money }));
    let raced = false;
    const racing: Ledger = {
      ...ledger,
      async save(...args) {
        if (!raced) {
          raced = true;
          await record(ledger, bodyOf({ at: 1, money: moneyOf({ eligible: '130.00' }) }));
        }
        return await ledger.save(...args);
      },
    };
    const { current, changed } = await record(racing, refund);
    expect([current.version, changed]).toEqual([3, true]);
    expect(current.record.entries.at(-1)?.points).toBe(100);
  });

  test('lost by twenty at once: every refund is counted', async () => {
    const ledger = createModelLedger();
    await record(ledger, bodyOf({ money }));
    const refunds = Array.from(
      { length: 20 },
      (_, index): Facts => ({ ...refund, refund: refundOf(`${index}`, '2.00') }),
    );
    await Promise.all(refunds.map((facts) => record(ledger, facts)));
    expect(ledger.orders()[0]?.entries.at(-1)?.points).toBe(60);
  });

  test('that never ends is left when the time is up', async () => {
    const controller = new AbortController();
    let tries = 0;
    const ledger: Ledger = {
      ...createModelLedger(),
      async save() {
        tries += 1;
        if (tries === 3) controller.abort(new Error('the time is up'));
        return 'conflict';
      },
    };
    const recording = record(ledger, bodyOf({ money }), workOf({ signal: controller.signal }));
    await expect(recording).rejects.toThrow('the time is up');
    expect(tries).toBe(3);
  });
});

test.each(['load', 'save'] as const)('a ledger that cannot %s rejects: nothing was recorded', async (call) => {
  const ledger = createModelLedger();
  const down: Ledger = { ...ledger, [call]: () => Promise.reject(new Error('the ledger is down')) };
  await expect(record(down, bodyOf({ money }))).rejects.toThrow('the ledger is down');
  expect(ledger.orders()).toEqual([]);
});
