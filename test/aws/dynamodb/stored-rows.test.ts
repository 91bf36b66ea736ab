import { expect, test } from 'vitest';
import { rowsOf } from '../../../src/aws/dynamodb/stored-rows.ts';
import { bodyOf, listed } from '../../support/order-facts.ts';
import { book, nothingKnown, storeWith, told } from '../../support/planning.ts';

const refunded = bodyOf({ at: 1, refunds: { kind: 'listed', refunds: listed({ 7: '30.00' }) } });
const finalEntries = (record: Parameters<typeof rowsOf>[0]) =>
  book({ ...nothingKnown, entries: rowsOf(record).entries });

test('entries in shadow are final, and go into pages', () => {
  expect(finalEntries(told(nothingKnown, storeWith({}, { shadow: true }), bodyOf(), refunded))).toEqual([
    'shadow 100 ADD-ABC-100-123',
    'shadow -30 REMOVE-ABC-30-123-2',
  ]);
});

test('the newest, while the rule would hold it back, is not: a refund withdraws it', () => {
  const holding = storeWith({ holdDays: 7 }, { shadow: true });
  const held = told(nothingKnown, holding, bodyOf());
  expect(finalEntries(held)).toEqual([]);
  expect(finalEntries(told(held, holding, refunded))).toEqual(['withdrawn 100 ADD-ABC-100-123']);
});
