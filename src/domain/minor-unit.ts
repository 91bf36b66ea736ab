import Fraction from 'fraction.js';

const minorUnits = new Map<string, Fraction>();

/** ISO 4217's smallest unit of a currency: 0.01 BRL, 1 JPY, 0.001 KWD; 0.01 for a text that is no currency code. */
export function minorUnit(currency: string): Fraction {
  const known = minorUnits.get(currency);
  // Stryker disable next-line ConditionalExpression: without the cache the result is the same, only later
  if (known !== undefined) return known;
  const unit = findMinorUnit(currency);
  // Stryker disable next-line CallExpression: likewise
  minorUnits.set(currency, unit);
  return unit;
}

/** Takes tens of microseconds, hence the cache. */
function findMinorUnit(currency: string): Fraction {
  if (!/^[A-Za-z]{3}$/.test(currency)) return new Fraction('0.01');
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
  return new Fraction(1).div(10 ** maximumFractionDigits);
}
