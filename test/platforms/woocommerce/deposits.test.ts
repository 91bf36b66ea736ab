import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeFacts, noFacts } from '../../../src/domain/merge-facts.ts';
import type { WooCommerceStore } from '../../../src/domain/store.ts';
import { targetPoints } from '../../../src/domain/target-points.ts';
import { interpretWooCommerce } from '../../../src/platforms/woocommerce/interpret-woocommerce.ts';
import { payloadOf, recorded } from '../../fixtures/load.ts';
import { pinnedRuleOf } from '../../support/points-rules.ts';
import { demoStore } from '../../support/woocommerce-store.ts';

/** Order 18, `processing`, paid 2026-11-22T19:58:37Z in EUR; here with one line of 100 without tax. */
const order = { ...payloadOf(recorded('007').rawBody), total: '100.00', line_items: [{ total: '100.00' }] };

/** The facts of bodies, a second apart in the order of the list. */
function factsOf(bodies: readonly object[], store: Partial<WooCommerceStore> = {}) {
  return bodies.map((body, second) => {
    const text = JSON.stringify({ ...order, date_modified_gmt: `2026-11-23T10:00:0${second}`, ...body });
    const result = interpretWooCommerce({
      payload: payloadOf(Buffer.from(text)),
      topic: 'order.updated',
      bodyHash: text,
      receivedAtMs: second,
      store: { ...demoStore, ...store },
    });
    if (result.kind !== 'facts') throw new Error(`no facts: ${JSON.stringify(result)}`);
    return result.facts;
  });
}

const points = (facts: ReturnType<typeof factsOf>) => targetPoints(facts.reduce(mergeFacts, noFacts), pinnedRuleOf());

describe('an order of 100 that is paid in parts', () => {
  test.each<[readonly string[], number]>([
    [['partially-paid'], 0],
    [['partially-paid', 'processing'], 100],
    [['pending', 'on-hold', 'partially-paid', 'completed'], 100],
    [['processing', 'partially-paid'], 0],
    [['processing', 'deposit', 'completed'], 100],
    [['partial-payment', 'cancelled'], 0],
  ])('%j gives %d, in any order of arrival', (statuses, expected) => {
    const facts = factsOf(statuses.map((status) => ({ status })));
    fc.assert(
      fc.property(fc.shuffledSubarray([...facts, ...facts], { minLength: facts.length * 2 }), (arrivals) => {
        expect(points(arrivals)).toBe(expected);
      }),
    );
  });

  test('its total lowered to the deposit, and whole once it is paid', () => {
    const deposit = { status: 'partially-paid', total: '30.00', line_items: [{ total: '30.00' }] };
    expect(points(factsOf([deposit]))).toBe(0);
    expect(points(factsOf([deposit, { status: 'processing' }]))).toBe(100);
  });
});

describe('parts of another order', () => {
  /** Marketplaces: the parent has all the goods, and each vendor's order has its own of them. */
  const marketplace = [{}, { id: 19, parent_id: 18, total: '60.00', line_items: [{ total: '60.00' }] }];
  /** WooCommerce Deposits: the parent has the deposit only, and the rest is an order of its own. */
  const deposits = [
    { status: 'completed', total: '30.00', line_items: [{ total: '30.00' }] },
    { id: 19, parent_id: '18', status: 'completed', total: '70.00', line_items: [{ total: '70.00' }] },
  ];
  const earned = (bodies: readonly object[], store: Partial<WooCommerceStore>) =>
    bodies.map((body) => points(factsOf([body], store)));

  test('earn nothing unless the store says so', () => {
    expect(earned(marketplace, {})).toEqual([100, 0]);
    expect(earned(deposits, {})).toEqual([30, 0]);
  });

  test("earn beside their parents where the store says 'earn'", () => {
    expect(earned(marketplace, { subOrders: 'earn' })).toEqual([100, 60]);
    expect(earned(deposits, { subOrders: 'earn' })).toEqual([30, 70]);
  });

  test('earn instead of their parents where those have a status that the store lists as not paid', () => {
    const store = { subOrders: 'earn', notPaidStatuses: ['split'] } as const;
    expect(earned([{ ...marketplace[0], status: 'split' }, { ...marketplace[1] }], store)).toEqual([0, 60]);
  });
});

describe('amounts that PHP added up as floats', () => {
  const cents = fc.array(fc.integer({ min: 1, max: 10_000_000 }), { minLength: 1, maxLength: 4 });

  test('earn as their cents do, as numbers or as text, in the shortest or in 17 digits', () => {
    fc.assert(
      fc.property(cents, (parts) => {
        const expected = Math.floor(parts.reduce((sum, part) => sum + part, 0) / 100);
        const float = parts.reduce((sum, part) => sum + part / 100, 0);
        for (const total of [float, String(float), float.toPrecision(17), float.toExponential()]) {
          expect(points(factsOf([{ total, line_items: [{ total }] }]))).toBe(expected);
        }
      }),
    );
  });
});
