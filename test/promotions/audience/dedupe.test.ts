import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AudienceFault } from '../../../src/ports/audience-files.ts';
import { createSeenCustomers, MAX_CUSTOMERS } from '../../../src/promotions/audience/dedupe.ts';

/** Past ten thousand customers only their hashes are held. */
test.each([0, 10_001])('a customer is new once, after %i others', (others) => {
  const customer = fc.oneof(fc.nat({ max: 30 }).map(String), fc.string({ unit: 'grapheme' }));
  fc.assert(
    fc.property(fc.array(customer, { maxLength: 200 }), (customers) => {
      const seen = createSeenCustomers();
      for (let n = 0; n < others; n += 1) seen.add(`other${n}@example.com`);
      const fresh = customers.filter((one) => seen.add(one));
      expect(fresh).toEqual([...new Set(customers)]);
    }),
    { numRuns: others === 0 ? 100 : 3 },
  );
});

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
