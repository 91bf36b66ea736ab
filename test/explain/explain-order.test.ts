import { describe, expect, test } from 'vitest';
import type { Entry } from '../../src/domain/entry.ts';
import { digestsUnder, erased } from '../../src/domain/erasure/erase-record.ts';
import type { Facts } from '../../src/domain/order-facts.ts';
import type { ShopifyStore } from '../../src/domain/store.ts';
import { explained, factsOfCase, madeCase, recorded } from '../support/explaining.ts';
import { bodyOf, listed, moneyOf, orderId, PAID_AT_MS } from '../support/order-facts.ts';
import { NOW_MS, nothingKnown, settled, storeWith, told, withLast } from '../support/planning.ts';
import { ruleOf } from '../support/points-rules.ts';
import { lineBack, paidBack, purchaseOf, type RefundWords, refundOf, taxed } from '../support/shopify-facts.ts';
import { demoStore } from '../support/woocommerce-store.ts';

const store = storeWith();
const hundred = moneyOf({ eligible: '100.00' });
const refund = (id: string, words: RefundWords): Facts => ({
  kind: 'refund',
  order: orderId('123'),
  refund: refundOf(id, words),
});
const of = (record: Parameters<typeof explained>[0], by = store, nowMs = NOW_MS) => explained(record, by, nowMs);
const minutes = (count: number) => NOW_MS + count * 60_000;
const iso = (ms: number) => new Date(ms).toISOString();

describe('an exchange for something cheaper, and 10.00 for goodwill after it', () => {
  const exchanged = settled(
    nothingKnown,
    store,
    bodyOf({ money: purchaseOf({ a: '1893.00', b: '365.00' }), unitsLeft: { a: 0 } }),
    refund('7', { paid: '1528.00', lines: [lineBack('a')] }),
    refund('8', { paid: '10.00', discrepancy: '-10.00' }),
  );

  test('tells L, kept, d and money of each refund, and that the books decided', () => {
    const { refunds } = of(exchanged);
    expect(refunds).toMatchObject({
      kind: 'lines',
      refunds: [
        { id: '7', listed: '1893', kept: '0', discrepancy: '0', money: '1528', sent: '1528' },
        { id: '8', listed: '0', kept: '0', discrepancy: '-10', money: '10', sent: '10' },
      ],
      sums: {
        lines: '1893',
        books: '1903',
        money: '1538',
        allGoods: '2258',
        goodsBack: '1903',
        decidedBy: 'books',
        extra: '10',
        extraIsRounding: false,
        earnedBack: '1903',
        everything: false,
      },
    });
  });

  test('tells which line earns still, the way to 355 points, and each entry', () => {
    const { goods, target, entries, settlement } = of(exchanged);
    expect(goods).toMatchObject({
      kind: 'lines',
      lines: [
        { id: 'a', paid: '1893', earns: '1893', why: 'goods', listed: 1, gone: 1, earnsNoLonger: '1893' },
        { id: 'b', paid: '365', earns: '365', why: 'goods', listed: 0, gone: 0, earnsNoLonger: '0' },
      ],
    });
    expect(target).toEqual({
      points: 355,
      because: 'given',
      earned: '2258',
      back: '1903',
      net: '355',
      // 365 still there, 1528 for the lines, and 10 of the goodwill's: 1903 went back of 2258, 1538 of it as money.
      paid: '1893',
      multiplied: '355',
      rounded: 355,
    });
    expect(entries.map(({ kind, points, state }) => [kind, points, state])).toEqual([
      // The first body already has the line gone.
      ['award', 365, 'applied'],
      ['reversal', -10, 'applied'],
    ]);
    expect(settlement).toEqual({ target: 355, posted: 355, confirmed: 355, because: 'right', until: null });
  });
});

test.each([
  ['exchange-for-cheaper', 'lines', 365],
  ['even-exchange', 'lines', 80],
  ['removed-before-payment', 'lines', 60],
  ['duties-alone', 'nothing', 100],
  ['shipping-tax-only-in-adjustment', 'lines', 50],
  ['taxes-included-shipping-net', 'lines', 50],
])('the made case %s: %s decided, %d points', (name, decidedBy, points) => {
  const shop: ShopifyStore = { ...store, id: 'demo-shopify', rules: [ruleOf()] };
  const dayAfterMs = Date.UTC(2026, 4, 5, 15);
  const said = explained(recorded(shop, factsOfCase(madeCase(name), shop), dayAfterMs), shop, dayAfterMs);
  expect(said.refunds).toMatchObject({ sums: { decidedBy } });
  expect([said.target.points, said.settlement.because]).toEqual([points, 'right']);
});

