import { type Decimal, exact, parseDecimal, sum, toDecimal } from '../../domain/decimal.ts';
import type { ItemisedGoods, LineKind, OrderLine, OrderMoney, Taxed, UnitsLeft } from '../../domain/order-facts.ts';
import { isGiftCard, isTip } from './line-kind.ts';
import type { ShopifyLine, ShopifyOrder } from './order-schema.ts';

/**
 * The money of a paid order; `undefined` when a sum is larger than a `Decimal` may be.
 * Lines are read as they were bought: edits, exchanges and refunds do not change `quantity` and `price`.
 */
export function moneyOf(order: ShopifyOrder, paidAtMs: number): OrderMoney | undefined {
  const lines: OrderLine[] = [];
  for (const line of order.line_items) {
    const amount = inBounds(() => exact(line.price).mul(line.quantity).sub(discountsOf(line)));
    const tax = inBounds(() => taxOf(line));
    if (amount === undefined || tax === undefined) return undefined;
    lines.push({ id: line.id, kind: kindOf(line), units: line.quantity, amount, tax });
  }
  const shipping = shippingOf(order);
  if (shipping === undefined) return undefined;
  const goods: ItemisedGoods = { kind: 'lines', taxesIncluded: order.taxes_included === true, lines, shipping };
  return { paidAtMs, total: order.total_price, currency: order.currency, presentment: presentmentOf(order), goods };
}

/** The lines that lost units by an edit, a return or an exchange; `null` where the body has no `current_quantity`. */
export function unitsLeftOf(order: ShopifyOrder): UnitsLeft | null {
  const told = order.line_items.filter(({ current_quantity: left }) => typeof left === 'number');
  if (told.length === 0) return null;
  const left = told.map(({ id, quantity, current_quantity }) => [id, quantity, current_quantity ?? quantity] as const);
  return Object.fromEntries(left.filter(([, bought, now]) => now < bought).map(([id, , now]) => [id, now]));
}

function kindOf(line: ShopifyLine): LineKind {
  if (isTip(line)) return 'tip';
  return isGiftCard(line) ? 'giftCard' : 'goods';
}

/** `total_price` is in the shop's currency, whatever the customer paid in. */
function presentmentOf(order: ShopifyOrder): OrderMoney['presentment'] {
  const paid = order.total_price_set?.presentment_money ?? null;
  if (paid === null) return { currency: order.currency, total: order.total_price };
  return { currency: order.presentment_currency ?? paid.currency_code ?? order.currency, total: paid.amount };
}

/** `price` is before the shipping's own discounts. */
function shippingOf(order: ShopifyOrder): Taxed | undefined {
  const lines = order.shipping_lines ?? [];
  const amount = inBounds(() => sum(lines.map((line) => line.discounted_price ?? line.price)));
  const tax = inBounds(() => sum(lines.map((line) => toDecimal(taxOf(line)))));
  return amount === undefined || tax === undefined ? undefined : { amount, tax };
}

function discountsOf(line: ShopifyLine) {
  return sum((line.discount_allocations ?? []).map((allocation) => allocation.amount));
}

function taxOf({ tax_lines: taxes }: Pick<ShopifyLine, 'tax_lines'>) {
  return sum((taxes ?? []).map((tax) => tax.price));
}

function inBounds(value: () => ReturnType<typeof exact>): Decimal | undefined {
  return parseDecimal(toDecimal(value()));
}
