import Fraction from 'fraction.js';
import { exact } from './decimal.ts';
import type { ItemisedGoods, OrderLine } from './order-facts.ts';

export type Tax = 'excluded' | 'included';

/** The worth of units of a line, in the shop's currency. */
export interface Worth {
  /** With tax, as the customer paid it. */
  readonly all: Fraction;
  /** The part that earns points, with tax where the rule includes it. */
  readonly eligible: Fraction;
}

/** The worth of all units of a line. */
export function worthOfLine(line: OrderLine, { taxesIncluded }: ItemisedGoods, tax: Tax): Worth {
  const amount = exact(line.amount);
  const all = taxesIncluded ? amount : amount.add(line.tax);
  const withoutTax = taxesIncluded ? amount.sub(line.tax) : amount;
  const earning = tax === 'included' ? all : withoutTax;
  return { all, eligible: line.kind === 'goods' ? earning : new Fraction(0) };
}
