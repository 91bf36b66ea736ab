import Fraction from 'fraction.js';
import { type Decimal, exact, parseDecimal, sum, toDecimal } from '../orders/decimal.ts';
import type { OrderMoney } from '../orders/order-facts.ts';
import { isGiftCard, isTip } from './line-kind.ts';
import type { ShopifyLine, ShopifyOrder } from './order-schema.ts';

/** What one line came to after its discounts. `net` holds the tax when the order's prices do. */
interface LineMoney {
  readonly net: Fraction;
  readonly tax: Fraction;
}

/**
 * The money of a paid order, or `undefined` when its sums are beyond any order's money.
 * Lines are read as they were bought: `quantity` and `price` stay as they were after edits and refunds.
 */
export function moneyOf(order: ShopifyOrder, paidAtMs: number): OrderMoney | undefined {
  const taxesIncluded = order.taxes_included === true;
  const goods = order.line_items.filter((line) => !isTip(line));
  const earning = goods.filter((line) => !isGiftCard(line));

  const { net, tax } = totalOf(goods);
  const { net: earningNet, tax: earningTax } = totalOf(earning);

  const eligible = amountOf(taxesIncluded ? earningNet.sub(earningTax) : earningNet);
  const eligibleTax = amountOf(earningTax);
  const shareBase = amountOf(taxesIncluded ? net : net.add(tax));
  if (eligible === undefined || eligibleTax === undefined || shareBase === undefined) return undefined;
  return {
    paidAtMs,
    eligible,
    eligibleTax,
    shareBase,
    total: order.total_price,
    currency: order.currency,
    presentment: presentmentOf(order),
    taxesIncluded,
  };
}

/** `total_price` is in the shop's currency, whatever the customer paid in. */
function presentmentOf(order: ShopifyOrder): OrderMoney['presentment'] {
  const paid = order.total_price_set?.presentment_money ?? null;
  if (paid === null) return { currency: order.currency, total: order.total_price };
  return { currency: order.presentment_currency ?? paid.currency_code ?? order.currency, total: paid.amount };
}

function totalOf(lines: readonly ShopifyLine[]): LineMoney {
  let net = new Fraction(0);
  let tax = new Fraction(0);
  for (const line of lines) {
    const discounts = sum((line.discount_allocations ?? []).map((allocation) => allocation.amount));
    net = net.add(exact(line.price).mul(line.quantity).sub(discounts));
    tax = tax.add(sum((line.tax_lines ?? []).map((taxLine) => taxLine.price)));
  }
  return { net, tax };
}

function amountOf(value: Fraction): Decimal | undefined {
  return parseDecimal(toDecimal(value));
}
