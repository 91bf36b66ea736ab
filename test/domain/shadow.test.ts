import { describe, expect, test } from 'vitest';
import { countsAsPosted, countsForTarget, isOpen } from '../../src/domain/entry.ts';
import { digestsUnder, entryInTheWay, erased } from '../../src/domain/erasure/erase-record.ts';
import { listedAs, nextAttemptAtMs, nextStep } from '../../src/domain/next-step.ts';
import type { OrderRecord } from '../../src/domain/order-record.ts';
import { planEntries, postedPoints } from '../../src/domain/plan-entries.ts';
import { repinned } from '../../src/domain/repin.ts';
import { bodyOf, listed, moneyOf, PAID_AT_MS } from '../support/order-facts.ts';
import { pendingEntry } from '../support/order-records.ts';
import { applied, book, NOW_MS, nothingKnown, storeWith, told } from '../support/planning.ts';
import { ruleOf } from '../support/points-rules.ts';

const live = storeWith();
const store = storeWith({}, { shadow: true });
const DAY_MS = 86_400_000;
const paid = (at = 0, money = moneyOf({ eligible: '100.00' })) => bodyOf({ at, money });
const refunded = (at: number, amount: string) =>
  bodyOf({ at, refunds: { kind: 'listed', refunds: listed({ 7: amount }) } });
const at = (record: OrderRecord, by = store, nowMs = NOW_MS) => planEntries(record, by, nowMs);

describe('an order that begins while its store is in shadow', () => {
  test('is planned as if each entry were posted at once: an award, and a reversal against it', () => {
    const record = told(nothingKnown, store, paid(), refunded(1, '30.00'), refunded(2, '100.00'));
    expect(book(record)).toEqual([
      'shadow 100 ADD-ABC-100-123',
      'shadow -30 REMOVE-ABC-30-123-2',
      'shadow -70 REMOVE-ABC-70-123-3',
    ]);
    expect(record.shadowSinceMs).toBe(NOW_MS);
  });

  test('has nothing that waits, is due or is listed, and nothing posted', () => {
    const record = told(nothingKnown, store, paid(), refunded(1, '30.00'));
    expect(nextStep(record, NOW_MS)).toEqual({ kind: 'settled' });
    expect(nextAttemptAtMs(record)).toBeNull();
    expect(listedAs(record)).toBeNull();
    expect(postedPoints(record)).toBe(0);
    const [entry = pendingEntry()] = record.entries;
    expect([isOpen(entry), countsAsPosted(entry), countsForTarget(entry)]).toEqual([false, false, true]);
  });

  test('stays in shadow when its store leaves it: no entry is ever posted, and none is doubled', () => {
    const record = told(told(nothingKnown, store, paid()), live, refunded(1, '30.00'));
    expect(book(record)).toEqual(['shadow 100 ADD-ABC-100-123', 'shadow -30 REMOVE-ABC-30-123-2']);
  });

  test('stays in shadow, too, when it had no points yet, and its store has left the shadow by then', () => {
    const anonymous = told(nothingKnown, store, bodyOf({ customer: null }));
    expect(book(anonymous)).toEqual([]);
    expect(book(told(anonymous, live, bodyOf({ at: 1 })))).toEqual(['shadow 100 ADD-ABC-100-123']);
  });

  test('keeps the customer of its first entry', () => {
    const record = told(nothingKnown, store, paid(), bodyOf({ at: 1, customer: 'XYZ' }), refunded(2, '30.00'));
    expect(record.customer).toBe('ABC');
    expect(book(record)[1]).toBe('shadow -30 REMOVE-ABC-30-123-2');
  });

  test('gets the difference in shadow when a person repins it', () => {
    const record = told(nothingKnown, store, paid());
    const twice = { ...live, rules: [ruleOf({ pointsPerUnit: '2' })] };
    const found = repinned(record, twice, NOW_MS);
    expect(found.kind === 'repinned' && book(found.record)).toEqual([
      'shadow 100 ADD-ABC-100-123',
      'shadow 100 ADD-ABC-100-123-2',
    ]);
  });

  test('is parked as any other when its points exceed what the API takes', () => {
    const record = told(nothingKnown, store, paid(0, moneyOf({ eligible: '3000000000.00' })));
    expect(record.entries).toMatchObject([{ state: 'parked', parked: 'pointsOutOfRange' }]);
  });

  test('is erased at once: nothing of it is in the way, and its entries stay', () => {
    const record = told(nothingKnown, store, paid());
    expect(entryInTheWay(record, 'theirs', 'everyone')).toBeNull();
    const after = erased(record, digestsUnder(Buffer.alloc(32)), NOW_MS);
    expect(after.entries).toMatchObject([{ state: 'shadow', points: 100 }]);
  });
});

describe('what the rule holds back', () => {
  const holding = storeWith({ holdDays: 7 }, { shadow: true });
  const held = told(nothingKnown, holding, paid());

  test('is made smaller by a refund during the hold, as it would have been', () => {
    expect(held.entries).toMatchObject([{ state: 'shadow', notBeforeMs: PAID_AT_MS + 7 * DAY_MS }]);
    expect(book(told(held, holding, refunded(1, '30.00')))).toEqual([
      'withdrawn 100 ADD-ABC-100-123',
      'shadow 70 ADD-ABC-70-123-2',
    ]);
  });

  test('goes to a customer who is corrected during the hold', () => {
    expect(book(told(held, holding, bodyOf({ at: 1, customer: 'XYZ' })))).toEqual([
      'withdrawn 100 ADD-ABC-100-123',
      'shadow 100 ADD-XYZ-100-123-2',
    ]);
  });

  test('counts as posted once the hold is over', () => {
    const { facts } = told(nothingKnown, live, refunded(1, '30.00'));
    const later = at({ ...held, facts }, holding, PAID_AT_MS + 7 * DAY_MS);
    expect(book(later)).toEqual(['shadow 100 ADD-ABC-100-123', 'shadow -30 REMOVE-ABC-30-123-2']);
    // By a clock that is behind, too.
    expect(at(later, holding, NOW_MS)).toEqual(later);
  });
});

describe('an order that began before its store was in shadow', () => {
  test('has its reversal planned as any other, to be posted once the store leaves the shadow', () => {
    const posted = applied(told(nothingKnown, live, paid()));
    expect(book(told(posted, store, refunded(1, '30.00')))).toEqual([
      'applied 100 ADD-ABC-100-123',
      'pending -30 REMOVE-ABC-30-123-2',
    ]);
  });

  test('began when it was first entitled: one that is paid in shadow is in shadow', () => {
    const unpaid = told(
      nothingKnown,
      live,
      bodyOf({ standing: { kind: 'notEntitled', because: 'unpaid' }, money: null }),
    );
    expect(book(told(unpaid, store, paid(1)))).toEqual(['shadow 100 ADD-ABC-100-123']);
    const inShadow = told(
      nothingKnown,
      store,
      bodyOf({ standing: { kind: 'notEntitled', because: 'unpaid' }, money: null }),
    );
    expect(book(told(inShadow, live, paid(1)))).toEqual(['pending 100 ADD-ABC-100-123']);
  });
});
