import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimal } from '../../src/domain/decimal.ts';
import { isStale, mergeFacts, noFacts } from '../../src/domain/merge-facts.ts';
import type {
  CollectedRefund,
  Facts,
  OrderFacts,
  RefundFacts,
  RefundsInBody,
  Standing,
  TransactionFacts,
  TransactionStatus,
} from '../../src/domain/order-facts.ts';
import type { KnownFacts } from '../../src/domain/order-record.ts';
import { bodyOf, listed, moneyOf, orderId, PAID_AT_MS } from '../support/order-facts.ts';
import { refundOf } from '../support/shopify-facts.ts';

const known = (...facts: readonly Facts[]): KnownFacts => facts.reduce(mergeFacts, noFacts);
const list = (amounts: Readonly<Record<string, string>>): RefundsInBody => ({
  kind: 'listed',
  refunds: listed(amounts),
});
const collection = (...refunds: readonly CollectedRefund[]): RefundsInBody => ({ kind: 'collected', refunds });
const unpaid: Standing = { kind: 'notEntitled', because: 'unpaid' };

function refundFacts(refund: CollectedRefund): RefundFacts {
  return { kind: 'refund', order: orderId('123'), refund };
}

function transactionFacts(id: string, status: TransactionStatus): TransactionFacts {
  return { kind: 'transaction', order: orderId('123'), transaction: { id, status } };
}