describe('what refunds say', () => {
  const bought = bodyOf({ money: purchaseOf({ a: '60.00', b: '40.00' }, { shipping: taxed('10.00') }) });

  test('of shipping and duties', () => {
    const words = { paid: '75.00', lines: [lineBack('a')], shippingLines: taxed('10.00'), duties: '5.00' };
    const { refunds } = of(settled(nothingKnown, store, bought, refund('7', words)));
    expect(refunds).toMatchObject({
      refunds: [{ listed: '60', money: '60', sent: '75', shipping: '10', besides: '5' }],
      sums: { decidedBy: 'lines', goodsBack: '60' },
    });
  });

  test('of money alone that came back for no line: money decides', () => {
    const { refunds } = of(settled(nothingKnown, store, bought, refund('7', { paid: '25.00' })));
    expect(refunds).toMatchObject({
      sums: { lines: '0', books: '0', money: '25', decidedBy: 'money', earnedBack: '25' },
    });
  });

  test('of money alone that failed: it does not count', () => {
    const words = { transactions: [paidBack('25.00', 'pending', null, 't')] };
    const failed: Facts = { kind: 'transaction', order: orderId('123'), transaction: { id: 't', status: 'failure' } };
    const { refunds } = of(settled(nothingKnown, store, bought, refund('7', words), failed));
    expect(refunds).toMatchObject({
      refunds: [{ counts: false, listed: null, transactions: [{ id: 't', status: 'failure', amount: '25.00' }] }],
      sums: { decidedBy: 'nothing' },
    });
  });

  test('of a line that the order does not have', () => {
    const { refunds } = of(
      settled(nothingKnown, store, bought, refund('7', { lines: [lineBack('x', { amount: '5.00' })] })),
    );
    expect(refunds).toMatchObject({ refunds: [{ lines: [{ line: 'x', units: 1, isOfOrder: false }], listed: '5' }] });
  });

  test('before their order: nothing is valued yet', () => {
    const said = of(told(nothingKnown, store, refund('7', { paid: '25.00' })));
    expect(said).toMatchObject({
      goods: null,
      rule: null,
      refunds: { kind: 'lines', refunds: [{ id: '7', counts: true, listed: null }], sums: null },
      target: { points: 0, because: 'orderAwaited' },
    });
  });

  test('nothing: no part of the explanation', () => {
    expect(of(settled(nothingKnown, store, bought)).refunds).toBeNull();
  });

  test('nothing, while an edit took units away', () => {
    const edited = bodyOf({ money: purchaseOf({ a: { amount: '90.00', units: 3 } }), unitsLeft: { a: 1 } });
    const { goods, refunds } = of(settled(nothingKnown, store, edited));
    expect(goods).toMatchObject({ lines: [{ listed: 0, gone: 2, earnsNoLonger: '60' }] });
    expect(refunds).toMatchObject({ refunds: [], sums: { lines: '60', decidedBy: 'lines' } });
  });
});

test('a WooCommerce order of 100 and 10 tax, half of it refunded: a share of what earns', () => {
  const shop = { ...demoStore, rules: [ruleOf()] };
  const money = moneyOf({ eligible: '100.00', eligibleTax: '10.00', shareBase: '110.00', currency: 'EUR' });
  const body = bodyOf({ money, at: 60, arrivedAt: 65, refunds: { kind: 'listed', refunds: listed({ 91: '55.00' }) } });
  const said = explained(recorded(shop, [body], NOW_MS), shop, NOW_MS);
  expect(said).toMatchObject({
    platform: 'woocommerce',
    currency: 'EUR',
    timeZone: 'Europe/Amsterdam',
    goods: { kind: 'sum', withoutTax: '100.00', tax: '10.00', earns: '100' },
    refunds: {
      kind: 'sum',
      refunds: [{ id: '91', amount: '55.00' }],
      sums: { refunded: '55', shareBase: '110.00', earnedBack: '50', everything: false },
    },
    target: { points: 50, because: 'given' },
  });
  expect(said.facts.standing?.source).toEqual({
    writtenAt: iso(PAID_AT_MS + 60_000),
    arrivedAt: iso(PAID_AT_MS + 65_000),
    counts: 'written',
  });
});

