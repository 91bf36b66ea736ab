import { describe, expect, test } from 'vitest';
import { beginAttempt } from '../../src/domain/attempt.ts';
import type { ChangeKey } from '../../src/domain/change-key.ts';
import { decimal } from '../../src/domain/decimal.ts';
import type { Entry } from '../../src/domain/entry.ts';
import type { Facts } from '../../src/domain/order-facts.ts';
import type { OrderRecord } from '../../src/domain/order-record.ts';
import { planEntries, postedPoints } from '../../src/domain/plan-entries.ts';
import { bodyOf, moneyOf, orderId, PAID_AT_MS } from '../support/order-facts.ts';
import { pendingEntry } from '../support/order-records.ts';
import { applied, book, NOW_MS, nothingKnown, settled, storeWith, told, withLast } from '../support/planning.ts';
import { ruleOf } from '../support/points-rules.ts';
import { paidBack, refundOf } from '../support/shopify-facts.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const store = storeWith();
const paid = bodyOf({ money: moneyOf({ eligible: '100.00' }) });

function refund(id: string, amount: string): Facts {
  return { kind: 'refund', order: orderId('123'), refund: refundOf(id, amount) };
}

/** The order's award has been attempted, and nobody knows what became of it. */
function unclear(record: OrderRecord, changes: Partial<Entry> = {}): OrderRecord {
  return withLast(record, { attempts: 1, unresolvedAttempts: [1], ...changes });
}

describe('a new entry', () => {
  test('holds all that posting it takes', () => {
    const of = storeWith(
      {},
      { orderPrefix: 'W', customerReason: { award: 'Pedido {order}', reversal: 'Devolução {order}' } },
    );
    expect(told(nothingKnown, of, paid).entries).toEqual([
      {
        number: 1,
        points: 100,
        changeKey: 'ADD-ABC-100-W123',
        reason: 'Order 123: paid',
        customerReason: 'Pedido 123',
        state: 'pending',
        parked: null,
        attempts: 0,
        backoffBase: 0,
        unresolvedAttempts: [],
        lease: null,
        notBeforeMs: NOW_MS,
        firstAttemptAtMs: null,
        storeMissingSinceMs: null,
        parkedAtMs: null,
        plannedAtMs: NOW_MS,
        partialReversals: 0,
        lastReply: null,
        warning: null,
        balanceAfter: null,
      },
    ]);
  });

  test('of a reversal names its refund', () => {
    const of = storeWith({}, { customerReason: { award: null, reversal: 'Devolução {order}' } });
    const reversal = settled(nothingKnown, of, paid, refund('77', '30.00')).entries[1];
    expect(reversal).toMatchObject({
      number: 2,
      points: -30,
      changeKey: 'REMOVE-ABC-30-123-2',
      reason: 'Order 123: refunded (refund 77)',
      customerReason: 'Devolução 123',
    });
  });

  test('is one for the whole difference, whatever led to it', () => {
    const record = settled(nothingKnown, store, paid);
    const many = ['10.00', '20.00', '5.00'].map((amount, index) => refund(`${index}`, amount));
    expect(book(told(record, store, ...many))).toEqual([
      'applied 100 ADD-ABC-100-123',
      'withdrawn -10 REMOVE-ABC-10-123-2',
      'withdrawn -30 REMOVE-ABC-30-123-3',
      'pending -35 REMOVE-ABC-35-123-4',
    ]);
  });
});

