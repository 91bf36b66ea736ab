import * as z from 'zod/mini';
import type { CollectedRefund, ListedRefund } from '../../domain/order-facts.ts';
import { inFullOrder, inOrder } from './in-order.ts';
import { count, decimal, transactionStatus } from './stored-fields.ts';

/** The schema of a refund, for lists of one kind or the other. */
function refundIn(list: typeof inOrder) {
  const taxed = list({ amount: decimal, tax: decimal });
  return list({
    id: z.string(),
    transactions: z.array(
      list({ id: z.string(), status: transactionStatus, amount: decimal, currency: z.nullable(z.string()) }),
    ),
    lines: z.array(list({ line: z.string(), isTip: z.boolean(), units: count, amount: decimal, tax: decimal })),
    shippingLines: z.nullable(taxed),
    shippingAdjustments: z.nullable(taxed),
    discrepancy: decimal,
    duties: decimal,
    rate: z.nullable(list({ shop: decimal, presentment: decimal })),
  });
}

/** As version 2 of the items wrote it. */
export const storedRefund2: z.ZodMiniType<CollectedRefund> = z.lazy(() => refundIn(inOrder));
/** As a row. */
export const refundRow: z.ZodMiniType<CollectedRefund> = z.lazy(() => refundIn(inFullOrder));

export const listedRefund: z.ZodMiniType<ListedRefund> = inOrder({ id: z.string(), amount: decimal });
