import { expect, test } from 'vitest';
import { promotionTable } from '../../../tools/cost/promotion-table.ts';

const measured = {
  awards: 1_000,
  memoryMb: 1_769,
  durationMs: 5_000,
  invocations: 11,
  readUnits: 40,
  writeUnits: 50,
  loyaltyApi: 1_000,
  logBytes: 20_000,
};

test('a million awards at 0.2 s for each call, by the number of functions that are busy at once', () => {
  const table = promotionTable(measured, 5);
  expect(table).toContain('| 10 | 27 h 47 min | 2 |  |\n| 25 | 11 h 7 min | 5 | `promotionConcurrency` as it is |\n');
  expect(table).toContain('| 50 | 5 h 33 min | 10 |  |\n| 200 | 1 h 23 min | 40 |  |\n');
});

test('most of the price is the time that BonifiQ takes', () => {
  // (0.2 s + 5 ms) × 1,769 ÷ 1,024 MB; 0.14 reads; 2.1 requests of SQS for each of 11 messages in a thousand.
  const table = promotionTable(measured, 2);
  expect(table).toContain('| Lambda, time | 0.35 | M GB-s | 13.3334 | 4.72 |');
  expect(table).toContain('| DynamoDB, reads | 0.14 | M units | 0.125 | 0.02 |');
  expect(table).toContain('| SQS | 0.02 | M requests | 0.4 | 0.01 |');
  expect(table).toContain('| **in all** | | | | **4.93** |');
});