describe('pinning', () => {
  test('the rule is pinned when the order is first seen due, with its campaign and the start', () => {
    const campaign = { name: 'june', fromMs: 0, toMs: PAID_AT_MS + 1, multiplier: decimal('2') };
    const of = storeWith({ version: 'v7' }, { campaigns: [campaign], awardFromMs: 5 });
    expect(told(nothingKnown, of, paid).pinned).toEqual({
      rule: ruleOf({ version: 'v7' }),
      campaign: { name: 'june', multiplier: '2' },
      awardFromMs: 5,
    });
  });

  test.each<[string, Facts]>([
    ['an unpaid order', bodyOf({ standing: { kind: 'notEntitled', because: 'unpaid' }, money: null })],
    ['a refund without its order', refund('7', '1.00')],
    ['an order that is partly paid', bodyOf({ standing: { kind: 'partlyPaid' }, money: null })],
  ])('%s pins nothing', (_, facts) => {
    const { pinned, customer, entries } = told(nothingKnown, store, facts);
    expect({ pinned, customer, entries }).toEqual({ pinned: null, customer: null, entries: [] });
  });

  test('a pinned rule stays, though the store has another, or none for that day', () => {
    const record = told(nothingKnown, store, paid);
    for (const other of [storeWith({ pointsPerUnit: '2' }), storeWith({}, { rules: [] })]) {
      expect(planEntries(record, other, NOW_MS)).toEqual(record);
    }
  });

  test('a start that moves later takes nothing back', () => {
    const record = settled(nothingKnown, store, paid);
    expect(planEntries(record, storeWith({}, { awardFromMs: NOW_MS }), NOW_MS)).toEqual(record);
  });

  test("an order of the shop's past stays unpinned and earns nothing", () => {
    const record = told(nothingKnown, storeWith({}, { awardFromMs: PAID_AT_MS + 1 }), paid);
    expect([record.pinned, record.entries]).toEqual([null, []]);
  });

  test('without a customer nothing is planned; a later body that names one earns at the pinned rule', () => {
    const anonymous = told(nothingKnown, store, bodyOf({ customer: null }));
    expect([anonymous.customer, anonymous.entries]).toEqual([null, []]);
    expect(anonymous.pinned).not.toBeNull();
    const named = told(anonymous, storeWith({ pointsPerUnit: '2' }), bodyOf({ at: 1, customer: 'ABC' }));
    expect(book(named)).toEqual(['pending 100 ADD-ABC-100-123']);
  });

  test('an order that earns nothing pins no customer', () => {
    const record = told(nothingKnown, storeWith({ minimumOrder: '500' }), paid);
    expect([record.customer, record.entries]).toEqual([null, []]);
  });
});

describe('the customer', () => {
  const first = told(nothingKnown, store, bodyOf({ customer: 'first@example.com' }));
  const corrected = bodyOf({ at: 1, customer: 'second@example.com' });
  const GIVEN = 'applied 100 ADD-first@example.com-100-123';

  test('is that of the newest body, while nothing may have been posted: the entry is planned anew for the same points', () => {
    const record = told(first, store, corrected);
    expect(record.customer).toBe('second@example.com');
    expect(book(record)).toEqual([
      'withdrawn 100 ADD-first@example.com-100-123',
      'pending 100 ADD-second@example.com-100-123-2',
    ]);
    expect(told(record, store, corrected)).toEqual(record);
  });

  test.each<[string, Partial<Entry>]>([
    ['was applied', { state: 'applied', attempts: 1 }],
    ['may have been applied', { attempts: 1, unresolvedAttempts: [1] }],
    ['must be checked', { attempts: 1, unresolvedAttempts: [1], state: 'parked', parked: 'needsChecking' }],
  ])('is pinned while an entry %s', (_, changes) => {
    const pinned = withLast(first, changes);
    expect(told(pinned, store, corrected)).toEqual({ ...pinned, facts: told(first, store, corrected).facts });
    const refunded = told(pinned, store, corrected, refund('7', '30.00'));
    expect(refunded.customer).toBe('first@example.com');
    expect(refunded.entries.at(-1)?.changeKey).toBe('REMOVE-first@example.com-30-123-2');
  });

  test.each<[string, Partial<Entry>]>([
    ['is refused and tried again', { attempts: 1 }],
    ['is refused and parked', { attempts: 1, state: 'parked', parked: 'refused' }],
    ['has no customer to be found', { attempts: 9, state: 'parked', parked: 'customerUnknown' }],
  ])('is free again once the entry %s', (_, changes) => {
    expect(book(told(withLast(first, changes), store, corrected))).toEqual([
      'withdrawn 100 ADD-first@example.com-100-123',
      'pending 100 ADD-second@example.com-100-123-2',
    ]);
  });

  test('of an award that was given and is to be taken back stays, whatever later bodies say', () => {
    const record = told(settled(applied(first), store, refund('7', '30.00')), store, corrected, refund('8', '20.00'));
    expect(book(record)).toEqual([
      GIVEN,
      'applied -30 REMOVE-first@example.com-30-123-2',
      'pending -20 REMOVE-first@example.com-20-123-3',
    ]);
  });

  test('that only the record knows is kept, as of facts that were lost', () => {
    const facts = { ...first.facts, customer: null };
    expect(planEntries({ ...first, facts }, store, NOW_MS)).toEqual({ ...first, facts });
  });
});

