import Fraction from 'fraction.js';
import { exact } from './decimal.ts';
import type { ItemisedGoods, OrderLine } from './order-facts.ts';

export type Tax = 'excluded' | 'included';

/** What units of a line are worth. */
export interface Worth {
  /** With tax, as the customer paid it. */
  readonly all: Fraction;
  /** The part that earned points, as the rule counts tax. */
  readonly eligible: Fraction;
}

/** What a line of an order is worth, all its units together. */
export function worthOfLine(line: OrderLine, { taxesIncluded }: ItemisedGoods, tax: Tax): Worth {
  const amount = exact(line.amount);
  const all = taxesIncluded ? amount : amount.add(line.tax);
  const withoutTax = taxesIncluded ? amount.sub(line.tax) : amount;
  const earning = tax === 'included' ? all : withoutTax;
  return { all, eligible: line.kind === 'goods' ? earning : new Fraction(0) };
}