describe('lines that earn nothing, and why', () => {
  test('gift cards, tips, what is free, and tax', () => {
    const money = purchaseOf({
      a: { amount: '60.00', tax: '6.00' },
      b: { amount: '50.00', kind: 'giftCard' },
      c: { amount: '5.00', kind: 'tip' },
      d: '0.00',
    });
    const { goods } = of(settled(nothingKnown, store, bodyOf({ money })));
    expect(goods).toMatchObject({
      lines: [
        { id: 'a', paid: '66', tax: '6.00', earns: '60', why: 'goods' },
        { id: 'b', paid: '50', earns: '0', why: 'giftCard', gone: 0 },
        { id: 'c', paid: '5', earns: '0', why: 'tip', gone: null },
        { id: 'd', paid: '0', earns: '0', why: 'free' },
      ],
    });
  });
});

describe('the target', () => {
  test.each<[string, Parameters<typeof storeWith>, readonly Facts[]]>([
    ['given', [], [bodyOf({ money: hundred })]],
    ['capped', [{ maximumPoints: 40 }], [bodyOf({ money: hundred })]],
    ['belowMinimum', [{ minimumOrder: '100.01' }], [bodyOf({ money: hundred })]],
    ['tooSmall', [{ pointsPerUnit: '0.001' }], [bodyOf({ money: hundred })]],
    ['nothingEligible', [], [bodyOf({ money: moneyOf({ eligible: '-5.00', shareBase: '10.00' }) })]],
    ['nothingLeft', [], [bodyOf({ money: hundred }), refund('7', { paid: '100.00' })]],
    ['nothingLeft', [], [bodyOf({ money: hundred, standing: { kind: 'returned' } })]],
    ['testOrder', [], [bodyOf({ money: null, standing: { kind: 'notEntitled', because: 'testOrder' } })]],
    ['partlyPaid', [], [bodyOf({ money: null, standing: { kind: 'partlyPaid' } })]],
    ['beforeAwardFrom', [{}, { awardFromMs: PAID_AT_MS + 1 }], [bodyOf({ money: hundred })]],
    ['noRule', [{ fromMs: PAID_AT_MS + 1 }], [bodyOf({ money: hundred })]],
    ['paymentAhead', [], [bodyOf({ money: { ...hundred, paidAtMs: NOW_MS + 3 * 86_400_000 }, at: 0 })]],
    ['orderAwaited', [], [refund('7', { paid: '1.00' })]],
  ])('is what it is: %s', (because, words, facts) => {
    const shop = storeWith(...words);
    expect(of(settled(nothingKnown, shop, ...facts), shop).target.because).toBe(because);
  });

  test('of a capped order tells both numbers', () => {
    const shop = storeWith({ maximumPoints: 40 });
    expect(of(settled(nothingKnown, shop, bodyOf({ money: hundred })), shop).target).toMatchObject({
      points: 40,
      multiplied: '100',
      rounded: 100,
    });
  });

  test('of an order that is paid no longer has a breakdown of its goods all the same', () => {
    const cancelled = bodyOf({ at: 1, money: null, standing: { kind: 'notEntitled', because: 'cancelled' } });
    const said = of(settled(nothingKnown, store, bodyOf({ money: hundred }), cancelled));
    expect(said).toMatchObject({
      facts: { standing: { kind: 'notEntitled', because: 'cancelled', source: { writtenAt: iso(PAID_AT_MS + 1000) } } },
      goods: { earns: '100' },
      target: { points: 0, because: 'cancelled' },
      settlement: { because: 'right', posted: 0 },
    });
  });
});