describe('a payment date further ahead than a day', () => {
  const AHEAD_MS = NOW_MS + 3 * DAY_MS;
  const ahead = bodyOf({
    at: 86_400,
    hash: 'ahead',
    money: moneyOf({ eligible: '100.00', paidAtMs: AHEAD_MS }),
  });
  const waiting = told(nothingKnown, store, ahead);

  test('waits for a person: nothing is pinned or planned until the day before it', () => {
    expect(waiting).toEqual({
      ...nothingKnown,
      facts: waiting.facts,
      paymentAhead: { sinceMs: NOW_MS, untilMs: AHEAD_MS - DAY_MS },
    });
    expect(planEntries(waiting, store, AHEAD_MS - DAY_MS - 1)).toEqual(waiting);
  });

  test('is believed on the day before it, with the rule of that date', () => {
    const later = ruleOf({ version: 'later', fromMs: AHEAD_MS, pointsPerUnit: '5' });
    const record = planEntries(waiting, storeWith({}, { rules: [later, ruleOf()] }), AHEAD_MS - DAY_MS);
    expect([record.paymentAhead, record.pinned?.rule.version]).toEqual([null, 'later']);
    expect(book(record)).toEqual(['pending 500 ADD-ABC-500-123']);
  });

  test('is put right by a newer body', () => {
    const record = told(waiting, store, bodyOf({ at: 86_401 }));
    expect(record.paymentAhead).toBeNull();
    expect(book(record)).toEqual(['pending 100 ADD-ABC-100-123']);
  });

  test('no longer matters once the order is not due', () => {
    const cancelled = bodyOf({ at: 86_401, money: null, standing: { kind: 'notEntitled', because: 'cancelled' } });
    expect(told(waiting, store, cancelled)).toMatchObject({ paymentAhead: null, pinned: null, entries: [] });
  });

  test('of an order whose rule is pinned already changes nothing', () => {
    const record = settled(nothingKnown, store, paid);
    expect(told(record, store, ahead)).toMatchObject({ paymentAhead: null, entries: record.entries });
  });

  test('by exactly a day waits for nothing', () => {
    const tomorrow = bodyOf({ money: moneyOf({ eligible: '100.00', paidAtMs: NOW_MS + DAY_MS }) });
    expect(told(nothingKnown, store, tomorrow)).toMatchObject({ paymentAhead: null, entries: [{ points: 100 }] });
  });
});

describe('the target has not moved', () => {
  const changesNothing = (record: OrderRecord) => expect(planEntries(record, store, NOW_MS + DAY_MS)).toEqual(record);
  const planned = told(nothingKnown, store, paid);

  test.each<[string, OrderRecord]>([
    ['nothing known', nothingKnown],
    ['an entry waits', planned],
    ['an entry was applied', applied(planned)],
    [
      'an entry was refused and waits for a person',
      withLast(planned, { state: 'parked', parked: 'refused', attempts: 1 }),
    ],
    ['an entry may have been applied', unclear(planned)],
    ['an entry must be checked', unclear(planned, { state: 'parked', parked: 'needsChecking' })],
    ['an entry was given and taken back', settled(planned, store, paid, refund('7', '100.00'))],
  ])('%s: nothing changes', (_, record) => {
    changesNothing(record);
  });
});

describe('records that no delivery makes, such as restored ones', () => {
  const given = settled(nothingKnown, storeWith({ holdDays: 1 }), paid);

  test('without facts: the points given are taken back', () => {
    const record = planEntries({ ...given, facts: nothingKnown.facts }, store, NOW_MS);
    expect(book(record)).toEqual(['applied 100 ADD-ABC-100-123', 'pending -100 REMOVE-ABC-100-123-2']);
    expect(record.entries[1]?.notBeforeMs).toBe(NOW_MS);
  });

  test('without facts and pinned rule: nothing is planned', () => {
    const record = { ...given, facts: nothingKnown.facts, pinned: null };
    expect(planEntries(record, store, NOW_MS)).toEqual(record);
  });
});

