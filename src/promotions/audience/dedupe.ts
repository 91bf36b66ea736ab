import { AudienceFault } from '../../ports/audience-files.ts';

/** More customers than this are no audience of one promotion. */
export const MAX_CUSTOMERS = 2_000_000;

/** Which customers an audience has named so far. */
export interface SeenCustomers {
  /** False when the customer was there already. Throws an `AudienceFault` beyond `MAX_CUSTOMERS`. */
  add(customer: string): boolean;
}

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
