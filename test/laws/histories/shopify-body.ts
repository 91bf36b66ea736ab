import { convert, decimalText } from './currency.ts';
import {
  currentTotal,
  outstanding,
  type ShopifyLine,
  type ShopifyOrder,
  type ShopifyRefund,
  type ShopifyTransaction,
  shopTotalOf,
  totalOf,
  unitsWorth,
} from './shopify-order.ts';

/** An order as orders/create, paid, updated and cancelled carry it: the fields in use and some that must not mislead. */
export function orderBody(order: ShopifyOrder): string {
  const total = totalOf(order);
  const shopTotal = shopTotalOf(order);
  const { shop } = order;
  const worthOf = (units: (line: ShopifyLine) => number) =>
    order.lines.reduce((sum, line) => sum + (line.kind === 'tip' ? 0 : unitsWorth(line, units(line)).amount), 0);
  const tips = order.lines.reduce((sum, { kind, price }) => sum + (kind === 'tip' ? price : 0), 0);
  return withLongIds({
    id: longId(order.id),
    admin_graphql_api_id: `gid://shopify/Order/${order.id}`,
    cancelled_at: order.cancelledMs === null ? null : time(order.cancelledMs),
    contact_email: order.contact.contactEmail,
    currency: shop.code,
    current_subtotal_price: plain(
      order,
      worthOf(({ current }) => current),
    ),
    current_total_price: plain(order, currentTotal(order)),
    current_total_duties_set: set(order, order.duties),
    current_total_additional_fees_set: set(order, order.fees),
    current_shipping_price_set: set(order, order.shippingNow.amount),
    email: order.contact.email,
    financial_status: order.status,
    name: `#${order.id.slice(-4)}`,
    note_attributes: order.contact.document === null ? [] : [{ name: 'CPF', value: order.contact.document }],
    order_status_url: `https://${order.statusHost}/1/orders/made-up`,
    presentment_currency: order.presentment.code,
    processed_at: time(order.processedMs),
    subtotal_price: plain(
      order,
      worthOf(({ quantity }) => quantity),
    ),
    tags: order.revision === 0 ? '' : `saved-${order.revision}`,
    taxes_included: order.taxesIncluded,
    test: order.test,
    total_price: decimalText(shopTotal, shop.exponent),
    total_price_set: {
      shop_money: { amount: decimalText(shopTotal, shop.exponent), currency_code: shop.code },
      presentment_money: {
        amount: decimalText(total, order.presentment.exponent),
        currency_code: order.presentment.code,
      },
    },
    total_outstanding: plain(order, outstanding(order)),
    total_tip_received: plain(order, tips),
    updated_at: time(order.updatedMs + order.aheadMs),
    customer: order.contact.customer && {
      id: longId(order.contact.customer.id),
      email: order.contact.customer.email,
      state: 'disabled',
    },
    line_items: order.lines.map((line) => ({
      ...lineItem(order, line),
      ...(order.showsCurrent && { current_quantity: line.current }),
    })),
    refunds: order.refunds.map((refund) => refundJson(order, refund)),
    shipping_lines: [
      {
        id: longId(order.shipping.id),
        discounted_price: plain(order, order.shipping.amount),
        price: plain(order, order.shipping.amount),
        tax_lines: taxLines(order, order.shipping.tax),
      },
    ],
  });
}

/** refunds/create: without customer, currency or anything else of the order. */
export const refundBody = (order: ShopifyOrder, refund: ShopifyRefund): string =>
  withLongIds(refundJson(order, refund));

/** order_transactions/create names the order, never the refund. */
export const transactionBody = (order: ShopifyOrder, transaction: ShopifyTransaction): string =>
  withLongIds(transactionJson(order, transaction));

/** The customer's payment, which is no refund. */
export const saleBody = (order: ShopifyOrder, id: string): string =>
  withLongIds({
    id: longId(id),
    order_id: longId(order.id),
    kind: 'sale',
    gateway: 'shopify_payments',
    status: 'success',
    amount: decimalText(order.paid, order.presentment.exponent),
    currency: order.presentment.code,
  });

/** orders/edited: ids and quantities, no money. */
export const editBody = (order: ShopifyOrder): string =>
  withLongIds({
    order_edit: { id: 78912328793, order_id: longId(order.id), line_items: { additions: [], removals: [] } },
  });

