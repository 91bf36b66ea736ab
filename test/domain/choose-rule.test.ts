import { describe, expect, test } from 'vitest';
import { chooseRule } from '../../src/domain/choose-rule.ts';
import { decimal } from '../../src/domain/decimal.ts';
import type { Campaign } from '../../src/domain/points-rule.ts';
import { ruleOf } from '../support/points-rules.ts';
import { demoStore } from '../support/shopify/store.ts';

const first = ruleOf({ version: 'first', fromMs: 1_000 });
const second = ruleOf({ version: 'second', fromMs: 2_000, pointsPerUnit: '2' });
const store = { ...demoStore, rules: [second, first] };

function campaign(name: string, fromMs: number, toMs: number, multiplier: string): Campaign {
  return { name, fromMs, toMs, multiplier: decimal(multiplier) };
}

function campaignAt(paidAtMs: number, campaigns: readonly Campaign[]) {
  return chooseRule({ ...store, campaigns }, paidAtMs)?.campaign;
}

describe('the rule of the purchase', () => {
  test.each([
    [999, undefined],
    [1_000, 'first'],
    [1_999, 'first'],
    [2_000, 'second'],
    [9_999_999, 'second'],
  ])('paid at %d: %s', (paidAtMs, version) => {
    expect(chooseRule(store, paidAtMs)?.rule.version).toBe(version);
  });

  test('is pinned whole, with the start of the store', () => {
    expect(chooseRule({ ...store, awardFromMs: 1_500 }, 1_500)).toEqual({
      rule: first,
      campaign: null,
      awardFromMs: 1_500,
    });
  });

  test("the shop's past has none: before the start, and without any rule", () => {
    expect(chooseRule({ ...store, awardFromMs: 1_500 }, 1_499)).toBeNull();
    expect(chooseRule({ ...store, rules: [] }, 1_500)).toBeNull();
    expect(chooseRule(store, 999)).toBeNull();
  });
});

describe('the campaign of the purchase', () => {
  const june = campaign('june', 3_000, 4_000, '2');

  test.each([
    ['before it', 2_999, null],
    ['in its first millisecond', 3_000, 'june'],
    ['in its last', 3_999, 'june'],
    ['when it has ended', 4_000, null],
  ])('%s', (_, paidAtMs, name) => {
    expect(campaignAt(paidAtMs, [june])?.name ?? null).toBe(name);
  });

  test.each([
    ['the last', '3', [june, campaign('more', 0, 9_000, '3')]],
    ['the first', '3', [campaign('more', 0, 9_000, '3'), june]],
    ['by value, not by text', '10', [campaign('less', 0, 9_000, '2.9'), campaign('more', 0, 9_000, '10'), june]],
  ])('the largest of several counts, alone: %s', (_, multiplier, campaigns) => {
    expect(campaignAt(3_500, campaigns)).toEqual({ name: 'more', multiplier });
  });

  test('a larger one that has ended does not count', () => {
    expect(campaignAt(3_500, [campaign('past', 0, 3_500, '9'), june])).toEqual({ name: 'june', multiplier: '2' });
  });

  test('of two equal ones the first in the configuration is named', () => {
    expect(campaignAt(3_500, [june, campaign('other', 0, 9_000, '2.0')])?.name).toBe('june');
  });
});
