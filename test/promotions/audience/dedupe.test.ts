import { expect, test } from 'vitest';
import { AudienceFault } from '../../../src/ports/audience-files.ts';
import { createSeenCustomers, MAX_CUSTOMERS } from '../../../src/promotions/audience/dedupe.ts';

test('knows two million customers apart and takes no more', { timeout: 120_000 }, () => {
  const seen = createSeenCustomers();
  const nth = (n: number) => `customer${n}@example.com`;
  let fresh = 0;
  for (let n = 0; n < MAX_CUSTOMERS; n += 1) if (seen.add(nth(n))) fresh += 1;
  expect(fresh).toBe(2_000_000);
  for (let n = 0; n < MAX_CUSTOMERS; n += 997) expect(seen.add(nth(n))).toBe(false);
  expect(() => seen.add('one more')).toThrow(
    new AudienceFault('the audience has more than 2000000 customers; divide it among promotions'),
  );
  expect(seen.add(nth(MAX_CUSTOMERS - 1))).toBe(false);
});
