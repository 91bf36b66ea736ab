import { expect, test } from 'vitest';
import { customerId } from '../../src/domain/order-facts.ts';
import { type CustomerExplanation, customerExplanation } from '../../src/explain/customer-explanation.ts';
import { explainCustomer, type KnownCustomer } from '../../src/explain/explain-customer.ts';
import type { HistoryItem } from '../../src/ports/loyalty-api.ts';
import { awardKey, awardWith } from '../support/award-records.ts';
import { bodyOf, moneyOf, orderId } from '../support/order-facts.ts';
import { pendingEntry } from '../support/order-records.ts';
import { NOW_MS, nothingKnown, settled, storeWith } from '../support/planning.ts';
import { refundOf } from '../support/shopify-facts.ts';

const store = storeWith();
/** Of 100 points, 40 went back. */
const order = settled(
  nothingKnown,
  store,
  bodyOf({ money: moneyOf({ eligible: '100.00' }), customer: 'ana@example.com' }),
  { kind: 'refund', order: orderId('123'), refund: refundOf('7', '40.00') },
);
const possible = () => 'possible' as const;
const change = (points: number, words: Partial<HistoryItem> = {}): HistoryItem => ({
  atMs: NOW_MS,
  points,
  title: null,
  isCanceled: false,
  ...words,
});
const promotion = {
  id: 'vip',
  store: 'acme',
  points: 50,
  takesBack: false,
  reason: '',
  customerReason: 'VIP day',
  schedule: '',
  timeZone: 'UTC',
  untilMs: null,
  audience: { kind: 'file', file: 'vip.csv' },
  maximumPoints: 1,
} as const;

function explained(words: Partial<KnownCustomer> = {}): CustomerExplanation {
  const said = explainCustomer({
    customer: customerId('ana@example.com'),
    account: 'main',
    stores: ['acme'],
    withoutKey: [],
    records: [{ record: order, claim: possible }],
    promotions: [promotion],
    history: { kind: 'read', items: [] },
    balance: null,
    nowMs: NOW_MS,
    personal: false,
    ...words,
  });
  return customerExplanation.parse(said);
}

test('orders, promotions, and what neither explains, beside the balance', () => {
  const items = [
    change(-7),
    change(50, { title: 'VIP day' }),
    change(-40),
    change(100),
    change(5, { isCanceled: true }),
  ];
  const said = explained({ history: { kind: 'read', items }, balance: 110 });
  expect(said.records).toMatchObject([
    { id: 'acme/123', target: 60, posted: 60, entries: [{ points: 100, counts: true }, { points: -40 }] },
  ]);
  expect(said.changes?.map(({ points, by }) => [points, by])).toEqual([
    [-7, null],
    [50, { kind: 'promotion', id: 'vip' }],
    [-40, { kind: 'order', id: 'acme/123', entry: 2 }],
    [100, { kind: 'order', id: 'acme/123', entry: 1 }],
    [5, null],
  ]);
  // 100 − 40 of the order, 50 of the promotion, 7 spent: 103, and the balance has 7 more than its history.
  expect(said.sums).toEqual({
    balance: 110,
    orders: 60,
    promotions: 50,
    unexplained: -7,
    notInHistory: 0,
    beyondHistory: 7,
  });
});

test('what is posted and not in the history is told', () => {
  const said = explained({ history: { kind: 'read', items: [change(100)] } });
  expect(said.records[0]?.entries.map(({ inHistory }) => inHistory !== null)).toEqual([true, false]);
  expect(said.sums).toMatchObject({ notInHistory: -40, unexplained: 0, beyondHistory: null });
});

test('a history that was not read says why, and accuses nobody', () => {
  const said = explained({ history: { kind: 'unread', because: 'the points API answered 503' }, balance: 60 });
  expect(said).toMatchObject({ changes: null, unread: 'the points API answered 503' });
  expect(said.sums).toMatchObject({ balance: 60, orders: 60, unexplained: 0, notInHistory: 0, beyondHistory: null });
});

test('an award that the ledger has counts as one', () => {
  const award = awardWith(awardKey(7), [pendingEntry({ points: 50, state: 'parked', parked: 'refused' })]);
  const said = explained({ records: [{ record: award, claim: possible }] });
  expect(said.records).toMatchObject([
    { kind: 'award', id: 'acme/christmas-20261224T120000Z-7', target: null, posted: 0 },
  ]);
});

test('no customer and no title stand in it unless they are asked for', () => {
  const items = [change(3, { title: 'for ana@example.com' })];
  expect(JSON.stringify(explained({ history: { kind: 'read', items } }))).not.toContain('ana@');
  const said = explained({ history: { kind: 'read', items }, personal: true });
  expect([said.customer, said.changes?.[0]?.title]).toEqual(['ana@example.com', 'for ana@example.com']);
});
