import { field, type Json, list, text } from './json.ts';
import { type Rational, rational, ZERO } from './rational.ts';

/** One amount in both currencies of an order. */
export interface Pair {
  readonly shop: Rational;
  readonly presentment: Rational;
}

export interface RefundLine {
  /** The order's line that it lists. */
  readonly lineId: string;
  readonly units: number;
  readonly subtotal: Pair;
  readonly tax: Pair;
  readonly giftCard: boolean;
  readonly tip: boolean;
}

export interface ShippingLine {
  readonly subtotal: Pair;
  readonly tax: Pair;
}

export interface Adjustment {
  readonly kind: string;
  readonly amount: Pair;
  readonly tax: Pair;
}

export interface Transaction {
  readonly kind: string;
  readonly amount: Rational;
  readonly currency: string | null;
}

export interface Refund {
  readonly lines: Map<string, RefundLine>;
  readonly shippingLines: Map<string, ShippingLine>;
  readonly adjustments: Map<string, Adjustment>;
  readonly duties: Map<string, Pair>;
  /** `total_duties_set` and `total_additional_fees_set`, by their keys; bodies leave them out. */
  readonly totals: Map<string, Pair>;
  readonly transactions: Map<string, Transaction>;
}

const TOTALS = ['total_duties_set', 'total_additional_fees_set'];

export const emptyRefund = (): Refund => ({
  lines: new Map(),
  shippingLines: new Map(),
  adjustments: new Map(),
  duties: new Map(),
  totals: new Map(),
  transactions: new Map(),
});

/** Adds what one body says of a refund; the same refund may be told by several. */
export function addToRefund(refund: Refund, json: Json): void {
  for (const line of list(json, 'refund_line_items')) {
    refund.lines.set(idOf(line), {
      lineId: text(line, 'line_item_id') ?? text(line, 'line_item', 'id') ?? '',
      units: Number(text(line, 'quantity') ?? '0'),
      subtotal: pair(line, 'subtotal_set', 'subtotal'),
      tax: pair(line, 'total_tax_set', 'total_tax'),
      giftCard: field(line, 'line_item', 'gift_card') === true,
      tip: isTip(field(line, 'line_item')),
    });
  }
  for (const line of list(json, 'refund_shipping_lines')) {
    refund.shippingLines.set(idOf(line), {
      subtotal: pair(line, 'subtotal_amount_set'),
      tax: pair(line, 'tax_amount_set'),
    });
  }
  for (const adjustment of list(json, 'order_adjustments')) {
    refund.adjustments.set(idOf(adjustment), {
      kind: text(adjustment, 'kind') ?? '',
      amount: pair(adjustment, 'amount_set', 'amount'),
      tax: pair(adjustment, 'tax_amount_set', 'tax_amount'),
    });
  }
  for (const duty of list(json, 'duties')) {
    refund.duties.set(text(duty, 'duty_id') ?? idOf(duty), pair(duty, 'amount_set'));
  }
  for (const key of TOTALS) {
    if (field(json, key)) refund.totals.set(key, pair(json, key));
  }
  for (const transaction of list(json, 'transactions')) {
    refund.transactions.set(idOf(transaction), {
      kind: text(transaction, 'kind') ?? '',
      amount: rational(text(transaction, 'amount') ?? '0'),
      currency: text(transaction, 'currency'),
    });
  }
}

/** A tip is a line of the order that says how it was paid: "present only on tips", where the values may be null. */
export const isTip = (line: Json | undefined): boolean =>
  (field(line, 'tip') ?? null) !== null ||
  ['tip_payment_gateway', 'tip_payment_method'].some((key) => field(line, key) !== undefined);

export const idOf = (json: Json): string => text(json, 'id') ?? '';

/** The plain field, in shop currency, serves where a body has no set. */
export function pair(json: Json, key: string, plain?: string): Pair {
  const side = (name: string): Rational | null => {
    const amount = text(json, key, name, 'amount');
    return amount === null ? null : rational(amount);
  };
  const shop = plain === undefined ? null : text(json, plain);
  return {
    shop: side('shop_money') ?? (shop === null ? ZERO : rational(shop)),
    presentment: side('presentment_money') ?? ZERO,
  };
}
