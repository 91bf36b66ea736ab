import * as z from 'zod';
import type { Decimal } from '../../domain/decimal.ts';
import type { CustomerId } from '../../domain/order-facts.ts';

/** Looser than `parseDecimal`, which bounds what may come in: a sum may have grown past it. */
export const decimal = z.custom<Decimal>((value) => typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value));

/** What the store's policy accepted when it was recorded. */
export const customer = z.custom<CustomerId>((value) => typeof value === 'string');

export const transactionStatus = z.enum(['success', 'pending', 'failure', 'error', 'other']);

export const standing = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('due') }),
  z.strictObject({ kind: z.literal('returned') }),
  z.strictObject({ kind: z.literal('partlyPaid') }),
  z.strictObject({
    kind: z.literal('notDue'),
    because: z.enum([
      'unpaid',
      'deposit',
      'cancelled',
      'voided',
      'testOrder',
      'otherCurrency',
      'subOrder',
      'noPaymentDate',
    ]),
  }),
]);
