import * as z from 'zod';
import { amount } from './schema-parts.ts';

const transaction = z.strictObject({
  id: z.string(),
  status: z.enum(['success', 'pending', 'failure', 'error', 'other']),
  amount: z.string(),
  currency: z.string().nullable().describe('Null: what the customer saw'),
});

const refund = z.strictObject({
  id: z.string(),
  counts: z.boolean().describe('False for one of money alone whose transactions all failed'),
  lines: z.array(
    z.strictObject({
      line: z.string(),
      units: z.int(),
      isOfOrder: z.boolean().describe('False where the order’s own body does not have the line'),
    }),
  ),
  transactions: z.array(transaction),
  listed: amount.nullable().describe('L: its units, valued by the order’s own lines, without tips'),
  discrepancy: amount.nullable().describe('d: positive, the shop kept money of its lines; negative, goodwill'),
  kept: amount.nullable().describe('The part of L whose money the shop kept: those lines go on earning'),
  money: amount.nullable().describe('Money that went back for goods'),
  sent: amount.nullable().describe('All money that went back; null where all of it failed, or it does not count'),
  shipping: amount.nullable().describe('The part of it for shipping'),
  besides: amount.nullable().describe('The part of it for duties, fees and tips'),
});

/** What refunds took back. */
export const refundsPart = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('lines'),
      refunds: z.array(refund),
      sums: z
        .strictObject({
          lines: amount.describe('What left the order'),
          books: amount.describe('The same with goodwill, as Shopify’s books have it'),
          money: amount.describe('What went back for goods'),
          allGoods: amount.describe('All goods that the order ever had'),
          goodsBack: amount.describe('The largest of the three, at most all goods'),
          decidedBy: z.enum(['nothing', 'lines', 'books', 'money']),
          extra: amount.nullable().describe('Goods back beyond the lines'),
          extraIsRounding: z.boolean().describe('It is too small to count'),
          earnedBack: amount.describe('What of it had earned'),
          everything: z.boolean().describe('All goods are back, so that nothing earns'),
        })
        .nullable()
        .describe('Null while no rule is pinned'),
    }),
    z.strictObject({
      kind: z.literal('sum').describe('WooCommerce: a refund is a share of the order’s total'),
      refunds: z.array(z.strictObject({ id: z.string(), amount })),
      sums: z
        .strictObject({
          refunded: amount,
          shareBase: amount.describe('What a refund is a share of'),
          earnedBack: amount,
          everything: z.boolean(),
        })
        .nullable(),
    }),
  ])
  .nullable();
