import * as z from 'zod';
import type { CollectedRefund, ListedRefund } from '../../domain/order-facts.ts';
import { inFullOrder, inOrder } from './in-order.ts';
import { count, decimal, transactionStatus } from './stored-fields.ts';

/** The schema of a refund, for lists of one kind or the other. */
function refundIn(list: typeof inOrder) {
  const taxed = list({ amount: decimal, tax: decimal });
  return list({
    id: z.string(),
    transactions: z.array(
      list({ id: z.string(), status: transactionStatus, amount: decimal, currency: z.string().nullable() }),
    ),
    lines: z.array(list({ line: z.string(), isTip: z.boolean(), units: count, amount: decimal, tax: decimal })),
    shippingLines: taxed.nullable(),
    shippingAdjustments: taxed.nullable(),
    discrepancy: decimal,
    duties: decimal,
    rate: list({ shop: decimal, presentment: decimal }).nullable(),
  });
}

/** As version 2 of the items wrote it. */
export const storedRefund2: z.ZodType<CollectedRefund> = refundIn(inOrder);
/** As a row. */
export const refundRow: z.ZodType<CollectedRefund> = refundIn(inFullOrder);

export const listedRefund: z.ZodType<ListedRefund> = inOrder({ id: z.string(), amount: decimal });
