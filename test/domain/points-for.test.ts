import fc from 'fast-check';
import Fraction from 'fraction.js';
import { describe, expect, test } from 'vitest';
import { pointsFor } from '../../src/domain/points-for.ts';
import type { Rounding } from '../../src/domain/points-rule.ts';
import { pinnedRuleOf } from '../support/points-rules.ts';

function points(net: string | Fraction, pinned = pinnedRuleOf(), paid: string | Fraction = net): number {
  return pointsFor({ paid: new Fraction(paid), net: new Fraction(net) }, pinned).points;
}

describe('rounding', () => {
  test.each<[string, number, number, number]>([
    ['10', 10, 10, 10],
    ['10.0000000001', 10, 10, 11],
    ['10.49', 10, 10, 11],
    ['10.4999999999', 10, 10, 11],
    ['10.50', 10, 11, 11],
    ['10.99', 10, 11, 11],
    ['0.01', 0, 0, 1],
    ['0.50', 0, 1, 1],
    ['0', 0, 0, 0],
  ])('%s: floor %d, half up %d, ceil %d', (net, ...expected) => {
    const roundings: readonly Rounding[] = ['floor', 'half-up', 'ceil'];
    expect(roundings.map((rounding) => points(net, pinnedRuleOf({ rounding })))).toEqual(expected);
  });

  test('happens once, on an exact quotient: a third of 30 is 10', () => {
    expect(points(new Fraction(30).div(3))).toBe(10);
    expect(points(new Fraction(30).sub(new Fraction(20).div(3).mul(3)))).toBe(10);
  });

  test.each([
    ['below', new Fraction(-1n, 10n ** 30n)],
    ['above', new Fraction(1n, 10n ** 30n)],
  ])('forgives what a quotient of thirty decimals is %s a whole number', (_, off) => {
    const almost = new Fraction(50).add(off);
    for (const rounding of ['floor', 'half-up', 'ceil'] as const) {
      expect(points(almost, pinnedRuleOf({ rounding, pointsPerUnit: '4', minimumOrder: '50' }))).toBe(200);
    }
  });

  test.each([
    ['below', new Fraction(-1n, 10n ** 19n), [199, 199, 200]],
    ['above', new Fraction(1n, 10n ** 19n), [200, 200, 201]],
  ])('forgives nothing that amounts may be %s it', (_, off, expected) => {
    const almost = new Fraction(200).add(off);
    const roundings: readonly Rounding[] = ['floor', 'floor', 'ceil'];
    expect(roundings.map((rounding) => points(almost, pinnedRuleOf({ rounding })))).toEqual(expected);
    expect(points(almost, pinnedRuleOf({ minimumOrder: '200' }))).toBe(expected[0] === 199 ? 0 : 200);
  });

  test('no float comes between: 0.29 × 100 is 29, 1.1 × 1.1 × 100 is 121', () => {
    expect(points('0.29', pinnedRuleOf({ pointsPerUnit: '100' }))).toBe(29);
    expect(points('1.1', pinnedRuleOf({ pointsPerUnit: '100' }, '1.1'))).toBe(121);
  });
});

describe('rate and multiplier', () => {
  test.each<[string, string, string | null, number]>([
    ['99.99', '1', null, 99],
    ['99.99', '0.5', null, 49],
    ['99.99', '2', null, 199],
    ['99.99', '1', '2', 199],
    ['99.99', '1', '1.5', 149],
    ['99.99', '0.1', '3', 29],
    ['99.99', '0', '3', 0],
    ['99.99', '1', '0', 0],
    ['99.99', '1', '0.5', 49],
  ])('%s at %s a unit, times %s: %d', (net, pointsPerUnit, multiplier, expected) => {
    expect(points(net, pinnedRuleOf({ pointsPerUnit }, multiplier))).toBe(expected);
  });
});

describe('the minimum order', () => {
  const pinned = pinnedRuleOf({ minimumOrder: '50.00' });

  test.each([
    ['one cent under', '49.99', 0],
    ['exactly', '50.00', 50],
    ['over', '50.01', 50],
  ])('%s', (_, net, expected) => {
    expect(points(net, pinned)).toBe(expected);
  });

  test('is judged on what was paid: a refund does not push an order under it', () => {
    expect(points('10.00', pinned, '50.00')).toBe(10);
    expect(points('49.99', pinned, '49.99')).toBe(0);
  });
});

describe('the cap', () => {
  const pinned = pinnedRuleOf({ maximumPoints: 100 });

  test.each([
    ['under it', '99.99', 99],
    ['at it', '100.00', 100],
    ['over it', '5000.00', 100],
  ])('%s', (_, net, expected) => {
    expect(points(net, pinned)).toBe(expected);
  });

  test('comes after the rounding and the campaign', () => {
    expect(points('80.00', pinnedRuleOf({ maximumPoints: 100 }, '2'))).toBe(100);
    expect(points('99.50', pinnedRuleOf({ maximumPoints: 99, rounding: 'ceil' }))).toBe(99);
  });

  test('of zero gives nothing', () => {
    expect(points('80.00', pinnedRuleOf({ maximumPoints: 0 }))).toBe(0);
  });
});

test.each(['0', '-0.01', '-80.00'])('an amount of %s earns nothing, however it is rounded', (net) => {
  for (const rounding of ['floor', 'half-up', 'ceil'] as const) {
    expect(points(net, pinnedRuleOf({ rounding, pointsPerUnit: '10' }), '80.00')).toBe(0);
  }
});

test('more money never earns less, and what is earned is a whole number from zero to the cap', () => {
  const cents = fc.integer({ min: -10_000, max: 1_000_000 });
  const anyRule = fc.record({
    rounding: fc.constantFrom<Rounding>('floor', 'half-up', 'ceil'),
    pointsPerUnit: fc.constantFrom('0', '0.07', '1', '12.5'),
    maximumPoints: fc.option(fc.nat({ max: 5_000 })),
  });
  fc.assert(
    fc.property(cents, cents, anyRule, (one, other, rule) => {
      const pinned = pinnedRuleOf(rule);
      const [less, more] = [Math.min(one, other), Math.max(one, other)].map((net) =>
        points(new Fraction(net, 100), pinned, '10000'),
      );
      expect(less).toBeLessThanOrEqual(more ?? Number.NaN);
      expect(Number.isInteger(less)).toBe(true);
      expect(less).toBeGreaterThanOrEqual(0);
      expect(more).toBeLessThanOrEqual(rule.maximumPoints ?? Number.POSITIVE_INFINITY);
    }),
  );
});

test.each<[string, string, string, Parameters<typeof pinnedRuleOf>[0], object]>([
  ['the rule', '80.40', '80.40', {}, { points: 80, limitedBy: null, rounded: 80 }],
  ['the minimum', '80.40', '99.99', { minimumOrder: '100' }, { points: 0, limitedBy: 'belowMinimum', rounded: 80 }],
  ['what refunds left', '0', '80.40', {}, { points: 0, limitedBy: 'nothingLeft', rounded: 0 }],
  ['the cap', '80.40', '80.40', { maximumPoints: 79 }, { points: 79, limitedBy: 'capped', rounded: 80 }],
  [
    'no cap that is just reached',
    '80.40',
    '80.40',
    { maximumPoints: 80 },
    { points: 80, limitedBy: null, rounded: 80 },
  ],
])('tells that %s decided', (_, net, paid, rule, expected) => {
  const given = pointsFor({ paid: new Fraction(paid), net: new Fraction(net) }, pinnedRuleOf(rule));
  expect(given).toMatchObject(expected);
  expect(Number(given.multiplied)).toBe(Number(net));
});
