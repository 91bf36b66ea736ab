import fc from 'fast-check';
import { type AwardKey, type AwardParts, type AwardRecord, awardId } from '../../src/domain/award-record.ts';
import { customerId } from '../../src/domain/order-facts.ts';
import { anyEntry } from './any-order-record.ts';

export const anyPromotionId = fc.oneof(
  fc.constantFrom('christmas', 'a', 'a_1', 'x'.repeat(40)),
  fc.stringMatching(/^[a-z][a-z0-9_]{0,39}$/),
);

/** Whole seconds: a schedule has no others. */
export const anyRunKey = fc
  .date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2099-12-31T23:59:59Z'), noInvalidDate: true })
  .map((date) => `${date.toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`);

export const anyAwardParts: fc.Arbitrary<AwardParts> = fc
  .tuple(anyPromotionId, anyRunKey, fc.integer({ min: 1, max: 999_999_999 }))
  .map(([promotion, occurrence, number]) => ({ promotion, occurrence, number }));

/** Any award's key, of stores whose ids look like parts of a key, too. */
export const anyAwardKey: fc.Arbitrary<AwardKey> = fc
  .tuple(fc.oneof(fc.constantFrom('acme', 'acme#1', 'AWARD#'), fc.stringMatching(/^[a-z0-9-]{1,30}$/)), anyAwardParts)
  .map(([store, parts]) => ({ store, award: awardId(parts) }));

/** Any award that the types allow, sensible or not. */
export const anyAwardRecord: fc.Arbitrary<AwardRecord> = fc
  .record({
    key: anyAwardKey,
    customer: fc.string({ unit: 'binary', maxLength: 30 }).map(customerId),
    entries: fc.array(anyEntry, { minLength: 1, maxLength: 4 }),
  })
  .map((record) => structuredClone(record));
