import { expect, test } from 'vitest';
import { minorUnit } from '../../src/domain/minor-unit.ts';

test.each([
  ['BRL', '1/100'],
  ['JPY', '1'],
  ['KWD', '1/1000'],
  ['kwd', '1/1000'],
  ['XYZ', '1/100'],
  ['', '1/100'],
  ['R$', '1/100'],
  ['JPYE', '1/100'],
  ['AJPY', '1/100'],
])('of %s is %s', (currency, expected) => {
  expect(minorUnit(currency).toFraction()).toBe(expected);
  expect(minorUnit(currency).toFraction()).toBe(expected);
});
