/** Bodies of one order as Shopify sends them, in BRL. Lines, refunds and so on are named by their place in the list. */

export interface LineWords {
  readonly price: string;
  readonly units?: number;
  /** `current_quantity`; all units where not given. */
  readonly left?: number;
  /** Of all units. Inside the price where the shop's prices hold their tax. */
  readonly tax?: string;
  readonly is?: 'goods' | 'giftCard' | 'tip';
}

/** The line without the units that it had. */
export const gone = (line: LineWords): LineWords => ({ ...line, left: 0 });

export interface Taxed {
  readonly amount: string;
  readonly tax?: string;
}

export interface OrderWords {
  readonly lines: readonly LineWords[];
  readonly taxesIncluded?: boolean;
  readonly shipping?: Taxed;
  readonly duties?: string;
  readonly status?: 'pending' | 'partially_paid' | 'paid' | 'partially_refunded' | 'refunded';
  readonly outstanding?: string;
  /** Whether `total_price` still holds what an edit or exchange took off: both are met. */
  readonly totalHolds?: 'all' | 'left';
}

export const ORDER_ID = 6100000000001;
const LINE_ID = 1400000000001;
const SHIPPING_ID = 5000000000001;

export const set = (amount: string) => ({
  shop_money: { amount, currency_code: 'BRL' },
  presentment_money: { amount, currency_code: 'BRL' },
});

export const at = (minute: number): string => `2026-03-10T10:${String(minute).padStart(2, '0')}:00-03:00`;

const text = (amount: number): string => amount.toFixed(2);

const taxLines = (tax: string | undefined) =>
  tax === undefined ? [] : [{ title: 'VAT', rate: 0.2, price: tax, price_set: set(tax), channel_liable: null }];

export function lineItem({ price, units = 1, left = units, tax, is = 'goods' }: LineWords, index: number) {
  return {
    id: LINE_ID + index,
    admin_graphql_api_id: `gid://shopify/LineItem/${LINE_ID + index}`,
    title: 'Made-up thing',
    fulfillment_service: is === 'giftCard' ? 'gift_card' : 'manual',
    gift_card: is === 'giftCard',
    price,
    price_set: set(price),
    quantity: units,
    current_quantity: left,
    total_discount: '0.00',
    tax_lines: taxLines(tax),
    duties: [],
    discount_allocations: [],
    ...(is === 'tip' ? { tip_payment_gateway: null, tip_payment_method: null } : {}),
  };
}

export function shippingLine({ amount, tax }: Taxed) {
  return {
    id: SHIPPING_ID,
    title: 'Post',
    price: amount,
    price_set: set(amount),
    discounted_price: amount,
    discounted_price_set: set(amount),
    tax_lines: taxLines(tax),
    discount_allocations: [],
  };
}

/** The order's body of a minute, with the refunds that there are by then. */
export function orderBody(words: OrderWords, refunds: readonly object[], minute: number) {
  const { lines, taxesIncluded = false, shipping, duties = '0', totalHolds = 'all' } = words;
  const taxOn = (tax = '0'): number => (taxesIncluded ? 0 : Number(tax));
  const besides = Number(shipping?.amount ?? 0) + taxOn(shipping?.tax) + Number(duties);
  const worth = ({ price, units = 1, tax }: LineWords, count: number): number =>
    count * (Number(price) + taxOn(tax) / units);
  const all = besides + lines.reduce((sum, line) => sum + worth(line, line.units ?? 1), 0);
  const left = besides + lines.reduce((sum, line) => sum + worth(line, line.left ?? line.units ?? 1), 0);
  const total = text(totalHolds === 'all' ? all : left);
  return {
    id: ORDER_ID,
    admin_graphql_api_id: `gid://shopify/Order/${ORDER_ID}`,
    name: '#1001',
    created_at: at(0),
    processed_at: at(0),
    updated_at: at(minute),
    cancelled_at: null,
    test: false,
    currency: 'BRL',
    presentment_currency: 'BRL',
    taxes_included: taxesIncluded,
    financial_status: words.status ?? 'paid',
    email: 'ana@example.com',
    customer: { id: 5, email: 'ana@example.com' },
    total_price: total,
    total_price_set: set(total),
    current_total_price: text(left),
    current_total_price_set: set(text(left)),
    total_outstanding: words.outstanding ?? '0.00',
    total_tip_received: '0.00',
    ...(duties === '0' ? {} : { original_total_duties_set: set(duties) }),
    line_items: lines.map(lineItem),
    shipping_lines: shipping === undefined ? [] : [shippingLine(shipping)],
    refunds,
  };
}
