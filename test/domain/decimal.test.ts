import fc from 'fast-check';
import Fraction from 'fraction.js';
import { describe, expect, test } from 'vitest';
import {
  decimal,
  exact,
  larger,
  notNegative,
  parseAmount,
  parseDecimal,
  share,
  smaller,
  sum,
  toDecimal,
} from '../../src/domain/decimal.ts';

describe('amounts as platforms write them', () => {
  test.each([
    '0',
    '28',
    '36.2758',
    '1500.00',
    '-0.00',
    '-12.5',
    '007.50',
    '999999999999999',
    '0.000000000001',
    '123456789012345.123456789012',
  ])('%s is kept to the last digit', (text) => {
    expect(parseDecimal(text)).toBe(text);
    expect(decimal(text)).toBe(text);
  });

  test.each([
    ['nothing', ''],
    ['a blank', ' '],
    ['a space before', ' 1'],
    ['a space behind', '1 '],
    ['a line break behind', '1\n'],
    ['an exponent', '1e3'],
    ['a plus sign', '+1'],
    ['two signs', '--1'],
    ['a sign alone', '-'],
    ['no digit before the point', '.5'],
    ['no digit behind the point', '5.'],
    ['two points', '1.2.3'],
    ['a decimal comma', '1,50'],
    ['a thousands separator', '1,500.00'],
    ['a fraction', '1/3'],
    ['a repeating decimal', "0.'3'"],
    ['hexadecimal digits', '0x10'],
    ['digits of another script', '١٢'],
    ['not a number', 'NaN'],
    ['infinity', 'Infinity'],
    ['a currency', 'R$ 10.00'],
    ['sixteen whole digits', '1000000000000000'],
    ['thirteen digits behind the point', '0.0000000000001'],
    ['words around digits', 'a1'],
    ['words behind digits', '1a'],
  ])('%s is refused', (_, text) => {
    expect(parseDecimal(text)).toBeUndefined();
    expect(() => decimal(text)).toThrow(new TypeError(`not a decimal: ${text}`));
  });
});

describe('amounts as floats are written', () => {
  test.each([
    ['as it stands', '36.2758', '36.2758'],
    ['with its zeros', '1500.00', '1500.00'],
    ['without the noise behind it', '472.18500000000006', '472.185'],
    ['without the noise that is missing from it', '143.96999999999997', '143.97'],
    ['without the noise of a minus sign', '-143.96999999999997', '-143.97'],
    ['without the noise behind a larger amount', '16789.267000000003', '16789.267'],
    ['without the noise that is missing from a larger amount', '13499.999999999998', '13500'],
    ['without the noise of a very large one', '1234567890.1000001', '1234567890.1'],
    ['without the noise of many sums: forty times 19.9', '795.999999999999', '796'],
    ['with six decimals, however large it is', '123456789012.345678', '123456789012.345678'],
    ['rounded half away from zero', '0.0000000000005', '0.000000000001'],
    ['rounded half away from zero, below it', '-0.0000000000005', '-0.000000000001'],
    ['rounded to nothing', '-0.0000000000004', '0'],
    ['with an exponent', '1.5e3', '1500'],
    ['with a plus in its exponent', '1.5E+3', '1500'],
    ['with a minus in its exponent', '-25e-2', '-0.25'],
    ['of the noise alone', '1.1368683772161603e-13', '0'],
    ['of thirty decimals', `0.${'3'.repeat(30)}`, '0.333333333333'],
  ])('%s: %s', (_, written, expected) => {
    expect(parseAmount(written)).toBe(expected);
  });

  test.each([
    ['nothing', ''],
    ['a line break behind', '1e3\n'],
    ['words in front', 'x1e3'],
    ['an exponent without digits', '1e'],
    ['an exponent of three digits', '1e100'],
    ['an exponent in parts', '1e1.5'],
    ['a plus sign', '+1e3'],
    ['no digit before the point', '.5e1'],
    ['sixteen whole digits', '1000000000000000'],
    ['sixteen whole digits by its exponent', '1e15'],
    ['thirty-one decimals', `0.${'3'.repeat(31)}`],
    ['not a number', 'NaN'],
    ['infinity', 'Infinity'],
  ])('%s is refused', (_, text) => {
    expect(parseAmount(text)).toBeUndefined();
  });
});

