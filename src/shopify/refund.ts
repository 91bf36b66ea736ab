import { type Decimal, decimal, exact, toDecimal } from '../orders/decimal.ts';
import type {
  CollectedRefund,
  RefundedLine,
  RefundedShipping,
  TransactionStatus,
  TwoCurrencies,
} from '../orders/order-facts.ts';
import { inBoth, setOrPlain } from './field-schemas.ts';
import { isGiftCard, isTip } from './line-kind.ts';
import type { ShopifyRefund } from './refund-schema.ts';
import { idOf } from './written-id.ts';

const NOTHING: TwoCurrencies = { shop: decimal('0'), presentment: decimal('0') };

/** The raw inputs of a refund, from `refunds/create` or from an order's `refunds[]`: both write it alike. */
export function collectedRefund(refund: ShopifyRefund): CollectedRefund {
  return {
    id: refund.id,
    transactions: refund.transactions.map(({ id, status, amount, currency }) => ({
      id,
      status: transactionStatus(status),
      amount,
      currency: currency ?? null,
    })),
    shipping: [...shippingLinesOf(refund), ...shippingAdjustmentsOf(refund)],
    lines: (refund.refund_line_items ?? []).map(refundedLine),
    rate: rateOf(refund),
  };
}

/** Where a transaction's money is on its way; statuses that come to nothing are `other`. */
export function transactionStatus(status: string | null | undefined): TransactionStatus {
  switch (status) {
    case 'success':
    case 'pending':
    case 'failure':
    case 'error':
      return status;
    default:
      return 'other';
  }
}

/** A refunded tip takes back as little as a gift card: neither earned. */
function refundedLine(line: NonNullable<ShopifyRefund['refund_line_items']>[number], index: number): RefundedLine {
  return {
    id: idOf(line) ?? `line-${index}`,
    excluded: isGiftCard(line.line_item) || isTip(line.line_item),
    subtotal: setOrPlain(line.subtotal_set, line.subtotal) ?? NOTHING,
    tax: setOrPlain(line.total_tax_set, line.total_tax) ?? NOTHING,
  };
}

function shippingLinesOf(refund: ShopifyRefund): RefundedShipping[] {
  return (refund.refund_shipping_lines ?? []).map((line, index) => ({
    id: idOf(line) ?? `shipping-${index}`,
    source: 'line',
    amount: positive(inBoth(line.subtotal_amount_set)),
    tax: positive(setOrPlain(line.tax_amount_set, undefined) ?? NOTHING),
  }));
}

/**
 * The way of API versions before 2024-10, with negative amounts; later ones may send both.
 * @see https://shopify.dev/changelog/exposing-the-order-adjustments-connection-on-a-refund
 */
function shippingAdjustmentsOf(refund: ShopifyRefund): RefundedShipping[] {
  const adjustments = (refund.order_adjustments ?? []).filter((adjustment) => adjustment.kind === 'shipping_refund');
  return adjustments.map((adjustment, index) => ({
    id: idOf(adjustment) ?? `adjustment-${index}`,
    source: 'adjustment',
    amount: positive(setOrPlain(adjustment.amount_set, adjustment.amount) ?? NOTHING),
    tax: positive(setOrPlain(adjustment.tax_amount_set, adjustment.tax_amount) ?? NOTHING),
  }));
}

/** The largest pair of amounts shows the exchange rate best: each amount is rounded to its currency. */
function rateOf(refund: ShopifyRefund): TwoCurrencies | null {
  const sets = [
    ...(refund.refund_line_items ?? []).map((line) => line.subtotal_set),
    ...(refund.refund_shipping_lines ?? []).map((line) => line.subtotal_amount_set),
    ...(refund.order_adjustments ?? []).map((adjustment) => adjustment.amount_set),
  ];
  let largest: TwoCurrencies | null = null;
  for (const set of sets) {
    if (set?.presentment_money === null || set?.presentment_money === undefined) continue;
    const pair = positive(inBoth(set));
    if (isZero(pair.shop) || isZero(pair.presentment)) continue;
    if (largest === null || exact(pair.shop).compare(exact(largest.shop)) > 0) largest = pair;
  }
  return largest;
}

function positive(pair: TwoCurrencies): TwoCurrencies {
  return { shop: toDecimal(exact(pair.shop).abs()), presentment: toDecimal(exact(pair.presentment).abs()) };
}

function isZero(amount: Decimal): boolean {
  return exact(amount).equals(0);
}