function refundJson(order: ShopifyOrder, refund: ShopifyRefund): object {
  const exponent = order.shop.exponent;
  return {
    id: longId(refund.id),
    order_id: longId(order.id),
    created_at: time(refund.createdMs),
    note: null,
    admin_graphql_api_id: `gid://shopify/Refund/${refund.id}`,
    refund_line_items: refund.lines.map(({ id, of, units, subtotal, tax }) => ({
      id: longId(id),
      quantity: units,
      line_item_id: longId(of.id),
      restock_type: 'return',
      subtotal: Number(decimalText(convert(subtotal, order.presentment, order.shop), exponent)),
      total_tax: Number(decimalText(convert(tax, order.presentment, order.shop), exponent)),
      subtotal_set: set(order, subtotal),
      total_tax_set: set(order, tax),
      line_item: lineItem(order, of),
    })),
    refund_shipping_lines: refund.shippingLines.map(({ id, amount, tax, showsTax }) => ({
      id: longId(id),
      subtotal_amount_set: set(order, amount),
      ...(showsTax && { tax_amount_set: set(order, tax) }),
    })),
    duties: refund.duties === 0 ? [] : [{ duty_id: 1, amount_set: set(order, refund.duties) }],
    total_duties_set: set(order, refund.duties),
    ...(refund.fees > 0 && { total_additional_fees_set: set(order, refund.fees) }),
    order_adjustments: refund.adjustments.map(({ id, kind, amount, tax }) => ({
      id: longId(id),
      kind,
      amount: plain(order, amount),
      tax_amount: plain(order, tax),
      amount_set: set(order, amount),
      tax_amount_set: set(order, tax),
    })),
    transactions: refund.transactions.map((transaction) => transactionJson(order, transaction)),
  };
}

function transactionJson(order: ShopifyOrder, { id, kind, status, amount, currency }: ShopifyTransaction): object {
  const inShop = currency === 'shop';
  return {
    id: longId(id),
    order_id: longId(order.id),
    kind,
    gateway: 'shopify_payments',
    status,
    amount: inShop ? plain(order, amount) : decimalText(amount, order.presentment.exponent),
    currency: currency === 'null' ? null : inShop ? order.shop.code : order.presentment.code,
    total_unsettled_set: {
      presentment_money: { amount: '0.0', currency: order.presentment.code },
      shop_money: { amount: '0.0', currency: order.shop.code },
    },
  };
}

const lineItem = (order: ShopifyOrder, line: ShopifyLine): object => ({
  id: longId(line.id),
  gift_card: line.kind === 'giftCard',
  price: plain(order, line.price),
  price_set: set(order, line.price),
  quantity: line.quantity,
  total_discount: '0.00',
  ...(line.kind === 'tip' && {
    tip: { payment_gateway: null, payment_method: null },
    tip_payment_gateway: null,
    tip_payment_method: null,
  }),
  tax_lines: taxLines(order, line.tax),
  discount_allocations:
    line.discount === 0 ? [] : [{ amount: plain(order, line.discount), amount_set: set(order, line.discount) }],
});

const taxLines = (order: ShopifyOrder, tax: number): object[] =>
  tax === 0 ? [] : [{ price: plain(order, tax), price_set: set(order, tax), title: 'Tax' }];

/** A plain amount field: shop currency. */
const plain = (order: ShopifyOrder, minor: number): string =>
  decimalText(convert(minor, order.presentment, order.shop), order.shop.exponent);

const set = (order: ShopifyOrder, minor: number): object => ({
  shop_money: { amount: plain(order, minor), currency_code: order.shop.code },
  presentment_money: { amount: decimalText(minor, order.presentment.exponent), currency_code: order.presentment.code },
});

/** Shopify writes shop time with its offset. */
const time = (ms: number): string => `${new Date(ms - 3 * 3_600_000).toISOString().slice(0, 19)}-03:00`;

const LONG = '#long:';

/** Ids are JSON numbers on the wire, also those beyond 2^53, which a JavaScript number cannot write. */
const longId = (id: string): string | number => (id.length < 16 ? Number(id) : LONG + id);

function withLongIds(json: object): string {
  const written = JSON.stringify(json);
  return written.includes(LONG) ? written.replaceAll(/"#long:(\d+)"/g, '$1') : written;
}
