import type { Random } from './random.ts';
import { chargesNow } from './shopify-books.ts';
import type { Adjustment, Shipping, ShopifyOrder, ShopifyRefund } from './shopify-order.ts';
import type { Situation } from './situation.ts';

/** Where a refund's body tells of shipping that goes back, and where of its tax. */
const TELLINGS = [
  'shipping line with tax',
  'shipping line without tax',
  'shipping tax only in the adjustment',
  'shipping adjustment alone',
  'shipping adjustments that cancel out',
  'shipping line and adjustment',
] as const satisfies readonly Situation[];

export interface ShippingBack {
  readonly shipping: Shipping;
  readonly shippingLines: ShopifyRefund['shippingLines'];
  readonly adjustments: readonly Adjustment[];
  readonly situations: readonly Situation[];
}

/** All or half of the shipping that is left; `null` when there is none. */
export function shippingBack(random: Random, order: ShopifyOrder, nextId: () => string): ShippingBack | null {
  const left = chargesNow(order).shipping;
  if (left.price < 2) return null;
  const isPart = random.chance(0.2);
  const half = ({ price, tax }: Shipping): Shipping => ({ price: Math.round(price / 2), tax: Math.round(tax / 2) });
  const shipping = isPart ? half(left) : left;
  const telling = random.pick(TELLINGS);
  // On taxes-included shops both are seen, even in one shop.
  const isNet = order.taxesIncluded && random.chance(0.6);
  const amount = isNet ? shipping.price - shipping.tax : shipping.price;
  const { tax } = shipping;
  const adjustment = (sign: 1 | -1): Adjustment => ({
    id: nextId(),
    kind: 'shipping_refund',
    amount: sign * amount,
    tax: tax === 0 ? 0 : sign * tax,
  });
  const line = (lineTax: number) => ({ id: nextId(), amount, tax: lineTax });
  const told = {
    'shipping line with tax': () => ({ shippingLines: [line(tax)], adjustments: [] }),
    'shipping line without tax': () => ({ shippingLines: [line(0)], adjustments: [] }),
    'shipping tax only in the adjustment': () => ({ shippingLines: [line(0)], adjustments: [adjustment(-1)] }),
    'shipping adjustment alone': () => ({ shippingLines: [], adjustments: [adjustment(-1)] }),
    'shipping adjustments that cancel out': () => ({
      shippingLines: [],
      adjustments: [adjustment(-1), adjustment(1), adjustment(-1)],
    }),
    'shipping line and adjustment': () => ({ shippingLines: [line(tax)], adjustments: [adjustment(-1)] }),
  }[telling]();
  const situations: Situation[] = tax > 0 || telling.includes('adjustment') ? [telling] : [];
  if (isPart) situations.push('part of the shipping back');
  if (order.taxesIncluded && tax > 0)
    situations.push(isNet ? 'shipping back net of tax' : 'shipping back with its tax');
  return { shipping, ...told, situations };
}
