import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isStale, mergeFacts, noFacts } from '../../src/ledger/merge-facts.ts';
import type { KnownFacts } from '../../src/ledger/order-record.ts';
import { decimal } from '../../src/orders/decimal.ts';
import type {
  CollectedRefund,
  Facts,
  OrderFacts,
  RefundFacts,
  RefundsInBody,
  Standing,
  TransactionFacts,
  TransactionStatus,
} from '../../src/orders/order-facts.ts';
import {
  bodyOf,
  both,
  lineBack,
  listed,
  moneyOf,
  orderId,
  PAID_AT_MS,
  paidBack,
  refundOf,
  shippingBack,
} from '../orders/samples.ts';

const known = (...facts: readonly Facts[]): KnownFacts => facts.reduce(mergeFacts, noFacts);
const list = (amounts: Readonly<Record<string, string>>): RefundsInBody => ({
  kind: 'listed',
  refunds: listed(amounts),
});
const collection = (...refunds: readonly CollectedRefund[]): RefundsInBody => ({ kind: 'collected', refunds });
const unpaid: Standing = { kind: 'notDue', because: 'unpaid' };

function refundFacts(refund: CollectedRefund): RefundFacts {
  return { kind: 'refund', order: orderId('123'), refund };
}

function transactionFacts(id: string, status: TransactionStatus): TransactionFacts {
  return { kind: 'transaction', order: orderId('123'), transaction: { id, status } };
}

describe('the newest body wins', () => {
  const earlier = bodyOf({ at: 1, customer: 'early', money: moneyOf({ eligible: '10.00' }), refunds: list({}) });
  const later = bodyOf({ at: 2, customer: 'late', standing: { kind: 'returned' }, refunds: list({ 7: '1.00' }) });

  test('what one body says is what is known', () => {
    const { observed } = earlier;
    expect(known(earlier)).toEqual({
      standing: { observed, value: { kind: 'due' } },
      money: { observed, value: moneyOf({ eligible: '10.00' }) },
      customer: { observed, value: 'early' },
      listedRefunds: { observed, value: [] },
      collectedRefunds: {},
      transactionStatuses: {},
    });
  });

  test('in either order of arrival', () => {
    expect(known(earlier, later)).toEqual(known(later));
    expect(known(later, earlier)).toEqual(known(later));
  });

  test.each<[string, Partial<OrderFacts>, keyof KnownFacts]>([
    ['without a customer', { customer: null }, 'customer'],
    ['that is not fully paid', { money: null }, 'money'],
    ['that does not list refunds', { refunds: { kind: 'none' } }, 'listedRefunds'],
  ])('newer facts %s erase nothing', (_, silent, part) => {
    const newer = { ...later, ...silent };
    expect(known(earlier, newer)[part]).toEqual(known(earlier)[part]);
    expect(known(newer, earlier)[part]).toEqual(known(earlier)[part]);
    expect(known(earlier, newer).standing?.value).toEqual({ kind: 'returned' });
  });

  test('an empty list is a list: the refunds that it misses were undone', () => {
    expect(known(later, bodyOf({ at: 3, refunds: list({}) })).listedRefunds?.value).toEqual([]);
  });

  test('a body that is older than the newest, but not than what another body said, still says that', () => {
    const oldest = bodyOf({ at: 0, customer: 'oldest' });
    const newest = bodyOf({ at: 3, customer: null });
    expect(known(newest, oldest, earlier).customer?.value).toBe('early');
  });
});