describe('the newest body wins', () => {
  const earlier = bodyOf({
    at: 1,
    arrivedAt: 3,
    customer: 'early',
    money: moneyOf({ eligible: '10.00' }),
    unitsLeft: { a: 1 },
    refunds: list({}),
  });
  const later = bodyOf({
    at: 2,
    customer: 'late',
    standing: { kind: 'returned' },
    unitsLeft: {},
    refunds: list({ 7: '1.00' }),
  });

  test('what one body says is what is known', () => {
    const observed = {
      observedAtMs: PAID_AT_MS + 1_000,
      rank: PAID_AT_MS + 3_000,
      bodyHash: '',
      aheadSinceMs: null,
    };
    expect(known(earlier)).toEqual({
      identity: null,
      standing: { observed, value: { kind: 'entitled' } },
      money: { observed, value: moneyOf({ eligible: '10.00' }) },
      unitsLeft: { observed, value: { a: 1 } },
      customer: { observed, value: 'early' },
      listedRefunds: { observed, value: [] },
      collectedRefunds: {},
      transactionStatuses: {},
      aheadBodies: {},
    });
  });

  test('in either order of arrival', () => {
    expect(known(earlier, later)).toEqual(known(later));
    expect(known(later, earlier)).toEqual(known(later));
  });

  test.each<[string, Partial<OrderFacts>, keyof KnownFacts]>([
    ['without a customer', { customer: null }, 'customer'],
    ['that is not fully paid', { money: null }, 'money'],
    ['that does not tell how many units are left', { unitsLeft: null }, 'unitsLeft'],
    ['that does not list refunds', { refunds: { kind: 'none' } }, 'listedRefunds'],
  ])('newer facts %s erase nothing', (_, silent, part) => {
    const newer = { ...later, ...silent };
    expect(known(earlier, newer)[part]).toEqual(known(earlier)[part]);
    expect(known(newer, earlier)[part]).toEqual(known(earlier)[part]);
    expect(known(earlier, newer).standing?.value).toEqual({ kind: 'returned' });
  });

  test('the units that are left are those of the newest body that tells them, whatever its status', () => {
    const partlyPaid = bodyOf({ at: 2, money: null, standing: { kind: 'partlyPaid' }, unitsLeft: { a: 0 } });
    const before = bodyOf({ at: 1, unitsLeft: { a: 1, b: 1 } });
    for (const facts of [known(before, partlyPaid), known(partlyPaid, before)]) {
      expect(facts.unitsLeft?.value).toEqual({ a: 0 });
      expect(facts.money?.observed.observedAtMs).toBe(PAID_AT_MS + 1_000);
    }
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
  test.each<[string, Partial<Parameters<typeof bodyOf>[0]>, Partial<Parameters<typeof bodyOf>[0]>]>([
    ['the further payment status', { rank: 2, hash: 'f' }, { rank: 3, hash: '0' }],
    ['the further one, by number', { rank: 9, hash: 'f' }, { rank: 10, hash: '0' }],
    ['of equal ones the larger hash', { rank: 3, hash: '9a' }, { rank: 3, hash: 'a9' }],
    ['not the later arrival', { rank: 3, hash: '0', arrivedAt: 9 }, { rank: 3, hash: '1', arrivedAt: 1 }],
  ])('Shopify: %s wins, in either order of arrival', (_, less, more) => {
    const one = bodyOf({ customer: 'less', ...less });
    const other = bodyOf({ customer: 'more', standing: unpaid, ...more });
    expect(known(one, other).standing).toEqual(known(other).standing);
    expect(known(one, other).customer?.value).toBe('more');
    expect(known(other, one)).toEqual(known(other));
  });

  test('WooCommerce: the later arrival wins, in whatever order they come to the ledger', () => {
    const earlier = bodyOf({
      arrivedAt: 1,
      hash: 'f',
      customer: 'earlier',
      refunds: list({ 7: '1.00' }),
      money: moneyOf({ eligible: '10.00' }),
    });
    const later = bodyOf({ arrivedAt: 2, hash: '0', customer: 'later', refunds: list({}), standing: unpaid });
    expect(known(earlier, later)).toEqual(known(later));
    expect(known(later, earlier)).toEqual(known(later));
    expect(isStale(known(later), earlier)).toBe(true);
  });

  test('WooCommerce: of one arrival the one that is recorded later wins', () => {
    const paid = bodyOf({ hash: 'f', customer: 'first' });
    const undone = bodyOf({ hash: '0', customer: 'second', standing: unpaid });
    expect(known(paid, undone)).toEqual(known(undone));
    expect(known(undone, paid)).toEqual(known(paid));
  });

  test('WooCommerce: a body that says the same once more leaves nothing to write down', () => {
    const first = bodyOf({ arrivedAt: 1, customer: 'ana' });
    expect(known(first, bodyOf({ arrivedAt: 8, customer: 'ana' }))).toEqual(known(first));
  });

  test.each([
    ['a later instant', { at: 1, arrivedAt: 8 }],
    ["Shopify's hash", { arrivedAt: 8, rank: PAID_AT_MS + 8_000, hash: 'f' }],
  ])('what is said again with %s is written down', (_, words) => {
    const first = bodyOf({ arrivedAt: 1 });
    expect(known(first, bodyOf(words))).toEqual(known(bodyOf(words)));
  });

  test("what is said again without Shopify's hash is written down", () => {
    const first = bodyOf({ rank: PAID_AT_MS, hash: 'f' });
    expect(known(first, bodyOf({ arrivedAt: 8 }))).toEqual(known(bodyOf({ arrivedAt: 8 })));
  });

  test('Shopify: what is said again by a body of a larger hash is written down', () => {
    const again = bodyOf({ rank: 4, hash: 'f' });
    expect(known(bodyOf({ rank: 4, hash: '0' }), again)).toEqual(known(again));
  });

  test('the instant comes before the status, the status before the hash', () => {
    const newest = bodyOf({ at: 1, rank: 0, hash: '0', customer: 'newest' });
    expect(known(newest, bodyOf({ at: 0, rank: 9, hash: 'f' })).customer?.value).toBe('newest');
  });
});

describe('stale', () => {
  const body = bodyOf({ at: 1, rank: 3, hash: '5' });

  test.each<[string, Facts, boolean]>([
    ['an older body', bodyOf({ at: 0 }), true],
    ['a lesser status of the same instant', bodyOf({ at: 1, rank: 2, hash: '9' }), true],
    ['a lesser hash of the same status', bodyOf({ at: 1, rank: 3, hash: '4' }), true],
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
  const ahead = bodyOf({ at: 999_999, arrivedAt: 0 });
  for (const facts of [
    bodyOf({ at: 9 }),
    ahead,
    refundFacts(refundOf('7', '2.00')),
    transactionFacts('t', 'success'),
  ]) {
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
const anyRefund: fc.Arbitrary<CollectedRefund> = fc
  .tuple(fc.constantFrom('1', '2', '9007199254740993'), fc.constantFrom('t1', 't2'), status, amount)
  .map(([id, transaction, state, paid]) =>
    refundOf(id, { transactions: [{ id: transaction, status: state, amount: paid, currency: null }] }),
  );
const anyStanding = fc.constantFrom<Standing>(
  { kind: 'entitled' },
  { kind: 'returned' },
  { kind: 'partlyPaid' },
  unpaid,
);
const bodyWords = fc.record({
  at: fc.nat({ max: 3 }),
  standing: anyStanding,
  customer: fc.constantFrom(null, 'ana', 'bob'),
  money: fc.option(amount.map((eligible) => moneyOf({ eligible }))),
  unitsLeft: fc.option(fc.constantFrom({}, { a: 1 })),
});
const anyShopifyRefunds = fc.array(anyRefund, { maxLength: 2 }).map((refunds) => collection(...refunds));
const anyList = fc.oneof(
  fc.constant<RefundsInBody>({ kind: 'none' }),
  fc.dictionary(fc.constantFrom('7', '8'), fc.constantFrom('1.00', '2.00')).map(list),
);

/** Facts as Shopify states them: bodies that differ have hashes that differ. */
const shopifyFacts = fc
  .array(
    fc.oneof(
      fc
        .tuple(bodyWords, fc.nat({ max: 2 }), anyShopifyRefunds)
        .map(([words, rank, refunds]): Facts => bodyOf({ ...words, rank, refunds })),
      anyRefund.map(refundFacts),
      fc.tuple(fc.constantFrom('t1', 't2'), status).map(([id, state]) => transactionFacts(id, state)),
    ),
    { maxLength: 6 },
  )
  .map((facts) => facts.map((one, index) => (one.kind === 'order' ? hashed(one, index) : one)));

/** Facts as WooCommerce states them, of distinct times. */
const woocommerceFacts = fc
  .array(fc.tuple(bodyWords, anyList), { maxLength: 6 })
  .map((bodies) => bodies.map(([words, refunds], index) => bodyOf({ ...words, at: index, refunds })));

function hashed(facts: OrderFacts, index: number): OrderFacts {
  return { ...facts, body: { ...facts.body, hash: `hash ${(index * 7) % 10}` } };
}

/** What is known, whatever order a refund's transactions stand in. */
function asSets(facts: KnownFacts): unknown {
  const refunds = Object.values(facts.collectedRefunds).map((refund) => [
    refund.id,
    { ...refund, transactions: Object.fromEntries(refund.transactions.map((one) => [one.id, one])) },
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
