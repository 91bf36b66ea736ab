import * as z from 'zod';

export const instant = z.iso.datetime().describe('ISO 8601, in UTC');

export const amount = z
  .string()
  .regex(/^-?\d+(?:\.\d{1,12})?$/)
  .describe('In the store’s currency; text, with at most twelve decimals');

/** Where a fact is from. The ledger keeps no topic of a delivery: all of them are read the same way. */
const source = z
  .strictObject({
    writtenAt: instant.describe('By the platform’s clock'),
    arrivedAt: instant.nullable().describe('Null where the ledger does not keep it, as for most bodies of Shopify'),
    counts: z
      .enum(['written', 'arrived'])
      .describe('Which of the two decides what is newest: the arrival where the platform’s clock was ahead'),
  })
  .describe('The body that says it');

/** What one body says. */
export function told<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject({ ...shape, source }).nullable();
}

export type Source = z.infer<typeof source>;
