import fc from 'fast-check';
import { expect, test } from 'vitest';
import { orderText, readOrderText } from '../../../src/aws/dynamodb/order-text.ts';
import { anyOrderRecord } from '../../support/any-order-record.ts';
import { FULL_RECORD } from '../../support/full-record.ts';
import { orderKey, recordWith } from '../../support/order-records.ts';
import { lineBack, refundOf } from '../../support/shopify-facts.ts';

test('any order comes back from its text exactly, which is one line', () => {
  fc.assert(
    fc.property(anyOrderRecord, (record) => {
      const text = orderText(record);
      expect(text).not.toContain('\n');
      expect(readOrderText(text)).toEqual(record);
    }),
  );
  expect(readOrderText(orderText(FULL_RECORD))).toEqual(FULL_RECORD);
});

test('so does one with more refunds than an item holds', () => {
  const empty = recordWith(orderKey(1));
  // Numbers without a pattern, so that they fill pages compressed, too.
  const lines = Array.from({ length: 3_000 }, (_, at) => lineBack(String((at + 1) * 7_919 ** 4)));
  const collectedRefunds = Object.fromEntries(
    Array.from({ length: 10 }, (_, at) => [at, refundOf(String(at), { lines: lines.slice(at * 300, at * 300 + 300) })]),
  );
  const record = { ...empty, facts: { ...empty.facts, collectedRefunds } };
  const text = orderText(record);
  expect(JSON.parse(text).pages.length).toBeGreaterThan(0);
  expect(readOrderText(text)).toEqual(record);
});

test.each(['', '{', '{}', '[]', 'null', '{"store":"acme","order":"1","facts":{}}', '{"store":"acme","entry":1}'])(
  '%j is no order',
  (text) => {
    expect(readOrderText(text)).toBeNull();
  },
);
