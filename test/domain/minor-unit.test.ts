import { expect, test } from 'vitest';
import { minorUnit } from '../../src/domain/minor-unit.ts';

test.each([
  ['BRL', '1/100'],
  ['JPY', '1'],
  ['KWD', '1/1000'],
  ['CLF', '1/10000'],
  ['HUF', '1/100'],
  ['IQD', '1/1000'],
  ['kwd', '1/1000'],
  ['XYZ', '1/100'],
  ['', '1/100'],
  ['R$', '1/100'],
  ['JPYE', '1/100'],
  ['AJPY', '1/100'],
])('of %s is %s', (currency, expected) => {
  expect(minorUnit(currency).toFraction()).toBe(expected);
});

// Cents that exist and that CLDR leaves out, because hardly anybody uses them.
const ROUNDED_IN_CLDR = 'AFN ALL COP HUF IDR IQD IRR KPW LAK LBP MGA MMK PKR SLL SOS SYP YER'.split(' ');

test('of every currency is what Intl says, but for those', () => {
  const others = Intl.supportedValuesOf('currency').filter((currency) => {
    const { maximumFractionDigits = 0 } = new Intl.NumberFormat('en', {
      style: 'currency',
      currency,
    }).resolvedOptions();
    return !minorUnit(currency)
      .inverse()
      .equals(10 ** maximumFractionDigits);
  });
  expect(others).toStrictEqual(ROUNDED_IN_CLDR);
});
