import { describe, expect, test } from 'vitest';
import type { Facts } from '../../src/domain/order-facts.ts';
import type { Store } from '../../src/domain/store.ts';
import type { Ledger } from '../../src/ports/ledger.ts';
import { type Recorded, recordFacts } from '../../src/posting/record-facts.ts';
import { createModelLedger } from '../support/models/ledger.ts';
import { bodyOf, moneyOf, orderId, PAID_AT_MS } from '../support/order-facts.ts';
import { book, NOW_MS } from '../support/planning.ts';
import { storeOf, workOf } from '../support/posting-bench.ts';
import { refundOf } from '../support/shopify-facts.ts';

const store = storeOf();
const money = moneyOf({ eligible: '100.00' });
const refund: Facts = { kind: 'refund', order: orderId('123'), refund: refundOf('7', '30.00') };

async function record(ledger: Ledger, facts: Facts, deadline = workOf(), of: Store = store): Promise<Recorded> {
  const recorded = await recordFacts(ledger, of, facts, deadline);
  if (recorded === 'otherOrder') throw new Error('taken for another order');
  return recorded;
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
    expect(await record(silent, bodyOf({ money }))).toEqual({
      current: first.current,
      stale: false,
      changed: false,
      ahead: false,
    });
  });

  test('older facts are stale: nothing changes', async () => {
    const ledger = createModelLedger();
    const first = await record(ledger, bodyOf({ at: 1, money }));
    const older = bodyOf({ at: 0, customer: 'other', standing: { kind: 'returned' } });
    expect(await record(ledger, older)).toEqual({ current: first.current, stale: true, changed: false, ahead: false });
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
    const other = await record(ledger, bodyOf({ money }), workOf(), storeOf({ id: 'other' }));
    expect([other.current.version, ledger.orders().length]).toEqual([1, 2]);
  });
});

describe('a body', () => {
  const createdAtMs = PAID_AT_MS - 60_000;

  test('of another order of this number is not recorded', async () => {
    const ledger = createModelLedger();
    const { current } = await record(ledger, bodyOf({ money, identity: { createdAtMs } }));
    const other = bodyOf({ at: 9, money: moneyOf({ eligible: '500.00' }), identity: { createdAtMs: createdAtMs + 1 } });
    expect(await recordFacts(ledger, store, other, workOf())).toBe('otherOrder');
    expect(await ledger.load(current.record.key, workOf().signal)).toEqual(current);
  });

  test('of the same order, whose key comes later, is recorded', async () => {
    const ledger = createModelLedger();
    await record(ledger, bodyOf({ money, identity: { createdAtMs } }));
    await record(ledger, bodyOf({ at: 1, money, identity: { createdAtMs, keyHash: 'key' } }));
    expect(ledger.orders()[0]?.facts.identity).toEqual({ createdAtMs, keyHash: 'key' });
  });

  test('whose clock is more than ten minutes ahead of its arrival is recorded, and told to be', async () => {
    const ledger = createModelLedger();
    expect(await record(ledger, bodyOf({ at: 600, arrivedAt: 0, money }))).toMatchObject({ ahead: false });
    const ahead = bodyOf({ at: 602, arrivedAt: 1, money, hash: 'ahead' });
    expect(await record(ledger, ahead)).toMatchObject({ ahead: true, stale: true, changed: true });
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
