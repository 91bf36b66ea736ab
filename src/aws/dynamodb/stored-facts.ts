import * as z from 'zod/mini';
import type { KnownFacts } from '../../domain/order-record.ts';
import { inOrder } from './in-order.ts';
import { customer, decimal, standing, transactionStatus } from './stored-fields.ts';

const count = z.int().check(z.nonnegative());

const observation = inOrder({
  observedAtMs: z.number(),
  rank: z.number(),
  bodyHash: z.string(),
  aheadSinceMs: z.nullable(z.number()),
});

function register<Value extends z.ZodMiniType>(value: Value) {
  return z.nullable(inOrder({ observed: observation, value }));
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
    inOrder({ id: z.string(), status: transactionStatus, amount: decimal, currency: z.nullable(z.string()) }),
  ),
  lines: z.array(inOrder({ line: z.string(), isTip: z.boolean(), units: count, amount: decimal, tax: decimal })),
  shippingLines: z.nullable(taxed),
  shippingAdjustments: z.nullable(taxed),
  discrepancy: decimal,
  duties: decimal,
  rate: z.nullable(inOrder({ shop: decimal, presentment: decimal })),
});

/** Facts as stored since version 2 of the items. Unknown fields are refused at every level. */
export const storedFacts = z.strictObject({
  identity: z.nullable(inOrder({ createdAtMs: z.nullable(z.number()), keyHash: z.nullable(z.string()) })),
  standing: register(standing),
  money: register(money),
  unitsLeft: register(z.record(z.string(), count)),
  customer: register(customer),
  listedRefunds: register(z.array(inOrder({ id: z.string(), amount: decimal }))),
  collectedRefunds: z.record(z.string(), collectedRefund),
  transactionStatuses: z.record(z.string(), transactionStatus),
  aheadBodies: z.record(z.string(), z.number()),
}) satisfies z.ZodMiniType<KnownFacts>;
