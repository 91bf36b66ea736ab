import type Fraction from 'fraction.js';
import { type Decimal, decimal, exact, sum, toDecimal } from '../../domain/decimal.ts';
import type {
  CollectedRefund,
  RefundedLine,
  Taxed,
  TransactionStatus,
  TwoCurrencies,
} from '../../domain/order-facts.ts';
import { inBoth, setOrPlain } from './field-schemas.ts';
import { isTip } from './line-kind.ts';
import type { ShopifyRefund } from './refund-schema.ts';

type WrittenLine = NonNullable<ShopifyRefund['refund_line_items']>[number];
type WrittenAdjustment = NonNullable<ShopifyRefund['order_adjustments']>[number];

const ZERO = decimal('0');

/** The facts of a refund. `refunds/create` and an order's `refunds[]` write it alike. */
export function collectedRefund(refund: ShopifyRefund): CollectedRefund {
  return {
    id: refund.id,
    transactions: refund.transactions.map(({ id, status, amount, currency }) => ({
      id,
      status: transactionStatus(status),
      amount,
      currency: currency ?? null,
    })),
    lines: linesOf(refund),
    shippingLines: shippingLinesOf(refund),
    shippingAdjustments: shippingAdjustmentsOf(refund),
    discrepancy: discrepancyOf(refund),
    duties: dutiesOf(refund),
    rate: rateOf(refund),
  };
}

/** The status of a refund's transaction; unknown statuses are `other`. */
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

/** One line for each line of the order. A refund may list one twice, as when only some units are restocked. */
function linesOf(refund: ShopifyRefund): RefundedLine[] {
  const lines = new Map<string, RefundedLine>();
  for (const written of refund.refund_line_items ?? []) {
    const line = refundedLine(written);
    const before = lines.get(line.line);
    lines.set(line.line, before === undefined ? line : together(before, line));
  }
  return [...lines.values()];
}

function refundedLine(written: WrittenLine): RefundedLine {
  return {
    line: written.line_item_id,
    isTip: isTip(written.line_item),
    units: written.quantity ?? 0,
    amount: inShopMoney(written.subtotal_set, written.subtotal),
    tax: inShopMoney(written.total_tax_set, written.total_tax),
  };
}

function together(one: RefundedLine, other: RefundedLine): RefundedLine {
  return {
    ...one,
    units: one.units + other.units,
    amount: toDecimal(sum([one.amount, other.amount])),
    tax: toDecimal(sum([one.tax, other.tax])),
  };
}

function shippingLinesOf({ refund_shipping_lines: lines }: ShopifyRefund): Taxed | null {
  if (lines === null || lines === undefined || lines.length === 0) return null;
  return {
    amount: toDecimal(sum(lines.map((line) => line.subtotal_amount_set.shop_money.amount))),
    tax: toDecimal(sum(lines.map((line) => inShopMoney(line.tax_amount_set, undefined)))),
  };
}

/**
 * Shipping given back as API versions before 2024-10 write it, with negative amounts. Later versions may send both ways. A
 * signed sum, because one refund may hold −3.95, +3.95 and −3.95.
 * @see https://shopify.dev/changelog/exposing-the-order-adjustments-connection-on-a-refund
 */
function shippingAdjustmentsOf(refund: ShopifyRefund): Taxed | null {
  const adjustments = adjustmentsOf(refund, 'shipping_refund');
  if (adjustments.length === 0) return null;
  return {
    amount: toDecimal(sum(adjustments.map(amountOf)).neg()),
    tax: toDecimal(sum(adjustments.map(taxOf)).neg()),
  };
}

/** The signed sum of the discrepancies, with tax, which balances Shopify's books. Exchanges and edits have none. */
function discrepancyOf(refund: ShopifyRefund): Decimal {
  const adjustments = adjustmentsOf(refund, 'refund_discrepancy');
  return toDecimal(sum(adjustments.map(amountOf)).add(sum(adjustments.map(taxOf))));
}

function adjustmentsOf(refund: ShopifyRefund, kind: string): WrittenAdjustment[] {
  return (refund.order_adjustments ?? []).filter((adjustment) => adjustment.kind === kind);
}

function amountOf(adjustment: WrittenAdjustment): Decimal {
  return inShopMoney(adjustment.amount_set, adjustment.amount);
}

function taxOf(adjustment: WrittenAdjustment): Decimal {
  return inShopMoney(adjustment.tax_amount_set, adjustment.tax_amount);
}

/** Duties and additional fees given back. Older API versions state the fees in a total of their own. */
function dutiesOf(refund: ShopifyRefund): Decimal {
  const listed = (refund.duties ?? []).map((duty) => inShopMoney(duty.amount_set, undefined));
  const duties = refund.total_duties_set?.shop_money.amount ?? toDecimal(sum(listed));
  return toDecimal(sum([duties, inShopMoney(refund.total_additional_fees_set, undefined)]));
}

/** The largest pair of amounts, which shows the exchange rate best: each amount is rounded to its currency. */
function rateOf(refund: ShopifyRefund): TwoCurrencies | null {
  const sets = [
    ...(refund.refund_line_items ?? []).map((line) => line.subtotal_set),
    ...(refund.refund_shipping_lines ?? []).map((line) => line.subtotal_amount_set),
    ...(refund.order_adjustments ?? []).map((adjustment) => adjustment.amount_set),
    ...(refund.duties ?? []).map((duty) => duty.amount_set),
    refund.total_duties_set,
    refund.total_additional_fees_set,
  ];
  let largest: TwoCurrencies | null = null;
  for (const set of sets) {
    if (set?.presentment_money === null || set?.presentment_money === undefined) continue;
    const pair = positive(inBoth(set));
    if (exact(pair.shop).equals(0) || exact(pair.presentment).equals(0)) continue;
    if (largest === null || compare(pair, largest) > 0) largest = pair;
  }
  return largest;
}

function compare(one: TwoCurrencies, other: TwoCurrencies): number {
  return exact(one.presentment).compare(other.presentment) || exact(one.shop).compare(other.shop);
}

function positive({ shop, presentment }: TwoCurrencies): TwoCurrencies {
  const absolute = (amount: Fraction) => toDecimal(amount.abs());
  return { shop: absolute(exact(shop)), presentment: absolute(exact(presentment)) };
}

function inShopMoney(set: Parameters<typeof setOrPlain>[0], plain: unknown): Decimal {
  return setOrPlain(set, plain)?.shop ?? ZERO;
}