describe('open entries are withdrawn and the difference is planned anew', () => {
  test.each<[string, Partial<Entry>]>([
    ['never attempted', {}],
    ['refused and to be tried again', { attempts: 3 }],
    ['refused and parked', { attempts: 1, state: 'parked', parked: 'refused' }],
    ['the customer is unknown', { attempts: 9, state: 'parked', parked: 'customerUnknown' }],
    ['tries exhausted without an unknown answer', { attempts: 9, state: 'parked', parked: 'triesExhausted' }],
  ])('%s', (_, changes) => {
    const record = withLast(told(nothingKnown, store, paid), changes);
    const refunded = told(record, store, refund('7', '30.00'));
    expect(book(refunded)).toEqual(['withdrawn 100 ADD-ABC-100-123', 'pending 70 ADD-ABC-70-123-2']);
    expect(refunded.entries[0]).toMatchObject({ parked: null, lease: null, attempts: changes.attempts ?? 0 });
  });

  test('without a new entry, where the target is back at what is posted', () => {
    const transactions = [paidBack('30.00', 'pending', null, 't7')];
    const pending: Facts = { kind: 'refund', order: orderId('123'), refund: refundOf('7', { transactions }) };
    const failed: Facts = { kind: 'transaction', order: orderId('123'), transaction: { id: 't7', status: 'failure' } };
    expect(book(told(settled(nothingKnown, store, paid), store, pending, failed))).toEqual([
      'applied 100 ADD-ABC-100-123',
      'withdrawn -30 REMOVE-ABC-30-123-2',
    ]);
  });

  test('a number is never used again', () => {
    const undone = bodyOf({ at: 1, money: null, standing: { kind: 'notEntitled', because: 'cancelled' } });
    const record = told(
      nothingKnown,
      store,
      paid,
      undone,
      bodyOf({ at: 2 }),
      bodyOf({ ...undone, at: 3 }),
      bodyOf({ at: 4 }),
    );
    expect(record.entries.map(({ number, state }) => [number, state])).toEqual([
      [1, 'withdrawn'],
      [2, 'withdrawn'],
      [3, 'pending'],
    ]);
    expect(new Set(record.entries.map(({ changeKey }) => changeKey)).size).toBe(record.entries.length);
  });
});

describe('an attempt without an answer', () => {
  test('counts as posted, stays, and the difference stands behind it', () => {
    const record = told(unclear(told(nothingKnown, store, paid)), store, refund('7', '30.00'));
    expect(book(record)).toEqual(['pending 100 ADD-ABC-100-123', 'pending -30 REMOVE-ABC-30-123-2']);
    expect(postedPoints(record)).toBe(100);
  });

  test('also when it is parked to be checked', () => {
    const checked = unclear(told(nothingKnown, store, paid), { state: 'parked', parked: 'needsChecking' });
    expect(book(told(checked, store, refund('7', '30.00')))).toEqual([
      'parked 100 ADD-ABC-100-123',
      'pending -30 REMOVE-ABC-30-123-2',
    ]);
  });

  test('what stands behind it may still be withdrawn', () => {
    const waiting = told(unclear(told(nothingKnown, store, paid)), store, refund('7', '30.00'), refund('8', '30.00'));
    expect(book(waiting)).toEqual([
      'pending 100 ADD-ABC-100-123',
      'withdrawn -30 REMOVE-ABC-30-123-2',
      'pending -60 REMOVE-ABC-60-123-3',
    ]);
  });

  test('that turns out refused makes the entry open again: both are planned anew as one', () => {
    const waiting = told(unclear(told(nothingKnown, store, paid)), store, refund('7', '30.00'));
    const refused = {
      ...waiting,
      entries: waiting.entries.map((entry) => ({ ...entry, unresolvedAttempts: [] })),
    };
    expect(book(planEntries(refused, store, NOW_MS))).toEqual([
      'withdrawn 100 ADD-ABC-100-123',
      'withdrawn -30 REMOVE-ABC-30-123-2',
      'pending 70 ADD-ABC-70-123-3',
    ]);
  });
});

