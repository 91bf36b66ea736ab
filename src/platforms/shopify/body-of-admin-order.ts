import { minorPlaces } from '../../domain/minor-unit.ts';
import type { AdminOrder, Moneys, ShopMoney } from './admin-order-schema.ts';
import { READ_FROM_API } from './read-from-api.ts';

type AdminRefund = AdminOrder['refunds'][number];
type AdminLine = AdminOrder['lineItems']['nodes'][number];

/**
 * An order of the Admin API as its webhooks write it, as far as they are read. `tips`: the ids of the lines that are tips.
 * @see https://shopify.dev/docs/api/admin-graphql/latest/objects/Order
 * @see https://shopify.dev/docs/api/admin-rest/latest/resources/order
 */
export function bodyOfAdminOrder(order: AdminOrder, tips: ReadonlySet<string>): object {
  return {
    [READ_FROM_API]: true,
    admin_graphql_api_id: order.id,
    created_at: order.createdAt,
    updated_at: order.updatedAt,
    processed_at: order.processedAt,
    cancelled_at: order.cancelledAt ?? null,
    financial_status: order.displayFinancialStatus?.toLowerCase() ?? null,
    test: order.test,
    currency: order.currencyCode,
    presentment_currency: order.presentmentCurrencyCode,
    taxes_included: order.taxesIncluded,
    total_price: inShopMoney(order.totalPriceSet),
    total_price_set: setOf(order.totalPriceSet),
    line_items: order.lineItems.nodes.map((line) => lineOf(line, tips)),
    shipping_lines: order.shippingLines.nodes.map((line) => ({
      price: inShopMoney(line.originalPriceSet),
      discounted_price: inShopMoney(line.discountedPriceSet),
      tax_lines: line.taxLines.map(({ priceSet }) => ({ price: inShopMoney(priceSet) })),
    })),
    refunds: order.refunds.map((refund) => refundOf(refund, tips)),
    customer: order.customer
      ? {
          admin_graphql_api_id: order.customer.id,
          email: order.customer.defaultEmailAddress?.emailAddress ?? null,
        }
      : null,
    email: order.email ?? null,
    note_attributes: order.customAttributes.map(({ key, value }) => ({ name: key, value: value ?? null })),
  };
}

function lineOf(line: AdminLine, tips: ReadonlySet<string>) {
  return {
    admin_graphql_api_id: line.id,
    price: inShopMoney(line.originalUnitPriceSet),
    quantity: line.quantity,
    current_quantity: line.currentQuantity,
    gift_card: line.isGiftCard,
    discount_allocations: line.discountAllocations.map(({ allocatedAmountSet: set }) => ({ amount: inShopMoney(set) })),
    tax_lines: line.taxLines.map(({ priceSet }) => ({ price: inShopMoney(priceSet) })),
    ...tipOf(line.id, tips),
  };
}

function refundOf(refund: AdminRefund, tips: ReadonlySet<string>) {
  return {
    admin_graphql_api_id: refund.id,
    transactions: refund.transactions.nodes.map(({ id, kind, status, amountSet }) => ({
      admin_graphql_api_id: id,
      kind: kind.toLowerCase(),
      status: status.toLowerCase(),
      // Webhooks write what the customer gets, in the customer's currency.
      amount: textOf(amountSet.presentmentMoney),
      currency: amountSet.presentmentMoney.currencyCode,
    })),
    refund_line_items: refund.refundLineItems.nodes.map((line) => ({
      quantity: line.quantity,
      subtotal_set: setOf(line.subtotalSet),
      total_tax_set: setOf(line.totalTaxSet),
      line_item: { admin_graphql_api_id: line.lineItem.id, ...tipOf(line.lineItem.id, tips) },
    })),
    refund_shipping_lines: refund.refundShippingLines.nodes.map((line) => ({
      subtotal_amount_set: setOf(line.subtotalAmountSet),
      tax_amount_set: setOf(line.taxAmountSet),
    })),
    // The Admin API has no others: shipping that is given back is no adjustment there.
    order_adjustments: refund.orderAdjustments.nodes.map(({ amountSet, taxAmountSet }) => ({
      kind: 'refund_discrepancy',
      amount_set: setOf(amountSet),
      tax_amount_set: setOf(taxAmountSet),
    })),
    duties: (refund.duties ?? []).map(({ amountSet }) => ({ amount_set: setOf(amountSet) })),
  };
}

function tipOf(line: string, tips: ReadonlySet<string>) {
  return tips.has(line) ? { tip_payment_gateway: null, tip_payment_method: null } : {};
}

function setOf({ shopMoney, presentmentMoney }: Moneys) {
  return {
    shop_money: { amount: textOf(shopMoney), currency_code: shopMoney.currencyCode },
    presentment_money: { amount: textOf(presentmentMoney), currency_code: presentmentMoney.currencyCode },
  };
}

function inShopMoney({ shopMoney }: ShopMoney): string {
  return textOf(shopMoney);
}

/** As webhooks write it: `15.00` BRL and `20` JPY, which the Admin API writes as `15.0` and `20.0`. */
function textOf({ amount, currencyCode }: ShopMoney['shopMoney']): string {
  const [, whole, decimals = ''] = /^(-?\d+)(?:\.(\d*?)0*)?$/.exec(amount) ?? [];
  if (whole === undefined) return amount;
  const written = decimals.padEnd(minorPlaces(currencyCode), '0');
  return written === '' ? whole : `${whole}.${written}`;
}
