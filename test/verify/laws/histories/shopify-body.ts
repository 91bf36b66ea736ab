import { decimalText } from './currency.ts';
import { chargesNow, currentTotal, lineNet, outstanding, toShop, totalOf, worthNow } from './shopify-books.ts';
import { bothOf, lineItem, longId, plain, set, taxLines, time, withLongIds } from './shopify-json.ts';
import type { ShopifyOrder } from './shopify-order.ts';
import { refundJson } from './shopify-refund-body.ts';

/** An order as orders/create, paid, updated and cancelled carry it: the fields in use and some that must not mislead. */
export function orderBody(order: ShopifyOrder): string {
  const total = totalOf(order);
  const totalInShop = totalOf(order, toShop(order));
  const current = currentTotal(order);
  const currentInShop = currentTotal(order, toShop(order));
  const goods = order.lines.filter(({ kind }) => kind !== 'tip');
  const tips = order.lines.filter(({ kind }) => kind === 'tip');
  const now = chargesNow(order);
  const inShop = (minor: number): string => decimalText(minor, order.shop.exponent);
  return withLongIds({
    id: longId(order.id),
    admin_graphql_api_id: `gid://shopify/Order/${order.id}`,
    cancelled_at: order.cancelledMs === null ? null : time(order.cancelledMs),
    contact_email: order.contact.contactEmail,
    currency: order.shop.code,
    current_shipping_price_set: set(order, now.shipping.price),
    current_subtotal_price: plain(
      order,
      goods.reduce((sum, line) => sum + worthNow(line).amount, 0),
    ),
    current_total_additional_fees_set: order.fees === 0 ? null : set(order, now.fees),
    current_total_duties_set: order.duties === 0 ? null : set(order, now.duties),
    current_total_price: inShop(currentInShop),
    current_total_price_set: bothOf(order, currentInShop, current),
    email: order.contact.email,
    financial_status: order.status,
    name: `#${order.id.slice(-4)}`,
    note_attributes: order.contact.document === null ? [] : [{ name: 'CPF', value: order.contact.document }],
    order_status_url: `https://${order.statusHost}/1/orders/made-up`,
    original_total_additional_fees_set: order.fees === 0 ? null : set(order, order.fees),
    original_total_duties_set: order.duties === 0 ? null : set(order, order.duties),
    presentment_currency: order.presentment.code,
    processed_at: time(order.processedMs),
    subtotal_price: plain(
      order,
      goods.reduce((sum, line) => sum + lineNet(line), 0),
    ),
    tags: order.revision === 0 ? '' : `saved-${order.revision}`,
    taxes_included: order.taxesIncluded,
    test: order.test,
    total_outstanding: plain(order, outstanding(order)),
    total_price: inShop(totalInShop),
    total_price_set: bothOf(order, totalInShop, total),
    total_tip_received: plain(
      order,
      tips.reduce((sum, line) => sum + lineNet(line), 0),
    ),
    updated_at: time(order.updatedMs + order.aheadMs),
    customer: order.contact.customer && {
      id: longId(order.contact.customer.id),
      email: order.contact.customer.email,
      state: 'disabled',
    },
    line_items: order.lines.map((line) => lineItem(order, line)),
    refunds: order.refunds.map((refund) => refundJson(order, refund)),
    shipping_lines: [
      {
        id: longId(order.shipping.id),
        discounted_price: plain(order, order.shipping.price),
        price: plain(order, order.shipping.price),
        price_set: set(order, order.shipping.price),
        tax_lines: taxLines(order, order.shipping.tax),
      },
    ],
  });
}

/** orders/edited: ids and quantities, no money. */
export const editBody = (order: ShopifyOrder): string =>
  withLongIds({
    order_edit: { id: 78912328793, order_id: longId(order.id), line_items: { additions: [], removals: [] } },
  });