describe('bodies of one instant', () => {
  test('WooCommerce: the later arrival wins', () => {
    const paid = bodyOf({ customer: 'first', refunds: list({ 7: '1.00' }) });
    const undone = bodyOf({ customer: 'second', refunds: list({}), standing: unpaid });
    expect(known(paid, undone)).toEqual(known(undone));
    expect(known(undone, paid)).toEqual(known(paid));
  });

  test.each<[string, Partial<Parameters<typeof bodyOf>[0]>, Partial<Parameters<typeof bodyOf>[0]>]>([
    ['the further payment status', { rank: 2, bodyHash: 'f' }, { rank: 3, bodyHash: '0' }],
    ['the further one, by number', { rank: 9, bodyHash: 'f' }, { rank: 10, bodyHash: '0' }],
    ['of equal ones the larger hash', { rank: 3, bodyHash: '9a' }, { rank: 3, bodyHash: 'a9' }],
  ])('Shopify: %s wins, in either order of arrival', (_, less, more) => {
    const one = bodyOf({ customer: 'less', ...less });
    const other = bodyOf({ customer: 'more', standing: unpaid, ...more });
    expect(known(one, other)).toEqual(known(other));
    expect(known(other, one)).toEqual(known(other));
  });

  test('WooCommerce: the later arrival wins, in whatever order they come to the ledger', () => {
    const earlier = bodyOf({ rank: 1_000, customer: 'earlier' });
    const later = bodyOf({ rank: 1_001, customer: 'later', standing: unpaid });
    expect(known(earlier, later).standing).toEqual(known(later).standing);
    expect(known(later, earlier)).toEqual(known(later));
    expect(known(earlier, later).customer?.value).toBe('later');
    expect(isStale(known(later), earlier)).toBe(true);
  });

  test('WooCommerce: a body that says the same once more leaves nothing to write down', () => {
    const first = bodyOf({ rank: 1_000, customer: 'ana' });
    expect(known(first, bodyOf({ rank: 1_007, customer: 'ana' }))).toEqual(known(first));
  });

  test('the instant comes before the status, the status before the hash', () => {
    const newest = bodyOf({ at: 1, rank: 0, bodyHash: '0', customer: 'newest' });
    expect(known(newest, bodyOf({ at: 0, rank: 9, bodyHash: 'f' })).customer?.value).toBe('newest');
  });
});

describe('stale', () => {
  const body = bodyOf({ at: 1, rank: 3, bodyHash: '5' });

  test.each<[string, Facts, boolean]>([
    ['an older body', bodyOf({ at: 0 }), true],
    ['a lesser status of the same instant', bodyOf({ at: 1, rank: 2, bodyHash: '9' }), true],
    ['a lesser hash of the same status', bodyOf({ at: 1, rank: 3, bodyHash: '4' }), true],
    ['the same body', body, false],
    ['a further status', bodyOf({ at: 1, rank: 4 }), false],
    ['a newer body', bodyOf({ at: 2 }), false],
    ['a refund by itself', refundFacts(refundOf('7', '1.00')), false],
    ['a transaction', transactionFacts('t7', 'success'), false],
  ])('%s: %s', (_, facts, expected) => {
    expect(isStale(known(body), facts)).toBe(expected);
  });

  test('nothing is, while nothing is known of the order itself', () => {
    expect(isStale(noFacts, body)).toBe(false);
    expect(isStale(known(refundFacts(refundOf('7', '1.00'))), body)).toBe(false);
  });

  test('a stale WooCommerce body adds no refund', () => {
    const newer = bodyOf({ at: 1, refunds: list({}) });
    expect(known(newer, bodyOf({ at: 0, refunds: list({ 7: '1.00' }) }))).toEqual(known(newer));
  });

  test('a stale Shopify body adds the refunds not seen before, and nothing else', () => {
    const newer = bodyOf({ at: 1, refunds: collection(refundOf('7', '1.00')) });
    const older = bodyOf({ at: 0, customer: 'old', standing: unpaid, refunds: collection(refundOf('8', '2.00')) });
    expect(known(newer, older)).toEqual({
      ...known(newer),
      collectedRefunds: { 7: refundOf('7', '1.00'), 8: refundOf('8', '2.00') },
    });
  });
});