describe('sums', () => {
  test('of nothing are zero', () => {
    expect(toDecimal(sum([]))).toBe('0');
  });

  test('lose nothing: 0.1 + 0.2 is 0.3', () => {
    expect(toDecimal(sum([decimal('0.1'), decimal('0.2')]))).toBe('0.3');
  });

  test('of any cents equal those of whole numbers', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n })), (cents) => {
        const total = cents.reduce((one, other) => one + other, 0n);
        expect(sum(cents.map(inUnits)).equals(new Fraction(total, 100n))).toBe(true);
      }),
    );
  });
});

describe('writing back', () => {
  test.each([
    ['0', '0'],
    ['-0.00', '0'],
    ['10.50', '10.5'],
    ['-36.2758', '-36.2758'],
    ['0.0000000001', '0.0000000001'],
    ['123456789012345.1234567891', '123456789012345.1234567891'],
  ])('%s becomes %s', (given, written) => {
    expect(toDecimal(exact(decimal(given)))).toBe(written);
  });

  test.each([
    [1, 3],
    [10, 7],
    [-1, 6],
  ])('%d/%d, which never ends, is refused', (numerator, denominator) => {
    expect(() => toDecimal(new Fraction(numerator, denominator))).toThrow(/^not a finite decimal: /);
  });

  test('is the inverse of reading', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 17n) + 1n, max: 10n ** 17n - 1n }), (cents) => {
        const amount = inUnits(cents);
        expect(exact(toDecimal(exact(amount))).equals(exact(amount))).toBe(true);
      }),
    );
  });
});

describe('a share', () => {
  const of = (part: number, whole: number, base: number) =>
    share(new Fraction(part), new Fraction(whole), new Fraction(base));

  test.each([
    [1, 10, 4, '5/2'],
    [0, 10, 4, '0'],
    [4, 10, 4, '10'],
    [5, 10, 4, '25/2'],
    [-1, 10, 4, '-5/2'],
    [7, 0, 4, '0'],
  ])('of %d in %d, as a part of %d', (part, whole, base, expected) => {
    expect(of(part, whole, base).toFraction()).toBe(expected);
  });

  test.each([0, -4])('of a base of %d is nothing', (base) => {
    expect(of(base, 10, base).toFraction()).toBe('0');
    expect(of(3, 10, base).toFraction()).toBe('0');
  });

  test('that never ends is kept to thirty decimals, rounded', () => {
    const inUnitsOfTheLast = (value: Fraction) => value.mul(10n ** 30n).toFraction();
    expect(inUnitsOfTheLast(of(1, 100, 3))).toBe('3'.repeat(32));
    expect(inUnitsOfTheLast(of(2, 100, 3))).toBe(`${'6'.repeat(31)}7`);
  });

  test('of all is all, to the last digit', () => {
    const third = new Fraction(1, 3);
    expect(share(third, new Fraction(10, 7), third).toFraction()).toBe('10/7');
  });
});

test('the smaller, the larger, and what is not negative', () => {
  const [one, two] = [new Fraction(1), new Fraction(2)];
  expect([smaller(one, two), smaller(two, one)]).toEqual([one, one]);
  expect([larger(one, two), larger(two, one)]).toEqual([two, two]);
  expect([notNegative(one), notNegative(new Fraction(-1)), notNegative(new Fraction(0))].map(Number)).toEqual([
    1, 0, 0,
  ]);
});

/** Cents as a platform writes them. */
function inUnits(cents: bigint) {
  const digits = (cents < 0n ? -cents : cents).toString().padStart(3, '0');
  return decimal(`${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`);
}
