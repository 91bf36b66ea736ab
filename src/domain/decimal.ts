import Fraction from 'fraction.js';

declare const decimalBrand: unique symbol;

/** An amount as it was written, such as `"36.2758"`; text, so that nothing is rounded. */
export type Decimal = string & { readonly [decimalBrand]: true };

/** Fifteen whole digits hold any order's money; exponents, signs other than `-`, and `NaN` are refused. */
const DECIMAL = /^-?\d{1,15}(?:\.\d{1,12})?$/;
const MAX_DECIMALS = 12;

/** Reads an amount in plain decimal notation; `undefined` for anything else. */
export function parseDecimal(text: string): Decimal | undefined {
  return DECIMAL.test(text) ? (text as Decimal) : undefined;
}

/** A float as JSON and PHP write it: with noise, such as `472.18500000000006`, or with an exponent. */
const FLOAT = /^(-?)(\d{1,15}(?:\.\d{1,30})?)(?:[eE]([+-]?\d{1,2}))?$/;

/** Only a float has so many decimals. */
const SEVEN_DECIMALS = /\.\d{7}/;
/** Significant digits of a sum of up to a hundred floats that are free of noise. */
const CERTAIN_DIGITS = 13;

/**
 * Reads a platform's amount; `undefined` when it is none. A float is rounded half away from zero, to its digits that are
 * free of noise and to at most twelve decimals.
 */
export function parseAmount(text: string): Decimal | undefined {
  const plain = parseDecimal(text);
  if (plain !== undefined && !SEVEN_DECIMALS.test(plain)) return plain;
  // Stryker disable next-line StringLiteral,ArrayDeclaration: no exponent is zero, and no match has no digits
  const [, sign, digits, exponent = '0'] = FLOAT.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const size = new Fraction(digits).mul(new Fraction(10).pow(Number(exponent)));
  const wholeDigits = size.floor().toString().length;
  const rounded = size.round(Math.max(0, Math.min(MAX_DECIMALS, CERTAIN_DIGITS - wholeDigits)));
  return parseDecimal(toDecimal(sign === '-' ? rounded.neg() : rounded));
}

/** A decimal written in the code. Throws when the text is not one. */
export function decimal(text: string): Decimal {
  const parsed = parseDecimal(text);
  if (parsed === undefined) throw new TypeError(`not a decimal: ${text}`);
  return parsed;
}

/** The exact value of an amount, as a fraction. */
export function exact(amount: Decimal): Fraction {
  return new Fraction(amount);
}

/** The exact sum of amounts. */
export function sum(amounts: Iterable<Decimal>): Fraction {
  let total = new Fraction(0);
  for (const amount of amounts) total = total.add(amount);
  return total;
}

/** Writes a sum, difference or product of decimals as text. Throws on a quotient without a finite decimal. */
export function toDecimal(value: Fraction): Decimal {
  const text = value.toString();
  // Stryker disable next-line Regex: a fraction's text has nothing in front of its number
  if (!/^-?\d+(?:\.\d+)?$/.test(text)) throw new TypeError(`not a finite decimal: ${text}`);
  return text as Decimal;
}

/** Decimals of a quotient: the denominator of an exact one would grow with every refund. */
const SHARE_DECIMALS = 30;

/** `part × whole ÷ base`, to thirty decimals; zero where `base` is not positive. */
export function share(part: Fraction, whole: Fraction, base: Fraction): Fraction {
  if (base.lte(0)) return new Fraction(0);
  return part.equals(base) ? whole : part.mul(whole).div(base).round(SHARE_DECIMALS);
}

export function notNegative(value: Fraction): Fraction {
  return value.lt(0) ? new Fraction(0) : value;
}

export function smaller(one: Fraction, other: Fraction): Fraction {
  return one.lt(other) ? one : other;
}

export function larger(one: Fraction, other: Fraction): Fraction {
  return one.lt(other) ? other : one;
}