describe('Shopify refunds only ever join', () => {
  test('a body without them takes none away', () => {
    const withRefund = bodyOf({ at: 0, refunds: collection(refundOf('7', '1.00')) });
    const without = bodyOf({ at: 1, refunds: collection() });
    expect(known(withRefund, without).collectedRefunds).toEqual({ 7: refundOf('7', '1.00') });
  });

  test('one may come by itself, before its order', () => {
    const facts = known(refundFacts(refundOf('7', '1.00')));
    expect(facts).toEqual({ ...noFacts, collectedRefunds: { 7: refundOf('7', '1.00') } });
    expect(mergeFacts(facts, bodyOf()).collectedRefunds).toEqual({ 7: refundOf('7', '1.00') });
  });

  test('the same refund of the body and by itself is one', () => {
    const facts = known(bodyOf({ refunds: collection(refundOf('7', '1.00')) }), refundFacts(refundOf('7', '1.00')));
    expect(facts.collectedRefunds).toEqual({ 7: refundOf('7', '1.00') });
  });

  test('its parts unite by id: transactions, lines, shipping, and the rate of the one that has it', () => {
    const one = refundOf('7', {
      transactions: [paidBack('1.00', 'pending', null, 't1')],
      lines: [lineBack(both('1.00'), { id: 'l1' })],
      rate: both('5.00', '1.00'),
    });
    const other = refundOf('7', {
      transactions: [paidBack('1.00', 'success', null, 't1'), paidBack('2.00', 'pending', null, 't2')],
      lines: [lineBack(both('2.00'), { id: 'l2' })],
      shipping: [shippingBack('line', both('3.00'))],
    });
    expect(known(refundFacts(one), refundFacts(other)).collectedRefunds).toEqual({
      7: {
        id: '7',
        transactions: [paidBack('1.00', 'success', null, 't1'), paidBack('2.00', 'pending', null, 't2')],
        lines: [lineBack(both('1.00'), { id: 'l1' }), lineBack(both('2.00'), { id: 'l2' })],
        shipping: [shippingBack('line', both('3.00'))],
        rate: both('5.00', '1.00'),
      },
    });
    expect(known(refundFacts(other), refundFacts(one)).collectedRefunds['7']?.rate).toEqual(both('5.00', '1.00'));
  });

  test.each<[TransactionStatus, TransactionStatus, TransactionStatus]>([
    ['pending', 'success', 'success'],
    ['pending', 'failure', 'failure'],
    ['pending', 'error', 'error'],
    ['other', 'pending', 'pending'],
  ])('a transaction %s in one copy and %s in another is %s', (one, other, expected) => {
    const copy = (status: TransactionStatus) =>
      refundFacts(refundOf('7', { transactions: [paidBack('1.00', status, null, 't1')] }));
    for (const facts of [known(copy(one), copy(other)), known(copy(other), copy(one))]) {
      expect(facts.collectedRefunds['7']?.transactions).toEqual([paidBack('1.00', expected, null, 't1')]);
    }
  });

  test('copies that contradict each other come to the larger text, in either order', () => {
    const copy = (amount: string) =>
      refundFacts(
        refundOf('7', {
          transactions: [paidBack(amount, 'success', null, 't1')],
          lines: [lineBack(both(amount), { id: 'l1' })],
          shipping: [shippingBack('line', both(amount))],
          rate: both(amount, '1.00'),
        }),
      );
    expect(known(copy('1.00'), copy('2.00'))).toEqual(known(copy('2.00')));
    expect(known(copy('2.00'), copy('1.00'))).toEqual(known(copy('2.00')));
  });
});

describe("a transaction's later status", () => {
  test('is kept until its refund comes', () => {
    expect(known(transactionFacts('t7', 'failure'))).toEqual({
      ...noFacts,
      transactionStatuses: { t7: 'failure' },
    });
  });

  test('final beats pending, in either order, each transaction for itself', () => {
    const facts = known(
      transactionFacts('t7', 'pending'),
      transactionFacts('t7', 'failure'),
      transactionFacts('t8', 'success'),
      transactionFacts('t8', 'pending'),
    );
    expect(facts.transactionStatuses).toEqual({ t7: 'failure', t8: 'success' });
  });

  test('changes nothing else', () => {
    const before = known(bodyOf({ refunds: collection(refundOf('7', '1.00')) }));
    expect(mergeFacts(before, transactionFacts('t-7', 'success'))).toEqual({
      ...before,
      transactionStatuses: { 't-7': 'success' },
    });
    expect(mergeFacts(before, bodyOf()).transactionStatuses).toEqual({});
    expect(mergeFacts(known(transactionFacts('t7', 'error')), bodyOf()).transactionStatuses).toEqual({ t7: 'error' });
  });
});

test('what was known is never written into', () => {
  const frozen = deepFreeze(
    known(bodyOf({ refunds: collection(refundOf('7', '1.00')) }), transactionFacts('t', 'error')),
  );
  for (const facts of [bodyOf({ at: 9 }), refundFacts(refundOf('7', '2.00')), transactionFacts('t', 'success')]) {
    expect(() => mergeFacts(frozen, facts)).not.toThrow();
  }
});

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) deepFreeze(part);
  return Object.freeze(value);
}