describe('the rule', () => {
  const campaign = (name: string, multiplier: string, toMs = PAID_AT_MS + 1) => ({
    name,
    fromMs: PAID_AT_MS,
    toMs,
    multiplier: ruleOf({ pointsPerUnit: multiplier }).pointsPerUnit,
  });
  const shop = storeWith(
    { version: '2025', fromMs: PAID_AT_MS - 1000, holdDays: 7 },
    { campaigns: [campaign('winter', '2'), campaign('june', '3'), campaign('over', '9', PAID_AT_MS)] },
  );
  const record = told(nothingKnown, shop, bodyOf({ money: hundred }));

  test('is the pinned one, with the larger of two campaigns and its window', () => {
    expect(of(record, shop).rule).toEqual({
      version: '2025',
      from: iso(PAID_AT_MS - 1000),
      pointsPerUnit: '1',
      rounding: 'floor',
      minimumOrder: '0',
      maximumPoints: null,
      tax: 'excluded',
      holdDays: 7,
      awardFrom: iso(0),
      campaign: {
        name: 'june',
        multiplier: '3',
        window: { from: iso(PAID_AT_MS), to: iso(PAID_AT_MS + 1) },
      },
      today: 'same',
      todays: { version: '2025', campaign: 'june' },
      smallerCampaigns: [{ name: 'winter', multiplier: '2' }],
    });
  });

  test.each<[string, ShopifyStore | null, string]>([
    ['another campaign', { ...shop, campaigns: [] }, 'other'],
    ['another rate', { ...shop, rules: [ruleOf({ version: '2025', pointsPerUnit: '2' })] }, 'other'],
    ['a later start', { ...shop, awardFromMs: NOW_MS }, 'none'],
    ['no such store', null, 'storeMissing'],
  ])('is compared with today’s: %s', (_, today, expected) => {
    const said = explained(record, today, NOW_MS);
    expect([said.rule?.today, said.target.points]).toEqual([expected, 300]);
  });
});

describe('what an entry waits for', () => {
  const waits = (changes: Partial<Entry>, shop = store, nowMs = NOW_MS) => {
    const record = withLast(told(nothingKnown, shop, bodyOf({ money: hundred })), changes);
    const { entries, settlement } = of(record, shop, nowMs);
    return [entries[0]?.waits, settlement.because, settlement.until];
  };
  const until = iso(minutes(5));
  const givesUpAt = iso(NOW_MS + 14 * 86_400_000);

  test('its hold, until a date', () => {
    // Paid on 1 June at 12:00, held for 30 days.
    const ends = '2025-07-01T12:00:00.000Z';
    expect(waits({}, storeWith({ holdDays: 30 }))).toEqual([
      { for: 'hold', until: ends, givesUpAt: null },
      'hold',
      ends,
    ]);
  });

  test('its next try', () => {
    const tried = { attempts: 2, unresolvedAttempts: [], firstAttemptAtMs: NOW_MS, notBeforeMs: minutes(5) };
    expect(waits(tried)).toEqual([{ for: 'retry', until, givesUpAt }, 'retry', until]);
  });

  test('its account', () => {
    expect(waits({ notBeforeMs: minutes(5) })).toEqual([{ for: 'account', until, givesUpAt: null }, 'account', until]);
  });

  test('its store', () => {
    const missing = { storeMissingSinceMs: NOW_MS, notBeforeMs: minutes(5) };
    expect(waits(missing)).toEqual([{ for: 'store', until, givesUpAt: null }, 'store', until]);
  });

  test('an attempt under way, and it counts as posted', () => {
    const lease = { holder: 'worker', untilMs: minutes(5) };
    const begun = { attempts: 1, unresolvedAttempts: [1], firstAttemptAtMs: NOW_MS, lease };
    expect(waits(begun)).toEqual([{ for: 'attempt', until, givesUpAt }, 'unconfirmed', until]);
  });

  test('its turn', () => {
    expect(waits({})).toEqual([{ for: 'turn', until: null, givesUpAt: null }, 'turn', null]);
  });

  test('a person', () => {
    const parked = { state: 'parked', parked: 'refused', parkedAtMs: minutes(1) } as const;
    expect(waits(parked)).toEqual([{ for: 'person', until: null, givesUpAt: null }, 'person', null]);
  });

  test('nobody: the customer has spent what was to go back', () => {
    const record = settled(nothingKnown, store, bodyOf({ money: hundred }));
    const back = told(record, store, refund('7', { paid: '40.00' }));
    const { entries, settlement } = of(withLast(back, { state: 'uncollected', parkedAtMs: NOW_MS }));
    expect(entries[1]?.waits).toEqual({ for: 'nobody', until: null, givesUpAt: null });
    expect(settlement).toMatchObject({ target: 60, posted: 100, because: 'uncollected' });
  });

  test('the entry before it', () => {
    const unknown = { attempts: 1, unresolvedAttempts: [1], firstAttemptAtMs: NOW_MS, notBeforeMs: minutes(5) };
    const first = withLast(told(nothingKnown, store, bodyOf({ money: hundred })), unknown);
    const { entries } = of(told(first, store, refund('7', { paid: '40.00' })));
    expect(entries.map(({ points, waits }) => [points, waits?.for])).toEqual([
      [100, 'retry'],
      [-40, 'earlierEntry'],
    ]);
  });
});

