import { expect, test } from 'vitest';
import { typedAmount } from '../../../../console/server/try/typed-amount.ts';

test.each([
  ['12.50', '12.50'],
  ['12,50', '12.50'],
  [' 12,5 ', '12.5'],
  ['12', '12'],
  ['1.234,50', '1234.50'],
  ['1,234.50', '1234.50'],
  ['1.234.567', '1234567'],
  ['1,234,567', '1234567'],
  ['1.234.567,89', '1234567.89'],
  ['33.3333', '33.3333'],
  // A thousand and more, or one and a part of it.
  ['1,234', null],
  ['12,345', null],
  ['1.234', null],
  // No amounts, which is said elsewhere.
  ['', ''],
  ['ten', 'ten'],
  ['1,2,3', '1,2,3'],
  ['1.234.50', '1.234.50'],
  ['-5', '-5'],
])('%s', (typed, amount) => {
  expect(typedAmount(typed)).toBe(amount);
});
