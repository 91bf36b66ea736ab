/** Exact fractions on big integers, so that the oracle owes nothing to the code's arithmetic. The denominator is positive. */
export interface Rational {
  readonly n: bigint;
  readonly d: bigint;
}

export const ZERO: Rational = { n: 0n, d: 1n };

/** "-36.2758" → -362758/10000, "5e-7" → 5/10000000 */
export function rational(decimal: string): Rational {
  const match = /^([+-]?)(\d+|(?=\.\d))(?:\.(\d*))?(?:e([+-]?\d+))?$/i.exec(decimal.trim());
  if (!match) throw new Error(`not a decimal: ${decimal}`);
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  const magnitude = BigInt(whole + fraction);
  const places = fraction.length - Number(exponent);
  return {
    n: (sign === '-' ? -magnitude : magnitude) * 10n ** BigInt(Math.max(0, -places)),
    d: 10n ** BigInt(Math.max(0, places)),
  };
}

export function add(a: Rational, b: Rational): Rational {
  return a.d === b.d ? { n: a.n + b.n, d: a.d } : { n: a.n * b.d + b.n * a.d, d: a.d * b.d };
}

export const negate = (a: Rational): Rational => ({ n: -a.n, d: a.d });
export const subtract = (a: Rational, b: Rational): Rational => add(a, negate(b));
export const multiply = (a: Rational, b: Rational): Rational => ({ n: a.n * b.n, d: a.d * b.d });

export function divide(a: Rational, b: Rational): Rational {
  if (b.n === 0n) throw new Error('division by zero');
  return b.n > 0n ? { n: a.n * b.d, d: a.d * b.n } : { n: -a.n * b.d, d: a.d * -b.n };
}

/** Negative, zero or positive as `a` is below, at or above `b`. */
export function compare(a: Rational, b: Rational): number {
  const difference = a.n * b.d - b.n * a.d;
  return difference === 0n ? 0 : difference > 0n ? 1 : -1;
}

export const sum = (terms: Iterable<Rational>): Rational => {
  let total = ZERO;
  for (const term of terms) total = add(total, term);
  return total;
};

export const absolute = (a: Rational): Rational => (a.n < 0n ? negate(a) : a);
export const larger = (a: Rational, b: Rational): Rational => (compare(a, b) >= 0 ? a : b);
export const smaller = (a: Rational, b: Rational): Rational => (compare(a, b) <= 0 ? a : b);
export const isZero = (a: Rational): boolean => a.n === 0n;

/** Rounds a fraction that is zero or more. */
export function roundUnsigned(a: Rational, rounding: 'floor' | 'half-up' | 'ceil'): bigint {
  if (a.n < 0n) throw new Error('negative');
  switch (rounding) {
    case 'floor':
      return a.n / a.d;
    case 'half-up':
      return (2n * a.n + a.d) / (2n * a.d);
    case 'ceil':
      return (a.n + a.d - 1n) / a.d;
  }
}

/** "rounded half away from zero" to so many decimal places. */
export function roundTo(a: Rational, places: number): Rational {
  const scale = 10n ** BigInt(places);
  const rounded = roundUnsigned(multiply(absolute(a), { n: scale, d: 1n }), 'half-up');
  return { n: a.n < 0n ? -rounded : rounded, d: scale };
}
