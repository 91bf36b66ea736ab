import type { Random } from './random.ts';
import type { Adjustment, ShopifyOrder, ShopifyRefund, Taxed } from './shopify-order.ts';
import type { Situation } from './situation.ts';

interface Way {
  readonly says: Situation;
  /** Whether it has a line, and that one its tax. */
  readonly line: 'with tax' | 'without tax' | null;
  /** Adjustments take shipping off with a minus, and one may take another back. */
  readonly adjustments: readonly (1 | -1)[];
}

/** How a body may tell of shipping that came back; each is seen in shops. */
const WAYS: readonly [readonly [number, Way], ...(readonly [number, Way])[]] = [
  [3, { says: 'shipping line with its tax', line: 'with tax', adjustments: [] }],
  [2, { says: 'shipping line, tax in the adjustment', line: 'without tax', adjustments: [-1] }],
  [2, { says: 'shipping line, tax nowhere', line: 'without tax', adjustments: [] }],
  [2, { says: 'shipping adjustment alone', line: null, adjustments: [-1] }],
  [1.5, { says: 'shipping adjustments that cancel out', line: null, adjustments: [-1, 1, -1] }],
  [2, { says: 'shipping line and adjustment', line: 'with tax', adjustments: [-1] }],
];

export interface ToldShipping {
  readonly did: readonly Situation[];
  readonly lines: ShopifyRefund['shippingLines'];
  readonly adjustments: readonly Adjustment[];
}

/** Writes returned shipping down; on taxes-included shops amounts are seen with their tax and without. */
export function tellShipping(random: Random, order: ShopifyOrder, back: Taxed, nextId: () => string): ToldShipping {
  const { says, line, adjustments } = random.weighted(WAYS);
  const isNet = order.taxesIncluded && random.chance(0.5);
  const amount = isNet ? back.amount - back.tax : back.amount;
  return {
    did: order.taxesIncluded ? [says, isNet ? 'shipping net' : 'shipping gross'] : [says],
    lines: line === null ? [] : [{ id: nextId(), amount, tax: back.tax, showsTax: line === 'with tax' }],
    adjustments: adjustments.map((sign) => ({
      ...{ id: nextId(), kind: 'shipping_refund', amount: sign * amount, tax: sign * back.tax },
    })),
  };
}
