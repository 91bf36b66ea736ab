import { minorUnit } from '../oracle/minor-unit.ts';
import type { Tag } from './situation.ts';

/** `customers`: what each order body names, in order of arrival. */
export function customerSituations(tag: Tag, customers: readonly (string | null)[]): void {
  const named = new Set(customers.filter((customer) => customer !== null));
  tag('customer that changes', named.size > 1);
  tag('customer that appears late', named.size > 0 && customers[0] === null);
}

export function exponentSituations(tag: Tag, currency: string): void {
  const { d } = minorUnit(currency);
  tag('zero-decimal currency', d === 1n);
  tag('three-decimal currency', d === 1000n);
}
