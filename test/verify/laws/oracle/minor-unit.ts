import type { Rational } from './rational.ts';

/** ISO 4217 exponents other than two, of the currencies that histories use and their nearest kin. */
const EXPONENTS: Readonly<Record<string, number>> = {
  JPY: 0,
  VND: 0,
  KRW: 0,
  CLP: 0,
  PYG: 0,
  KWD: 3,
  BHD: 3,
  OMR: 3,
  JOD: 3,
  TND: 3,
};

export function minorUnit(currency: string): Rational {
  const exponent = EXPONENTS[currency] ?? 2;
  return { n: 1n, d: 10n ** BigInt(exponent) };
}
