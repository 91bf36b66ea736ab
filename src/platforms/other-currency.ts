import type { Standing } from '../domain/order-facts.ts';

/** The standing of an order in another currency than its store's, which it names where that looks like a code: a body may say anything. */
export function inOtherCurrency(currency: string): Standing {
  const because = { kind: 'notEntitled', because: 'otherCurrency' } as const;
  return /^[A-Z]{3}$/.test(currency) ? { ...because, currency } : because;
}
