import Fraction from 'fraction.js';

declare const decimalBrand: unique symbol;

/** An amount exactly as it was written, such as `"36.2758"`. Kept as text so that nothing is rounded. */
export type Decimal = string & { readonly [decimalBrand]: true };

/** Fifteen whole digits hold any order's money; exponents, signs other than `-`, and `NaN` are refused. */
const DECIMAL = /^-?\d{1,15}(?:\.\d{1,12})?$/;
const MAX_DECIMALS = 12;

/** Reads an amount written in plain decimal notation, or `undefined` when it is anything else. */
export function parseDecimal(text: string): Decimal | undefined {
  return DECIMAL.test(text) ? (text as Decimal) : undefined;
}

/** What JSON and PHP write of a float: its noise behind the amount, such as `472.18500000000006`, or an exponent. */
const FLOAT = /^(-?)(\d{1,15}(?:\.\d{1,30})?)(?:[eE]([+-]?\d{1,2}))?$/;

/** More decimals than anybody but a float writes. */
const SEVEN_DECIMALS = /\.\d{7}/;
/** So many digits of a sum of floats are sure, were there a hundred of them; those behind may be noise. */
const SURE_DIGITS = 13;

/**
 * Reads a platform's amount, or `undefined` when it is none. A float is rounded half away from zero to the digits of it that
 * are sure, and to twelve decimals at most.
 */
export function parseAmount(text: string): Decimal | undefined {
  const plain = parseDecimal(text);
  if (plain !== undefined && !SEVEN_DECIMALS.test(plain)) return plain;
  // Stryker disable next-line StringLiteral,ArrayDeclaration: no exponent is zero, and no match has no digits
  const [, sign, digits, exponent = '0'] = FLOAT.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const size = new Fraction(digits).mul(new Fraction(10).pow(Number(exponent)));
  const wholeDigits = size.floor().toString().length;
  const rounded = size.round(Math.max(0, Math.min(MAX_DECIMALS, SURE_DIGITS - wholeDigits)));
  return parseDecimal(toDecimal(sign === '-' ? rounded.neg() : rounded));
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

/** Quotients are kept to this many decimals: exact ones would grow by a denominator with every refund. */
const SHARE_DECIMALS = 30;

/** `part × whole ÷ base`, to thirty decimals; nothing where there is no base. */
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
