import fc from 'fast-check';
import Fraction from 'fraction.js';
import { describe, expect, test } from 'vitest';
import { decimal, exact, parseDecimal, sum, toDecimal } from '../../src/orders/decimal.ts';

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
    '0.0000000001',
    '123456789012345.1234567890',
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
    ['eleven digits behind the point', '0.00000000001'],
    ['words around digits', 'a1'],
    ['words behind digits', '1a'],
  ])('%s is refused', (_, text) => {
    expect(parseDecimal(text)).toBeUndefined();
    expect(() => decimal(text)).toThrow(new TypeError(`not a decimal: ${text}`));
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

/** Cents as a platform writes them. */
function inUnits(cents: bigint) {
  const digits = (cents < 0n ? -cents : cents).toString().padStart(3, '0');
  return decimal(`${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`);
}
