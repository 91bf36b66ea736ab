import { decimalText } from './currency.ts';
import { lineItem, longId, plain, set, time, withLongIds } from './shopify-json.ts';
import type { ShopifyOrder, ShopifyRefund, ShopifyTransaction } from './shopify-order.ts';

/** refunds/create: without customer, currency or anything else of the order. */
export const refundBody = (order: ShopifyOrder, refund: ShopifyRefund): string =>
  withLongIds(refundJson(order, refund));

/** order_transactions/create names the order, never the refund. */
export const transactionBody = (order: ShopifyOrder, transaction: ShopifyTransaction): string =>
  withLongIds(transactionJson(order, transaction));

/** The customer's payment, which is no refund. */
export const saleBody = (order: ShopifyOrder, id: string, amount: number): string =>
  withLongIds({
    id: longId(id),
    order_id: longId(order.id),
    kind: 'sale',
    gateway: 'shopify_payments',
    status: 'success',
    amount: decimalText(amount, order.presentment.exponent),
    currency: order.presentment.code,
  });

export function refundJson(order: ShopifyOrder, refund: ShopifyRefund): object {
  const { duties, fees } = refund;
  return {
    id: longId(refund.id),
    order_id: longId(order.id),
    created_at: time(refund.createdMs),
    note: null,
    admin_graphql_api_id: `gid://shopify/Refund/${refund.id}`,
    restock: refund.restock !== 'no_restock',
    return: refund.isOfReturn ? { id: longId(refund.id) } : null,
    duties: duties === 0 ? [] : [{ duty_id: 1, amount_set: set(order, duties) }],
    total_duties_set: set(order, duties),
    ...(fees === 0
      ? {}
      : {
          additional_fees: [{ id: 2, name: 'Fee', price_set: set(order, fees) }],
          total_additional_fees_set: set(order, fees),
        }),
    refund_line_items: refund.lines.map((line) => refundLine(order, refund, line)),
    refund_shipping_lines: refund.shippingLines.map(({ id, amount, tax }) => ({
      id: longId(id),
      shipping_line_id: longId(order.shipping.id),
      subtotal_amount_set: set(order, amount),
      // Shopify's own example since 2025-10 has no tax here.
      ...(tax === 0 ? {} : { tax_amount_set: set(order, tax) }),
    })),
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

function refundLine(order: ShopifyOrder, refund: ShopifyRefund, line: ShopifyRefund['lines'][number]): object {
  const { id, of, quantity, amount, tax } = line;
  const subtotal = order.taxesIncluded && !order.habits.subtotalsWithTax ? amount - tax : amount;
  return {
    id: longId(id),
    quantity,
    line_item_id: longId(of.id),
    restock_type: refund.restock,
    subtotal: Number(plain(order, subtotal)),
    total_tax: Number(plain(order, tax)),
    subtotal_set: set(order, subtotal),
    total_tax_set: set(order, tax),
    line_item: lineItem(order, of),
  };
}

function transactionJson(
  order: ShopifyOrder,
  { id, kind, gateway, status, amount, currency, shopAmount }: ShopifyTransaction,
): object {
  const inShop = currency === 'shop';
  const shopText = shopAmount === null ? plain(order, amount) : decimalText(shopAmount, order.shop.exponent);
  return {
    id: longId(id),
    order_id: longId(order.id),
    kind,
    gateway,
    status,
    amount: inShop ? shopText : decimalText(amount, order.presentment.exponent),
    currency: currency === 'null' ? null : inShop ? order.shop.code : order.presentment.code,
    total_unsettled_set: {
      presentment_money: { amount: '0.0', currency: order.presentment.code },
      shop_money: { amount: '0.0', currency: order.shop.code },
    },
  };
}
