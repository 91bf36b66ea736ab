/** Bodies of the shape that Shopify sends, of order 1 in EUR, with the fields in use. */

interface Line {
  readonly price: string;
  /** Of the whole line. */
  readonly tax?: string;
  readonly discount?: string;
  readonly units?: number;
  /** `current_quantity`; not in the body where not given. */
  readonly left?: number;
  readonly gift?: boolean;
  readonly tip?: boolean;
}

/** Lines are 101, 102 and so on. Later bodies have a later minute. */
export function order(lines: readonly Line[], more: object = {}, minute = 0) {
  return {
    id: 1,
    name: '#1',
    financial_status: 'paid',
    cancelled_at: null,
    updated_at: at(minute),
    processed_at: at(0),
    currency: 'EUR',
    presentment_currency: 'EUR',
    taxes_included: false,
    test: false,
    email: 'a@example.com',
    customer: { id: 5, email: 'a@example.com' },
    total_price_set: set('0.00'),
    line_items: lines.map(lineItem),
    shipping_lines: [],
    refunds: [],
    ...more,
  };
}

export const shippingLine = (price: string, tax?: string) => ({
  id: 901,
  title: 'Post',
  price,
  discounted_price: price,
  tax_lines: taxLines(tax),
});

const at = (minute: number): string => `2026-05-04T09:${String(minute).padStart(2, '0')}:00-03:00`;

const lineItem = ({ price, tax, discount, units = 1, left, gift = false, tip = false }: Line, index: number) => ({
  id: 101 + index,
  title: 'Made-up thing',
  price,
  quantity: units,
  ...(left === undefined ? {} : { current_quantity: left }),
  gift_card: gift,
  ...(tip ? { tip: { payment_gateway: 'bogus', payment_method: 'Visa' } } : {}),
  tax_lines: taxLines(tax),
  discount_allocations: discount === undefined ? [] : [{ amount: discount, amount_set: set(discount) }],
});

const taxLines = (tax: string | undefined) =>
  tax === undefined ? [] : [{ title: 'VAT', price: tax, price_set: set(tax) }];

/** With another currency in presentment, where a second amount is given. */
export const set = (amount: string, presentment = amount) => ({
  shop_money: { amount, currency_code: 'EUR' },
  presentment_money: { amount: presentment, currency_code: presentment === amount ? 'EUR' : 'USD' },
});

/** A refund transaction, as it stands in a refund and as order_transactions/create sends it. */
export const money = (id: number, amount: string, status = 'success', currency: string | null = 'EUR') => ({
  id,
  order_id: 1,
  kind: 'refund',
  gateway: 'bogus',
  status,
  amount,
  currency,
});

interface RefundParts {
  readonly lines?: readonly object[];
  readonly money?: readonly object[];
  readonly adjustments?: readonly object[];
  readonly shipping?: readonly object[];
  readonly duties?: readonly object[];
  readonly more?: object;
}

/** As refunds/create sends it and as it stands in an order. */
export const refund = (id: number, { lines, money, adjustments, shipping, duties, more }: RefundParts) => ({
  id,
  order_id: 1,
  refund_line_items: lines ?? [],
  refund_shipping_lines: shipping ?? [],
  order_adjustments: adjustments ?? [],
  duties: duties ?? [],
  transactions: money ?? [],
  ...more,
});

/** Units of one of the order's lines; its subtotal matters only where the order does not have the line. */
export const units = (lineId: number, quantity = 1, subtotal = '0.00', tax = '0.00') => ({
  id: 5000 + lineId,
  line_item_id: lineId,
  quantity,
  restock_type: 'return',
  subtotal: Number(subtotal),
  subtotal_set: set(subtotal),
  total_tax: Number(tax),
  total_tax_set: set(tax),
  line_item: { id: lineId, gift_card: false },
});

const adjustment = (kind: string, id: number, amount: string, tax: string) => ({
  id,
  kind,
  amount,
  tax_amount: tax,
  amount_set: set(amount),
  tax_amount_set: set(tax),
});

/** *d*: positive, the shop kept money; negative, it gave money for no line. */
export const discrepancy = (id: number, amount: string, tax = '0.00') =>
  adjustment('refund_discrepancy', id, amount, tax);

/** Negative is shipping returned. */
export const shippingAdjustment = (id: number, amount: string, tax = '0.00') =>
  adjustment('shipping_refund', id, amount, tax);

export const shippingRow = (subtotal: string, tax?: string) => ({
  id: 31,
  shipping_line_id: 901,
  subtotal_amount_set: set(subtotal),
  ...(tax === undefined ? {} : { tax_amount_set: set(tax) }),
});

export const duty = (amount: string) => ({ duty_id: 1, amount_set: set(amount) });
