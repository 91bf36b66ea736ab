import { at, lineItem, ORDER_ID, type OrderWords, set, shippingLine, type Taxed } from './shop-bodies.ts';

export interface RefundWords {
  /** Units of the order's lines. `subtotal` and `tax` as the refund says them, for all of its units. */
  readonly lines?: readonly {
    readonly of: number;
    readonly units?: number;
    readonly subtotal: string;
    readonly tax?: string;
  }[];
  /** Positive: money kept. Negative: money given for no line. */
  readonly discrepancies?: readonly string[];
  /** In `refund_shipping_lines`; its tax only where the body has it. */
  readonly shippingLine?: Taxed;
  /** `shipping_refund` adjustments, negative for what goes back. */
  readonly shippingAdjustments?: readonly Taxed[];
  readonly duties?: string;
  readonly money?: readonly (
    | string
    | { readonly amount: string; readonly status: 'success' | 'pending' | 'failure' }
  )[];
}

/** What an edit or a return writes of a line that it takes off. */
export const takenOff = (of: number, subtotal: string, units = 1): RefundWords => ({
  lines: [{ of, units, subtotal }],
});

const adjustment = (kind: string, { amount, tax = '0.00' }: Taxed, id: number) => ({
  id,
  order_id: ORDER_ID,
  kind,
  reason: kind === 'shipping_refund' ? 'Shipping refund' : 'Refund discrepancy',
  amount,
  amount_set: set(amount),
  tax_amount: tax,
  tax_amount_set: set(tax),
});

/** The body of a refund of the order, as `refunds/create` sends it and as it stands in the order's `refunds`. */
export function refundBody(words: RefundWords, { lines, shipping }: OrderWords, minute: number) {
  const id = 9100000000000 + minute;
  const money = (words.money ?? []).map((one) => (typeof one === 'string' ? { amount: one, status: 'success' } : one));
  const adjustments = [
    ...(words.shippingAdjustments ?? []).map((one) => ({ kind: 'shipping_refund', ...one })),
    ...(words.discrepancies ?? []).map((amount) => ({ kind: 'refund_discrepancy', amount })),
  ];
  return {
    id,
    admin_graphql_api_id: `gid://shopify/Refund/${id}`,
    order_id: ORDER_ID,
    created_at: at(minute),
    processed_at: at(minute),
    note: null,
    user_id: null,
    restock: true,
    return: null,
    refund_line_items: (words.lines ?? []).flatMap(({ of, units = 1, subtotal, tax = '0.00' }, index) => {
      const line = lines[of];
      if (line === undefined) throw new Error(`the order has no line ${of}`);
      const item = lineItem(line, of);
      return {
        id: id * 100 + index,
        line_item_id: item.id,
        quantity: units,
        restock_type: money.length === 0 ? 'cancel' : 'return',
        subtotal: Number(subtotal),
        subtotal_set: set(subtotal),
        total_tax: Number(tax),
        total_tax_set: set(tax),
        line_item: item,
      };
    }),
    refund_shipping_lines: words.shippingLine === undefined ? [] : [refundShippingLine(words.shippingLine, shipping)],
    order_adjustments: adjustments.map(({ kind, ...taxed }, index) => adjustment(kind, taxed, id * 100 + 50 + index)),
    duties: words.duties === undefined ? [] : [{ duty_id: 1, amount_set: set(words.duties) }],
    total_duties_set: set(words.duties ?? '0.00'),
    transactions: money.map(({ amount, status }, index) => ({
      id: id * 100 + 80 + index,
      order_id: ORDER_ID,
      kind: 'refund',
      gateway: 'made-up',
      status,
      parent_id: 7100000000000,
      amount,
      currency: 'BRL',
    })),
  };
}

function refundShippingLine({ amount, tax }: Taxed, shipping: Taxed | undefined) {
  if (shipping === undefined) throw new Error('the order has no shipping');
  const line = shippingLine(shipping);
  return {
    id: 9300000000001,
    shipping_line_id: line.id,
    subtotal_amount_set: set(amount),
    ...(tax === undefined ? {} : { tax_amount_set: set(tax) }),
    shipping_line: line,
  };
}
