/** Payloads for the demo, with the fields that real ones have and Ponte reads. Names and numbers are made up. */

interface Placed {
  readonly id: string;
  readonly email: string;
  /** The last change, in UTC. */
  readonly at: string;
}

const brl = (amount: string) => ({
  shop_money: { amount, currency_code: 'BRL' },
  presentment_money: { amount, currency_code: 'BRL' },
});

/** A paid Shopify order of some equal things, with free or paid shipping. */
export function shopifyOrder(
  order: Placed & {
    readonly name: string;
    readonly quantity: number;
    readonly price: string;
    readonly shipping: string;
    readonly total: string;
  },
): object {
  const { id, name, email, at, quantity, price, shipping, total } = order;
  return {
    id: Number(id),
    admin_graphql_api_id: `gid://shopify/Order/${id}`,
    name,
    financial_status: 'paid',
    test: false,
    currency: 'BRL',
    presentment_currency: 'BRL',
    taxes_included: true,
    total_price: total,
    total_price_set: brl(total),
    created_at: at,
    processed_at: at,
    updated_at: at,
    cancelled_at: null,
    order_status_url: `https://demo-shopify.myshopify.com/1/orders/${id}/authenticate?key=made-up`,
    email,
    customer: { id: 7001, email },
    line_items: [
      { id: 1, title: 'Made-up mug', quantity, price, gift_card: false, discount_allocations: [], tax_lines: [] },
    ],
    shipping_lines: [{ id: 2, title: 'Made-up post', price: shipping, discount_allocations: [], tax_lines: [] }],
    refunds: [],
  };
}

/** A refund of goods, with or without shipping, as `refunds/create` tells it. */
export function shopifyRefund(refund: {
  readonly id: string;
  readonly order: string;
  readonly at: string;
  readonly goods: string;
  readonly shipping?: string;
  /** Goods and shipping together. */
  readonly money: string;
}): object {
  const { id, order, at, goods, shipping, money } = refund;
  return {
    id: Number(id),
    admin_graphql_api_id: `gid://shopify/Refund/${id}`,
    order_id: Number(order),
    created_at: at,
    processed_at: at,
    refund_line_items: [
      {
        id: Number(`${id}1`),
        quantity: 1,
        line_item_id: 1,
        subtotal: Number(goods),
        subtotal_set: brl(goods),
        total_tax: 0,
        total_tax_set: brl('0.00'),
        line_item: { id: 1, gift_card: false },
      },
    ],
    refund_shipping_lines:
      shipping === undefined
        ? []
        : [{ id: Number(`${id}2`), subtotal_amount_set: brl(shipping), tax_amount_set: brl('0.00') }],
    order_adjustments: [],
    transactions: [
      {
        id: Number(`${id}3`),
        order_id: Number(order),
        kind: 'refund',
        status: 'success',
        amount: money,
        currency: 'BRL',
      },
    ],
  };
}

/** A paid WooCommerce order of one thing, without tax and shipping, with a coupon. */
export function woocommerceOrder(
  order: Placed & {
    readonly paidAt: string;
    readonly price: string;
    readonly coupon: string;
    /** After the coupon. */
    readonly total: string;
    readonly refunds: readonly { readonly id: number; readonly total: string }[];
  },
): Readonly<Record<string, unknown>> {
  const { id, email, at, paidAt, price, coupon, total, refunds } = order;
  return {
    id: Number(id),
    status: 'processing',
    currency: 'EUR',
    prices_include_tax: false,
    total,
    total_tax: '0.00',
    shipping_total: '0.00',
    discount_total: coupon,
    customer_id: 0,
    order_key: `wc_order_made_up_${id}`,
    billing: { first_name: 'Made', last_name: 'Up', email },
    date_created_gmt: paidAt,
    date_paid_gmt: paidAt,
    date_completed_gmt: null,
    date_modified_gmt: at,
    line_items: [{ id: 1, name: 'Made-up clog', quantity: 1, subtotal: price, total, total_tax: '0.00' }],
    fee_lines: [],
    coupon_lines: [{ id: 2, code: 'made-up', discount: coupon }],
    refunds: refunds.map((refund) => ({ ...refund, reason: '' })),
    _links: { self: [{ href: `https://store.example.com/wp-json/wc/v3/orders/${id}` }] },
  };
}
