import * as z from 'zod';
import type { KnownFacts } from '../../domain/order-record.ts';
import { inOrder } from './in-order.ts';
import { customer, decimal, standing, transactionStatus } from './stored-fields.ts';

const count = z.int().nonnegative();

const observation = inOrder({
  observedAtMs: z.number(),
  rank: z.number(),
  bodyHash: z.string(),
  aheadSinceMs: z.number().nullable(),
});

function register<Value extends z.ZodType>(value: Value) {
  return inOrder({ observed: observation, value }).nullable();
}

const taxed = inOrder({ amount: decimal, tax: decimal });

const goods = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('lines'),
    taxesIncluded: z.boolean(),
    lines: z.array(
      inOrder({
        id: z.string(),
        kind: z.enum(['goods', 'giftCard', 'tip']),
        units: count,
        amount: decimal,
        tax: decimal,
      }),
    ),
    shipping: taxed,
  }),
  z.strictObject({ kind: z.literal('sum'), eligible: decimal, eligibleTax: decimal, shareBase: decimal }),
]);

const money = inOrder({
  paidAtMs: z.number(),
  total: decimal,
  currency: z.string(),
  presentment: inOrder({ currency: z.string(), total: decimal }),
  goods,
});

const collectedRefund = inOrder({
  id: z.string(),
  transactions: z.array(
    inOrder({ id: z.string(), status: transactionStatus, amount: decimal, currency: z.string().nullable() }),
  ),
  lines: z.array(inOrder({ line: z.string(), isTip: z.boolean(), units: count, amount: decimal, tax: decimal })),
  shippingLines: taxed.nullable(),
  shippingAdjustments: taxed.nullable(),
  discrepancy: decimal,
  duties: decimal,
  rate: inOrder({ shop: decimal, presentment: decimal }).nullable(),
});

/** Facts as stored since version 2 of the items. Unknown fields are refused at every level. */
export const storedFacts = z.strictObject({
  identity: inOrder({ createdAtMs: z.number().nullable(), keyHash: z.string().nullable() }).nullable(),
  standing: register(standing),
  money: register(money),
  unitsLeft: register(z.record(z.string(), count)),
  customer: register(customer),
  listedRefunds: register(z.array(inOrder({ id: z.string(), amount: decimal }))),
  collectedRefunds: z.record(z.string(), collectedRefund),
  transactionStatuses: z.record(z.string(), transactionStatus),
  aheadBodies: z.record(z.string(), z.number()),
}) satisfies z.ZodType<KnownFacts>;
