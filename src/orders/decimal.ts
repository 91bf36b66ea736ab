import Fraction from 'fraction.js';

declare const decimalBrand: unique symbol;

/** An amount exactly as it was written, such as `"36.2758"`. Kept as text so that nothing is rounded. */
export type Decimal = string & { readonly [decimalBrand]: true };

/** Fifteen whole digits hold any order's money; exponents, signs other than `-`, and `NaN` are refused. */
const DECIMAL = /^-?\d{1,15}(?:\.\d{1,10})?$/;

/** Reads an amount written in plain decimal notation, or `undefined` when it is anything else. */
export function parseDecimal(text: string): Decimal | undefined {
  return DECIMAL.test(text) ? (text as Decimal) : undefined;
}

/** A decimal known when the code is written. Throws when it is not one. */
export function decimal(text: string): Decimal {
  const parsed = parseDecimal(text);
  if (parsed === undefined) throw new TypeError(`not a decimal: ${text}`);
  return parsed;
}

/** The exact value of an amount: sums, products and quotients of it lose nothing. */
export function exact(amount: Decimal): Fraction {
  return new Fraction(amount);
}

/** Sum of amounts, without loss. */
export function sum(amounts: Iterable<Decimal>): Fraction {
  let total = new Fraction(0);
  for (const amount of amounts) total = total.add(amount);
  return total;
}

/** Writes a sum, difference or product of decimals back as text. Throws on a quotient that never ends. */
export function toDecimal(value: Fraction): Decimal {
  const text = value.toString();
  // Stryker disable next-line Regex: a fraction's text has nothing in front of its number
  if (!/^-?\d+(?:\.\d+)?$/.test(text)) throw new TypeError(`not a finite decimal: ${text}`);
  return text as Decimal;
}
