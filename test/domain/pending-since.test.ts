import { describe, expect, test } from 'vitest';
import { holdEndsAtMs, pendingSinceMs } from '../../src/domain/pending-since.ts';
import { awardKey, awardWith } from '../support/award-records.ts';
import { bodyOf, moneyOf, PAID_AT_MS } from '../support/order-facts.ts';
import { pendingEntry } from '../support/order-records.ts';
import { NOW_MS, nothingKnown, storeWith, told } from '../support/planning.ts';
import { pinnedRuleOf } from '../support/points-rules.ts';

const DAY_MS = 86_400_000;
const paidAt = (paidAtMs: number) =>
  told(nothingKnown, storeWith(), bodyOf({ money: moneyOf({ eligible: '1.00', paidAtMs }) }));

describe('a hold', () => {
  test.each([
    ['of no days has no end to wait for', PAID_AT_MS, 0, 0],
    ['ends its days after the payment', PAID_AT_MS, 15, PAID_AT_MS + 15 * DAY_MS],
    ['ends its days after the planning, where the payment date is later', NOW_MS + 9, 15, NOW_MS + 15 * DAY_MS],
  ])('%s', (_, paidAtMs, holdDays, expected) => {
    expect(holdEndsAtMs(paidAt(paidAtMs), pinnedRuleOf({ holdDays }), NOW_MS)).toBe(expected);
  });

  test('of an order whose payment is not known is over', () => {
    expect(holdEndsAtMs(nothingKnown, pinnedRuleOf({ holdDays: 15 }), NOW_MS)).toBe(15 * DAY_MS);
  });
});

describe('an entry is pending', () => {
  const entry = pendingEntry({ plannedAtMs: NOW_MS });

  test.each([
    ['since the hold of its rule was over', 15, PAID_AT_MS + 15 * DAY_MS],
    ['since it was planned, once the hold was over', 1, NOW_MS],
    ['since it was planned, without a hold', 0, NOW_MS],
  ])('%s', (_, holdDays, expected) => {
    expect(pendingSinceMs({ ...paidAt(PAID_AT_MS), pinned: pinnedRuleOf({ holdDays }) }, entry)).toBe(expected);
  });

  test('since it was planned, of an order without a rule and of an award', () => {
    expect(pendingSinceMs(nothingKnown, entry)).toBe(NOW_MS);
    expect(pendingSinceMs(awardWith(awardKey(1), [entry]), entry)).toBe(NOW_MS);
  });
});
