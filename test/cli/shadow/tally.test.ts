import { expect, test } from 'vitest';
import { describeReport } from '../../../cli/shadow/describe-report.ts';
import { openShadowTally } from '../../../cli/shadow/tally.ts';
import { decimal } from '../../../src/domain/decimal.ts';
import type { OrderRecord } from '../../../src/domain/order-record.ts';
import type { Store } from '../../../src/domain/store.ts';
import { bodyOf, listed, moneyOf, PAID_AT_MS } from '../../support/order-facts.ts';
import { orderKey, recordWith } from '../../support/order-records.ts';
import { applied, NOW_MS, storeWith, told } from '../../support/planning.ts';

const live = storeWith();
const store = storeWith({}, { shadow: true });
const campaign = { name: 'May', fromMs: PAID_AT_MS, toMs: PAID_AT_MS + 1, multiplier: decimal('2') };

function order(id: number, eligible: string, { by = store, back = '' }: { by?: Store; back?: string } = {}) {
  const body = (at: number) => ({ order: String(id), at, money: moneyOf({ eligible }) });
  const first = told(recordWith(orderKey(id)), by, bodyOf(body(0)));
  if (back === '') return first;
  return told(first, by, bodyOf({ ...body(1), refunds: { kind: 'listed', refunds: listed({ 7: back }) } }));
}

function report(records: readonly OrderRecord[], by: Store = store) {
  const tally = openShadowTally(by, NOW_MS);
  for (const record of records) tally.add(record);
  return tally.total();
}

const unpaid = told(
  recordWith(orderKey(9)),
  store,
  bodyOf({ order: '9', money: null, standing: { kind: 'notEntitled', because: 'unpaid' } }),
);

test('adds up awards and reversals by rule and campaign, the largest orders, and why others give none', () => {
  const inCampaign = storeWith({}, { shadow: true, campaigns: [campaign] });
  const tooSmall = order(4, '0.50');
  const records = [
    order(1, '100.00', { back: '30.00' }),
    order(2, '50.00', { by: inCampaign }),
    order(3, '40.00', { back: '40.00' }),
    tooSmall,
    order(5, '0.90'),
    unpaid,
  ];
  expect(report(records)).toEqual({
    store: 'acme',
    inShadow: true,
    all: { orders: 5, given: 240, takenBack: -70 },
    held: 0,
    rules: [
      { rule: 'first', campaign: null, orders: 4, given: 140, takenBack: -70 },
      { rule: 'first', campaign: 'May', orders: 1, given: 100, takenBack: 0 },
    ],
    largest: [
      { order: 'acme/2', points: 100 },
      { order: 'acme/1', points: 70 },
    ],
    reasons: [
      { reason: 'tooSmall', because: 'the goods are worth less than one point', orders: 2 },
      { reason: 'nothingLeft', because: 'nothing that earned points is left on the order', orders: 1 },
      { reason: 'unpaid', because: 'the order is not paid', orders: 1 },
    ],
    waiting: { orders: 0, points: 0 },
  });
});

test('what the rules would still hold back is told of what is given', () => {
  const holding = storeWith({ holdDays: 7 }, { shadow: true });
  expect(report([order(1, '100.00', { by: holding })], holding)).toMatchObject({ all: { given: 100 }, held: 100 });
});

test('orders that began before are no part of it; those of which something waits are counted', () => {
  const posted = applied(order(1, '100.00', { by: live }));
  const reversal = told(
    posted,
    store,
    bodyOf({
      order: '1',
      at: 1,
      money: moneyOf({ eligible: '100.00' }),
      refunds: { kind: 'listed', refunds: listed({ 7: '30.00' }) },
    }),
  );
  const { all, reasons, waiting } = report([posted, reversal]);
  expect([all, reasons, waiting]).toEqual([{ orders: 0, given: 0, takenBack: 0 }, [], { orders: 1, points: -30 }]);
});

test('of a store that has left the shadow, what began in it is told', () => {
  const later = order(2, '50.00', { by: live });
  expect(report([order(1, '100.00'), later, unpaid], live)).toMatchObject({
    inShadow: false,
    all: { orders: 1, given: 100 },
    reasons: [],
    waiting: { orders: 0 },
  });
});

test('is drawn for a person', () => {
  const { text } = describeReport(report([order(1, '100.00', { back: '30.00' }), unpaid]));
  expect(text.split('\n')).toEqual([
    'Store acme is in shadow: nothing of its orders is posted',
    '  Orders in shadow: 1. Would be given: +100; taken back: −30; left: +70.',
    '',
    'By rule and campaign',
    `  ${''.padEnd(32)}${'orders'.padStart(12)}${'given'.padStart(12)}${'taken back'.padStart(12)}`,
    `  ${'first'.padEnd(32)}${'1'.padStart(12)}${'+100'.padStart(12)}${'−30'.padStart(12)}`,
    '',
    'Largest orders',
    `  ${'+70'.padStart(10)}  acme/1`,
    '',
    'Why orders would have no points, or not all',
    `  ${'1'.padStart(10)}  unpaid the order is not paid`,
  ]);
});
