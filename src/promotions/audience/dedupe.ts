import { hash } from 'node:crypto';
import type { SeenCustomers } from '../../domain/promotion/seen-customers.ts';
import { AudienceFault } from '../../ports/audience-files.ts';

/** More customers than this are no audience of one promotion. */
export const MAX_CUSTOMERS = 2_000_000;

const SLOTS = 3_000_000;
const WORDS = 3;

/** Most audiences have fewer: laying out the table takes longer than reading them. */
const FEW = 10_000;

/** Holds the first customers by their names, and all of them by their hashes once there are many. */
export function createSeenCustomers(): SeenCustomers {
  const few = new Set<string>();
  let many: SeenCustomers | null = null;
  return {
    add(customer) {
      if (many !== null) return many.add(customer);
      if (few.has(customer)) return false;
      few.add(customer);
      if (few.size > FEW) {
        many = createTable();
        for (const one of few) many.add(one);
        few.clear();
      }
      return true;
    },
  };
}

/**
 * Holds 96 bits of each customer's SHA-256 in 36 MB, the same for few and for many. That two of two million customers are taken
 * for one has the probability 2,000,000² ÷ 2 ÷ 2⁹⁶, less than 3 in 10¹⁷.
 */
function createTable(): SeenCustomers {
  // Filled, because the system hands out untouched memory only as it is used.
  const table = new Uint32Array(SLOTS * WORDS).fill(0);
  let customers = 0;
  return {
    add(customer) {
      // As text, each character one byte: a million small buffers take longer to make and to clear away.
      const digest = hash('sha256', customer, 'binary');
      // A slot whose first word is 0 is free.
      const first = Math.max(1, wordAt(digest, 0));
      const second = wordAt(digest, 4);
      const third = wordAt(digest, 8);
      let at = (second % SLOTS) * WORDS;
      for (; table[at] !== 0; at = (at + WORDS) % table.length) {
        if (table[at] === first && table[at + 1] === second && table[at + 2] === third) return false;
      }
      if (customers === MAX_CUSTOMERS) {
        throw new AudienceFault(`the audience has more than ${MAX_CUSTOMERS} customers; divide it among promotions`);
      }
      table[at] = first;
      table[at + 1] = second;
      table[at + 2] = third;
      customers += 1;
      return true;
    },
  };
}

function wordAt(digest: string, at: number): number {
  const byte = (index: number) => digest.charCodeAt(at + index);
  return (byte(0) | (byte(1) << 8) | (byte(2) << 16) | (byte(3) << 24)) >>> 0;
}