describe('what could not be collected', () => {
  /** Of 30 points to be taken back, the balance held 12. */
  const short = (() => {
    const { entries, ...record } = settled(nothingKnown, store, paid, refund('7', '30.00'));
    const [award, whole] = entries;
    if (award === undefined || whole === undefined) throw new Error('an entry is missing');
    const rest = { ...whole, number: 3, points: -12, changeKey: 'REMOVE-ABC-12-123-3' as ChangeKey };
    const left = { ...whole, number: 4, points: -18, changeKey: 'REMOVE-ABC-18-123-4' as ChangeKey };
    return {
      ...record,
      entries: [
        award,
        { ...whole, state: 'withdrawn' },
        rest,
        { ...left, state: 'uncollected', attempts: 0, parkedAtMs: NOW_MS },
      ],
    } satisfies OrderRecord;
  })();
  const before = [
    'applied 100 ADD-ABC-100-123',
    'withdrawn -30 REMOVE-ABC-30-123-2',
    'applied -12 REMOVE-ABC-12-123-3',
  ];

  test.each<[string, Partial<Entry>]>([
    ['the rest was taken', {}],
    ['the rest waits', { state: 'pending' }],
    ['the rest was perhaps taken', { state: 'pending', attempts: 1, unresolvedAttempts: [1] }],
  ])('counts as taken while the target stays: %s', (_, changes) => {
    const entries = short.entries.map((entry) => (entry.number === 3 ? { ...entry, ...changes } : entry));
    expect(planEntries({ ...short, entries }, store, NOW_MS + DAY_MS)).toEqual({ ...short, entries });
  });

  test('is not posted', () => expect(postedPoints(short)).toBe(88));

  test('is asked for together with what stands behind it', () => {
    const refunded = told(unclear(told(short, store, refund('8', '20.00'))), store, refund('9', '10.00'));
    const entries = refunded.entries.map((entry) =>
      entry.number === 5 ? ({ ...entry, state: 'uncollected', unresolvedAttempts: [] } as const) : entry,
    );
    expect(book(planEntries({ ...refunded, entries }, store, NOW_MS)).slice(-3)).toEqual([
      'withdrawn -38 REMOVE-ABC-38-123-5',
      'withdrawn -10 REMOVE-ABC-10-123-6',
      'pending -48 REMOVE-ABC-48-123-7',
    ]);
  });

  test('twice is not planned anew', () => {
    const entries = short.entries.map((entry) =>
      entry.number === 3 ? ({ ...entry, state: 'uncollected' } as const) : entry,
    );
    expect(planEntries({ ...short, entries }, store, NOW_MS)).toEqual({ ...short, entries });
  });

  test('is asked for again with the next refund', () => {
    const record = told(short, store, refund('8', '20.00'));
    expect(book(record)).toEqual([...before, 'withdrawn -18 REMOVE-ABC-18-123-4', 'pending -38 REMOVE-ABC-38-123-5']);
    expect(record.entries[3]).toMatchObject({ parkedAtMs: null });
  });

  test.each([
    ['all of it', '100.00', 'pending 12 ADD-ABC-12-123-5'],
    ['more than could not be collected', '95.00', 'pending 7 ADD-ABC-7-123-5'],
    ['less than could not be collected', '75.00', 'pending -13 REMOVE-ABC-13-123-5'],
  ])('is not given back when the refund is undone: %s', (_, eligible, planned) => {
    const undone = bodyOf({ at: 1, money: moneyOf({ eligible }) });
    const facts = { ...short.facts, collectedRefunds: {} };
    expect(book(told({ ...short, facts }, store, undone))).toEqual([
      ...before,
      'withdrawn -18 REMOVE-ABC-18-123-4',
      planned,
    ]);
  });

  test('is what was taken already, where the undone part is just that', () => {
    const undone = bodyOf({ at: 1, money: moneyOf({ eligible: '88.00' }) });
    const facts = { ...short.facts, collectedRefunds: {} };
    expect(book(told({ ...short, facts }, store, undone))).toEqual([...before, 'withdrawn -18 REMOVE-ABC-18-123-4']);
  });
});

