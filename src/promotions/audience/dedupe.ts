import type { SeenCustomers } from '../../domain/promotion/seen-customers.ts';
import { AudienceFault } from '../../ports/audience-files.ts';

/** A larger audience is a mistake, or has to be divided among promotions. */
export const MAX_CUSTOMERS = 2_000_000;

export function createSeenCustomers(): SeenCustomers {
  const seen = new Set<string>();
  return {
    add(customer) {
      if (seen.has(customer)) return false;
      if (seen.size === MAX_CUSTOMERS) {
        throw new AudienceFault(`the audience has more than ${MAX_CUSTOMERS} customers; divide it among promotions`);
      }
      seen.add(customer);
      return true;
    },
  };
}
