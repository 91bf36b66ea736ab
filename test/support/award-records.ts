import { type AwardKey, type AwardRecord, awardId } from '../../src/domain/award-record.ts';
import type { Entry } from '../../src/domain/entry.ts';
import { customerId } from '../../src/domain/order-facts.ts';

/** An award of the store `acme`: of so-and-so many in one run. */
export function awardKey(number: number): AwardKey {
  return { store: 'acme', award: awardId({ promotion: 'christmas', occurrence: '20261224T120000Z', number }) };
}

export function awardWith(key: AwardKey, entries: readonly Entry[]): AwardRecord {
  return { key, customer: customerId('ana@example.com'), entries };
}
