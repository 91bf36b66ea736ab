import Fraction from 'fraction.js';
import { parseAmount } from '../../src/domain/decimal.ts';
import type { Raw } from '../raw-json.ts';

/** An object of a platform's body, whose numbers stand as they were written. */
export type Fields = Readonly<Record<string, Raw>>;

export function isFields(value: Raw | undefined): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !JSON.isRawJSON(value);
}

/** A text, or a number as it was written; empty for anything else. */
export function textOf(value: Raw | undefined): string {
  if (typeof value === 'string') return value;
  return JSON.isRawJSON(value) ? value.rawJSON : '';
}

/** The objects of a list; none where it is no list. */
export function listOf(value: Raw | undefined): readonly Fields[] {
  return Array.isArray(value) ? value.filter((one) => isFields(one)) : [];
}

/** An amount, exactly; zero where there is none. */
export function amountOf(value: Raw | undefined): Fraction {
  return new Fraction(parseAmount(textOf(value)) ?? '0');
}

export function sumOf(amounts: readonly Fraction[]): Fraction {
  return amounts.reduce((total, amount) => total.add(amount), new Fraction(0));
}

export function numberOf(value: Raw | undefined): number {
  return Number(textOf(value) || '0');
}

/** A number of a body. */
export function raw(value: string | number): Raw {
  return JSON.rawJSON(String(value));
}