// Few ids and instants, so that bodies meet.
const status = fc.constantFrom<TransactionStatus>('success', 'pending', 'failure', 'error', 'other');
const amount = fc.constantFrom('1.00', '2.00', '10.00').map(decimal);
const pair = fc.record({ shop: amount, presentment: amount });
const anyRefund: fc.Arbitrary<CollectedRefund> = fc.record({
  id: fc.constantFrom('1', '2', '9007199254740993'),
  transactions: fc.uniqueArray(
    fc.record({ id: fc.constantFrom('t1', 't2', 't3'), status, amount, currency: fc.constantFrom(null, 'BRL') }),
    { maxLength: 3, selector: ({ id }) => id },
  ),
  shipping: fc.uniqueArray(
    fc.record({
      id: fc.constantFrom('s1', 's2'),
      source: fc.constantFrom('line' as const, 'adjustment' as const),
      amount: pair,
      tax: pair,
    }),
    { maxLength: 2, selector: ({ id }) => id },
  ),
  lines: fc.uniqueArray(
    fc.record({ id: fc.constantFrom('l1', 'l2'), excluded: fc.boolean(), subtotal: pair, tax: pair }),
    { maxLength: 2, selector: ({ id }) => id },
  ),
  rate: fc.option(pair),
});
const anyStanding = fc.constantFrom<Standing>({ kind: 'due' }, { kind: 'returned' }, { kind: 'partlyPaid' }, unpaid);
const anyBody = fc
  .record({
    at: fc.nat({ max: 3 }),
    rank: fc.nat({ max: 2 }),
    standing: anyStanding,
    customer: fc.constantFrom(null, 'ana', 'bob'),
    money: fc.option(amount.map((eligible) => moneyOf({ eligible }))),
  })
  .map(bodyOf);
const anyShopifyRefunds = fc.array(anyRefund, { maxLength: 2 }).map((refunds) => collection(...refunds));
const anyList = fc.oneof(
  fc.constant<RefundsInBody>({ kind: 'none' }),
  fc.dictionary(fc.constantFrom('7', '8'), fc.constantFrom('1.00', '2.00')).map(list),
);

/** Facts as Shopify states them: bodies that differ have hashes that differ. */
const shopifyFacts = fc
  .array(
    fc.oneof(
      fc.tuple(anyBody, anyShopifyRefunds).map(([body, refunds]): Facts => ({ ...body, refunds })),
      anyRefund.map(refundFacts),
      fc.tuple(fc.constantFrom('t1', 't2'), status).map(([id, state]) => transactionFacts(id, state)),
    ),
    { maxLength: 6 },
  )
  .map((facts) => facts.map((one, index) => (one.kind === 'order' ? hashed(one, index) : one)));

/** Facts as WooCommerce states them, of distinct times. */
const woocommerceFacts = fc.array(fc.tuple(anyBody, anyList), { maxLength: 6 }).map((bodies) =>
  bodies.map(([body, refunds], index) => ({
    ...body,
    refunds,
    observed: { observedAtMs: PAID_AT_MS + index * 1000, rank: 0, bodyHash: '' },
  })),
);

function hashed(body: OrderFacts, index: number): OrderFacts {
  return { ...body, observed: { ...body.observed, bodyHash: `hash ${(index * 7) % 10}` } };
}

/** What is known, whatever order the parts of a refund stand in. */
function asSets(facts: KnownFacts): unknown {
  const byId = <Item extends { readonly id: string }>(items: readonly Item[]) =>
    Object.fromEntries(items.map((item) => [item.id, item]));
  const refunds = Object.values(facts.collectedRefunds).map(({ id, transactions, shipping, lines, rate }) => [
    id,
    { transactions: byId(transactions), shipping: byId(shipping), lines: byId(lines), rate },
  ]);
  return { ...facts, collectedRefunds: Object.fromEntries(refunds) };
}

describe.each([
  ['Shopify', shopifyFacts],
  ['WooCommerce', woocommerceFacts],
])('any facts of %s', (_, anyFacts) => {
  const arrivals = anyFacts.chain((facts) =>
    fc.tuple(
      fc.constant(facts),
      fc
        .array(fc.constantFrom(...(facts.length > 0 ? facts : [bodyOf()])), { maxLength: facts.length })
        .chain((again) => {
          const all: readonly Facts[] = facts.length > 0 ? [...facts, ...again] : facts;
          return fc.shuffledSubarray([...all], { minLength: all.length });
        }),
    ),
  );

  test('come to the same in any order, however often each comes', () => {
    fc.assert(
      fc.property(arrivals, ([facts, arrived]) => {
        expect(asSets(known(...arrived))).toEqual(asSets(known(...facts)));
      }),
      { numRuns: 500 },
    );
  });

  test('said again at once change nothing', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const once = known(...facts);
        for (const again of facts) expect(mergeFacts(once, again)).toEqual(once);
      }),
    );
  });

  test('a stale body leaves the standing of its order as it was', () => {
    fc.assert(
      fc.property(anyFacts, anyFacts, (facts, others) => {
        const before = known(...facts);
        for (const other of others.filter((one) => isStale(before, one))) {
          expect(mergeFacts(before, other).standing).toEqual(before.standing);
        }
      }),
    );
  });
});