test('an order without a customer: the points follow one', () => {
  const { facts, entries, settlement } = of(told(nothingKnown, store, bodyOf({ money: hundred, customer: null })));
  expect([facts.customer, entries]).toEqual([null, []]);
  expect(settlement).toEqual({ target: 100, posted: 0, confirmed: 0, because: 'noCustomer', until: null });
});

test('a customer who was corrected after the points were given', () => {
  const corrected = bodyOf({ money: hundred, customer: 'DEF', at: 1 });
  const { facts } = of(settled(nothingKnown, store, bodyOf({ money: hundred }), corrected));
  expect(facts).toMatchObject({ customer: { id: '***' }, pinnedCustomer: { id: '***', isNewest: false } });
});

describe('an order whose customer was erased', () => {
  const close = (record: Parameters<typeof explained>[0]) => erased(record, digestsUnder(Buffer.of()), NOW_MS);
  const given = settled(nothingKnown, store, bodyOf({ money: hundred }));

  test('says when', () => {
    expect(of(close(given))).toMatchObject({ customerErasedAt: iso(NOW_MS), settlement: { because: 'right' } });
    expect(of(given).customerErasedAt).toBeNull();
  });
  test('waits for nothing that could still be posted, and for no customer', () => {
    const withdrawn = close(withLast(given, { state: 'parked', parked: 'refused', parkedAtMs: NOW_MS }));
    expect(of(withdrawn).settlement).toMatchObject({ target: 100, posted: 0, because: 'customerErased', until: null });
    const nobodys = close(told(nothingKnown, store, bodyOf({ money: hundred, customer: null })));
    expect(of(nobodys).settlement).toMatchObject({ posted: 0, because: 'customerErased' });
  });
});

test('a payment date in the future: until when', () => {
  const paidAtMs = NOW_MS + 3 * 86_400_000;
  const { settlement } = of(told(nothingKnown, store, bodyOf({ money: { ...hundred, paidAtMs } })));
  expect(settlement).toMatchObject({ because: 'paymentAhead', until: iso(NOW_MS + 2 * 86_400_000) });
});

test('a body whose clock was ahead counts by its arrival', () => {
  const ahead = bodyOf({ money: hundred, at: 3_600, arrivedAt: 0, rank: 4 });
  expect(of(told(nothingKnown, store, ahead)).facts.standing?.source).toEqual({
    writtenAt: iso(PAID_AT_MS + 3_600_000),
    arrivedAt: iso(PAID_AT_MS),
    counts: 'arrived',
  });
});

describe('personal data', () => {
  const lastReply = { status: 400, codeName: 'ana@example.com is unknown', errorCode: 7, message: 'ana@example.com' };
  const body = bodyOf({ money: hundred, customer: 'ana@example.com' });
  const record = withLast(settled(nothingKnown, store, body), { lastReply });

  test('is left out', () => {
    const said = of(record);
    expect(JSON.stringify(said)).not.toContain('ana');
    expect(said.entries[0]).toMatchObject({
      changeKey: 'ADD-***-100-123',
      reply: { status: 400, codeName: null, errorCode: 7 },
    });
  });

  test('is told where it is asked for, but for the API’s own words', () => {
    const said = explained(record, store, NOW_MS, true);
    expect(said.facts.customer?.id).toBe('ana@example.com');
    expect(said.facts.pinnedCustomer).toEqual({ id: 'ana@example.com', isNewest: true });
    expect(said.entries[0]?.changeKey).toBe('ADD-ana@example.com-100-123');
    expect(JSON.stringify(said)).not.toContain('is unknown');
  });
});
