import * as z from 'zod/mini';
import { jsonText } from './json-text.ts';
import { storedNamedEntry } from './stored-entry.ts';
import { storedFacts1 } from './stored-facts-1.ts';
import { storedFacts2 } from './stored-facts-2.ts';
import { customer, order, paymentAhead } from './stored-fields.ts';
import { storedPinned2 } from './stored-pinned.ts';

const parts = () => ({
  store: z.string(),
  order,
  pinned: z.pipe(jsonText, z.nullable(storedPinned2)),
  customer: z.pipe(jsonText, z.nullable(customer)),
  entries: z.pipe(jsonText, z.array(storedNamedEntry)),
});

/** An order's attributes before items had a version. */
export const storedOrder1 = z.lazy(() =>
  z.pipe(
    z.object({ ...parts(), facts: z.pipe(jsonText, storedFacts1) }),
    z.transform((order) => ({ ...order, paymentAhead: null })),
  ),
);

/** An order's attributes in version 2: one for each part. */
export const storedOrder2 = z.lazy(() =>
  z.object({
    ...parts(),
    facts: z.pipe(jsonText, storedFacts2),
    paymentAhead: z.pipe(
      z.nullish(z.pipe(jsonText, paymentAhead)),
      z.transform((ahead) => ahead ?? null),
    ),
  }),
);

/** The attributes that only these versions have. */
export const ONLY_BEFORE_3 = ['facts', 'pinned', 'customer', 'entries', 'paymentAhead'] as const;
