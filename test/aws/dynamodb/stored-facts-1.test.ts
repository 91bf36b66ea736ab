import { describe, expect, test } from 'vitest';
import { fromStored } from '../../../src/aws/dynamodb/stored-record.ts';
import type { OrderRecord } from '../../../src/domain/order-record.ts';
import { targetPoints } from '../../../src/domain/target-points.ts';
import { SHOPIFY_ITEM_1, WOOCOMMERCE_ITEM_1 } from '../../support/items-of-version-1.ts';
import { pinnedRuleOf } from '../../support/points-rules.ts';
import { both, refundOf, taxed } from '../../support/shopify-facts.ts';

const read = (item: object) => fromStored({ pk: 'ORDER#…', version: 2, ...item }) as OrderRecord;

type Written = Readonly<Record<string, unknown>> & { readonly money: { readonly value: object } };

/** The Shopify order with some of its facts changed. */
const changed = (change: (facts: Written) => object) =>
  read({ ...SHOPIFY_ITEM_1, facts: JSON.stringify(change(JSON.parse(SHOPIFY_ITEM_1.facts))) }).facts;

describe('a WooCommerce order of the first version', () => {
  test('has its facts, with the sums as they were', () => {
    const observed = { observedAtMs: 1_795_377_520_000, rank: 1_796_126_400_000, bodyHash: '', aheadSinceMs: null };
    expect(read(WOOCOMMERCE_ITEM_1).facts).toStrictEqual({
      identity: null,
      standing: { observed, value: { kind: 'entitled' } },
      money: {
        observed,
        value: {
          paidAtMs: 1_795_377_517_000,
          total: '68.00',
          currency: 'EUR',
          presentment: { currency: 'EUR', total: '68.00' },
          goods: { kind: 'sum', eligible: '52.48', eligibleTax: '9.53', shareBase: '68.00' },
        },
      },
      unitsLeft: null,
      customer: { observed, value: 'noor.devries@example.com' },
      listedRefunds: { observed, value: [{ id: '19', amount: '5' }] },
      collectedRefunds: {},
      transactionStatuses: {},
      aheadBodies: {},
    });
  });

  test('has its rule, its customer and its entries', () => {
    const { pinned, paymentAhead, customer, entries } = read(WOOCOMMERCE_ITEM_1);
    expect([pinned?.rule.version, paymentAhead, customer]).toEqual(['1', null, 'noor.devries@example.com']);
    expect(entries).toMatchObject([
      { number: 1, points: 52, state: 'applied', parkedAtMs: null, partialReversals: 0, balanceAfter: 52 },
      { number: 2, points: -4, state: 'applied', changeKey: 'REMOVE-noor.devries@example.com-4-18-2' },
    ]);
  });

  test('comes to the points that it came to: 52.48 less 5.00 ÷ 68.00 of it', () => {
    expect(targetPoints(read(WOOCOMMERCE_ITEM_1).facts, pinnedRuleOf())).toBe(48);
  });
});

describe('a Shopify order of the first version', () => {
  const factsOf = () => read(SHOPIFY_ITEM_1).facts;

  test('has its sums, and of its refunds what can be used without lines', () => {
    const facts = factsOf();
    expect(facts.money?.value.goods).toEqual({ kind: 'sum', eligible: '230', eligibleTax: '23', shareBase: '253' });
    const transaction = (id: string, amount: string) => ({ id, status: 'success', amount, currency: 'BRL' });
    expect(facts.collectedRefunds).toEqual({
      9100000000001: {
        ...refundOf('9100000000001', { rate: both('50') }),
        transactions: [transaction('7200000000001', '55.00')],
      },
      9100000000002: {
        ...refundOf('9100000000002', {
          shippingLines: taxed('15'),
          shippingAdjustments: taxed('15'),
          rate: both('15'),
        }),
        transactions: [transaction('7200000000002', '15.00')],
      },
    });
  });

  test('comes to 230.00 less 55.00 ÷ 253.00 of it until its next body: 180', () => {
    expect(targetPoints(factsOf(), pinnedRuleOf())).toBe(180);
  });

  const inBoth = (amount: string) => ({ shop: amount, presentment: '9' });
  const shipping = [
    { id: '1', source: 'line', amount: inBoth('10.00'), tax: inBoth('1.50') },
    { id: '2', source: 'line', amount: inBoth('5.00'), tax: inBoth('0.50') },
    { id: '3', source: 'adjustment', amount: inBoth('7.00'), tax: inBoth('0.70') },
  ];
  const collectedRefunds = { 7: { id: '7', transactions: [], lines: [], rate: null, shipping } };
  const shippingOf = (taxesIncluded: boolean) =>
    changed(({ money, ...rest }) => ({
      ...rest,
      money: { ...money, value: { ...money.value, taxesIncluded } },
      collectedRefunds,
    })).collectedRefunds['7'];

  test('has its shipping in one sum, with its tax where the amounts do not hold it', () => {
    expect(shippingOf(false)).toMatchObject({
      shippingLines: taxed('15', '2'),
      shippingAdjustments: taxed('7', '0.7'),
      discrepancy: '0',
      duties: '0',
    });
    expect(shippingOf(true)).toMatchObject({ shippingLines: taxed('15'), shippingAdjustments: taxed('7') });
  });

  test('without money, as of a refund that came first, has its refunds all the same', () => {
    const facts = changed((before) => ({ ...before, money: null, standing: null, collectedRefunds }));
    expect(facts.money).toBeNull();
    expect(facts.collectedRefunds['7']).toMatchObject({ shippingLines: taxed('15', '2') });
  });

  test('keeps what single transactions came to', () => {
    const transactionStatuses = { 7200000000001: 'failure' };
    expect(changed((before) => ({ ...before, transactionStatuses })).transactionStatuses).toEqual(transactionStatuses);
  });
});
