import * as z from 'zod/mini';
import { type Decimal, decimal as decimalText, exact, sum, toDecimal } from '../../domain/decimal.ts';
import type { CollectedRefund, Taxed } from '../../domain/order-facts.ts';
import type { KnownFacts } from '../../domain/order-record.ts';
import { customer, decimal, standing, transactionStatus } from './stored-fields.ts';

/** The length of a `bodyHash` now. */
const BODY_HASH_DIGITS = 16;

const twoCurrencies = () => z.strictObject({ shop: decimal, presentment: decimal });

const money = z.lazy(() =>
  z.strictObject({
    paidAtMs: z.number(),
    eligible: decimal,
    eligibleTax: decimal,
    shareBase: decimal,
    total: decimal,
    currency: z.string(),
    presentment: z.strictObject({ currency: z.string(), total: decimal }),
    taxesIncluded: z.boolean(),
  }),
);

const shipping = () =>
  z.strictObject({
    id: z.string(),
    source: z.enum(['line', 'adjustment']),
    amount: twoCurrencies(),
    tax: twoCurrencies(),
  });

const collectedRefund = z.lazy(() =>
  z.strictObject({
    id: z.string(),
    transactions: z.array(
      z.strictObject({ id: z.string(), status: transactionStatus, amount: decimal, currency: z.nullable(z.string()) }),
    ),
    shipping: z.array(shipping()),
    lines: z.array(
      z.strictObject({ id: z.string(), excluded: z.boolean(), subtotal: twoCurrencies(), tax: twoCurrencies() }),
    ),
    rate: z.nullable(twoCurrencies()),
  }),
);

function register<Value extends z.ZodMiniType>(value: Value) {
  const observed = z.pipe(
    z.strictObject({ observedAtMs: z.number(), rank: z.number(), bodyHash: z.string() }),
    // It had 64 digits. Shortened, so that the same body is recognised and brings its lines.
    z.transform((before) => ({
      ...before,
      bodyHash: before.bodyHash.slice(0, BODY_HASH_DIGITS),
      aheadSinceMs: null,
    })),
  );
  return z.nullable(z.strictObject({ observed, value }));
}

/**
 * Facts as they were written before items had a version: sums without lines. Refunds of such an order count in proportion until
 * its next body comes.
 */
export const storedFacts1 = z.lazy(() =>
  z.pipe(
    z.strictObject({
      standing: register(standing),
      money: register(money),
      customer: register(customer),
      listedRefunds: register(z.array(z.strictObject({ id: z.string(), amount: decimal }))),
      collectedRefunds: z.record(z.string(), collectedRefund),
      transactionStatuses: z.record(z.string(), transactionStatus),
    }),
    z.transform((before): KnownFacts => {
      const taxesIncluded = before.money?.value.taxesIncluded ?? false;
      const refunds = Object.values(before.collectedRefunds).map((refund) => collected(refund, taxesIncluded));
      return {
        ...before,
        identity: null,
        money: before.money && { ...before.money, value: summed(before.money.value) },
        unitsLeft: null,
        collectedRefunds: Object.fromEntries(refunds.map((refund) => [refund.id, refund])),
        aheadBodies: {},
      };
    }),
  ),
);

function summed({ eligible, eligibleTax, shareBase, taxesIncluded: _, ...rest }: z.infer<typeof money>) {
  return { ...rest, goods: { kind: 'sum', eligible, eligibleTax, shareBase } } as const;
}

/** Without lines: those of a refund are of no use without the order's. */
function collected(refund: z.infer<typeof collectedRefund>, taxesIncluded: boolean): CollectedRefund {
  const { id, transactions, rate } = refund;
  const nothing = decimalText('0');
  const shipping = (source: 'line' | 'adjustment') => shippingOf(refund, source, taxesIncluded);
  return {
    id,
    transactions,
    lines: [],
    rate,
    discrepancy: nothing,
    duties: nothing,
    shippingLines: shipping('line'),
    shippingAdjustments: shipping('adjustment'),
  };
}

function shippingOf(
  refund: z.infer<typeof collectedRefund>,
  source: 'line' | 'adjustment',
  taxesIncluded: boolean,
): Taxed | null {
  const parts = refund.shipping.filter((part) => part.source === source);
  if (parts.length === 0) return null;
  const total = (amounts: readonly Decimal[]) => toDecimal(sum(amounts));
  const tax = total(parts.map((part) => part.tax.shop));
  return {
    amount: total(parts.map(({ amount }) => amount.shop)),
    tax: taxesIncluded ? toDecimal(exact(tax).mul(0)) : tax,
  };
}