describe('posted points', () => {
  test('are those applied and those perhaps applied', () => {
    const entries = [
      pendingEntry({ number: 1, points: 1, state: 'applied' }),
      pendingEntry({ number: 2, points: 10, state: 'withdrawn' }),
      pendingEntry({ number: 3, points: 100, unresolvedAttempts: [1] }),
      pendingEntry({ number: 4, points: 1_000 }),
      pendingEntry({ number: 5, points: -10_000, state: 'parked', parked: 'needsChecking', unresolvedAttempts: [2] }),
      pendingEntry({ number: 6, points: 100_000, state: 'parked', parked: 'refused' }),
    ];
    expect(postedPoints({ ...nothingKnown, entries })).toBe(-9_899);
    expect(postedPoints(nothingKnown)).toBe(0);
  });

  test('an attempt that has begun counts at once', () => {
    const record = told(nothingKnown, store, paid);
    const [entry] = record.entries;
    const begun =
      entry === undefined ? [] : [beginAttempt(entry, NOW_MS, { holder: 'worker', untilMs: NOW_MS + 60_000 })];
    expect([postedPoints(record), postedPoints({ ...record, entries: begun })]).toEqual([0, 100]);
  });
});

describe('the hold', () => {
  const held = storeWith({ holdDays: 15 });

  test('keeps an award until the payment and the days of the rule have passed', () => {
    expect(told(nothingKnown, held, paid).entries[0]?.notBeforeMs).toBe(PAID_AT_MS + 15 * DAY_MS);
  });

  test('that has passed keeps nothing', () => {
    expect(told(nothingKnown, storeWith({ holdDays: 1 }), paid).entries[0]?.notBeforeMs).toBe(NOW_MS);
    expect(told(nothingKnown, storeWith({ holdDays: 0 }), paid).entries[0]?.notBeforeMs).toBe(NOW_MS);
  });

  test('is never longer than the rule says, though the payment date is ahead of our clock', () => {
    const ahead = bodyOf({ money: moneyOf({ eligible: '100.00', paidAtMs: NOW_MS + DAY_MS }) });
    expect(told(nothingKnown, store, ahead).entries[0]?.notBeforeMs).toBe(NOW_MS);
    expect(told(nothingKnown, storeWith({ holdDays: 1 }), ahead).entries[0]?.notBeforeMs).toBe(NOW_MS + DAY_MS);
  });

  test('a refund meanwhile makes the award smaller and does not move its day', () => {
    const record = told(nothingKnown, held, paid, refund('7', '30.00'));
    expect(book(record)).toEqual(['withdrawn 100 ADD-ABC-100-123', 'pending 70 ADD-ABC-70-123-2']);
    expect(record.entries[1]?.notBeforeMs).toBe(PAID_AT_MS + 15 * DAY_MS);
  });

  test('is that of the pinned rule', () => {
    const record = told(nothingKnown, held, paid);
    expect(told(record, storeWith({ holdDays: 90 }), refund('7', '30.00')).entries[1]?.notBeforeMs).toBe(
      PAID_AT_MS + 15 * DAY_MS,
    );
  });
});

describe("the API's int32", () => {
  const award = (eligible: string) => told(nothingKnown, store, bodyOf({ money: moneyOf({ eligible }) }));

  test('2,147,483,647 points are posted, one more is for a person', () => {
    expect(award('2147483647').entries[0]).toMatchObject({ state: 'pending', parked: null });
    expect(award('2147483648').entries[0]).toMatchObject({ state: 'parked', parked: 'pointsOutOfRange' });
  });

  test('a refund that brings them into range takes the entry back to the living', () => {
    expect(book(told(award('2147483648'), store, refund('7', '1.00')))).toEqual([
      'withdrawn 2147483648 ADD-ABC-2147483648-123',
      'pending 2147483647 ADD-ABC-2147483647-123-2',
    ]);
  });

  test('a reversal has the same range', () => {
    const twice = (eligible: string) => {
      const more = bodyOf({ at: 1, money: moneyOf({ eligible }) });
      const returned = bodyOf({ at: 2, money: moneyOf({ eligible }), standing: { kind: 'returned' } });
      return settled(nothingKnown, store, bodyOf({ money: moneyOf({ eligible: '1' }) }), more, returned).entries[2];
    };
    expect(twice('2147483647')).toMatchObject({ points: -2_147_483_647, state: 'applied' });
    expect(twice('2147483648')).toMatchObject({ points: -2_147_483_648, state: 'parked', parked: 'pointsOutOfRange' });
  });
});
