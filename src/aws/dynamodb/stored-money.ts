import * as z from 'zod/mini';
import type { OrderMoney } from '../../domain/order-facts.ts';
import { columnOf } from './column-of.ts';
import { inFullOrder, inOrder } from './in-order.ts';
import { count, decimal } from './stored-fields.ts';

const taxed = inOrder({ amount: decimal, tax: decimal });
const sums = { eligible: decimal, eligibleTax: decimal, shareBase: decimal };
const line = {
  id: z.string(),
  kind: z.enum(['goods', 'giftCard', 'tip']),
  units: count,
  amount: decimal,
  tax: decimal,
};

const goods2 = () =>
  z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('lines'),
      taxesIncluded: z.boolean(),
      lines: z.array(inOrder(line)),
      shipping: taxed,
    }),
    z.strictObject({ kind: z.literal('sum'), ...sums }),
  ]);

const goods = z.union([
  inOrder({
    kind: z.literal('lines'),
    taxesIncluded: z.boolean(),
    lines: columnOf(inFullOrder(line)),
    shipping: taxed,
  }),
  inOrder({ kind: z.literal('sum'), ...sums }),
]);

function moneyWith(goods: z.ZodMiniType<OrderMoney['goods']>) {
  return inOrder({
    paidAtMs: z.number(),
    total: decimal,
    currency: z.string(),
    presentment: inOrder({ currency: z.string(), total: decimal }),
    goods,
  });
}

/** As version 2 of the items wrote it. */
export const storedMoney2: z.ZodMiniType<OrderMoney> = z.lazy(() => moneyWith(goods2()));
export const storedMoney: z.ZodMiniType<OrderMoney> = moneyWith(goods);
