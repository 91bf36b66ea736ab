import { describe, expect, test } from 'vitest';
import { firstJudgement } from '../../src/domain/first-judgement.ts';
import type { Facts, NotEntitledReason, OrderFacts } from '../../src/domain/order-facts.ts';
import type { ShopifyStore } from '../../src/domain/store.ts';
import { bodyOf, moneyOf, orderId, PAID_AT_MS } from '../support/order-facts.ts';
import { NOW_MS, nothingKnown, storeWith, told } from '../support/planning.ts';
import { refundOf } from '../support/shopify-facts.ts';

const paid = bodyOf({ money: moneyOf({ eligible: '100.00' }) });
const not = (because: NotEntitledReason, at = 0): OrderFacts =>
  bodyOf({ at, money: null, standing: { kind: 'notEntitled', because } });

/** What each of these facts, told one after the other, says. */
function judgements(facts: readonly Facts[], store: ShopifyStore = storeWith()): (boolean | null)[] {
  let record = nothingKnown;
  return facts.map((one) => {
    const known = record;
    record = told(record, store, one);
    return firstJudgement(known, record, store, NOW_MS);
  });
}

describe('an order is judged once', () => {
  test.each<[string, Facts[], (boolean | null)[]]>([
    ['once it is paid', [not('unpaid'), { ...paid, body: bodyOf({ at: 1 }).body }], [null, true]],
    ['not again with the same body, nor with a newer one', [paid, paid, bodyOf({ at: 1 })], [true, null, null]],
    [
      'not with a refund before it',
      [{ kind: 'refund', order: orderId('123'), refund: refundOf('7', '1.00') }, paid],
      [null, true],
    ],
    ['not while it is unpaid, or once it is cancelled', [not('unpaid'), not('cancelled', 1)], [null, null]],
    [
      'not again when it was cancelled and comes back',
      [paid, not('cancelled', 1), bodyOf({ at: 2 })],
      [true, null, null],
    ],
    ['in another currency, skipped', [not('otherCurrency'), not('otherCurrency', 1)], [false, null]],
    ['as a test order or a part of another, not at all', [not('testOrder'), not('subOrder', 1)], [null, null]],
    [
      'without a customer, skipped, though a later body names one',
      [bodyOf({ customer: null }), bodyOf({ at: 1 })],
      [false, null],
    ],
    ['too small, skipped', [bodyOf({ money: moneyOf({ eligible: '0.50' }) })], [false]],
    ['returned already, not at all', [bodyOf({ standing: { kind: 'returned' } })], [null]],
    [
      'with a payment date days ahead, not at all',
      [bodyOf({ money: moneyOf({ eligible: '9', paidAtMs: NOW_MS + 5 * 86_400_000 }) })],
      [null],
    ],
  ])('%s', (_, facts, expected) => {
    expect(judgements(facts)).toEqual(expected);
  });

  test.each([
    ['before awardFrom', storeWith({}, { awardFromMs: PAID_AT_MS + 1 })],
    ['below the minimum', storeWith({ minimumOrder: '101' })],
  ])('%s: skipped', (_, store) => {
    expect(judgements([paid], store)).toEqual([false]);
  });
});

test('an order that was placed more than a week ago says nothing of today', () => {
  const placed = (daysAgo: number) => bodyOf({ identity: { createdAtMs: NOW_MS - daysAgo * 86_400_000 } });
  expect([judgements([placed(7)]), judgements([placed(7.1)])]).toEqual([[true], [null]]);
});
