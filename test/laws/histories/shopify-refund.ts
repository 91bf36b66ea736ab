import type { Random } from './random.ts';
import {
  outstanding,
  type RefundedUnits,
  type ShopifyLine,
  type ShopifyOrder,
  type ShopifyRefund,
  type ShopifyTransaction,
  type Taxed,
  unitsWithTax,
  unitsWorth,
} from './shopify-order.ts';
import { tellShipping } from './shopify-shipping.ts';
import type { Situation } from './situation.ts';

/** What a merchant does in one refund. */
export interface RefundWish {
  /** Units that leave the order with it. */
  readonly units?: readonly (readonly [ShopifyLine, number])[];
  readonly shipping?: Taxed;
  readonly duties?: number;
  readonly fees?: number;
  /** Money that goes back; what the books lack then is a discrepancy, unless `isLeftOpen`. */
  readonly money: number;
  /** An edit, an exchange, or a return that is settled outside: the books show the rest as outstanding. */
  readonly isLeftOpen?: boolean;
}

export interface MadeRefund {
  readonly refund: ShopifyRefund;
  readonly did: readonly Situation[];
}

/** Carries a wish out on the order and writes it down as Shopify does, its books in balance. */
export function makeRefund(random: Random, order: ShopifyOrder, wish: RefundWish, nextId: () => string): MadeRefund {
  const did: Situation[] = [];
  const before = outstanding(order);
  const grossSubtotals = random.chance(0.8);
  const lines = (wish.units ?? []).map(([of, units]) => takenOff(order, of, units, grossSubtotals, nextId));
  if (order.taxesIncluded && lines.length > 0)
    did.push(grossSubtotals ? 'refund subtotal gross' : 'refund subtotal net');
  if (lines.some(({ of }) => of.kind === 'giftCard')) did.push('gift card back');
  if (lines.some(({ of }) => of.kind === 'tip')) did.push('tip refunded');

  const { shipping, duties = 0, fees = 0 } = wish;
  order.duties -= duties;
  order.fees -= fees;
  if (duties > 0) did.push('duties refunded');
  if (fees > 0) did.push('additional fees refunded');
  const told = shipping && tellShipping(random, order, shipping, nextId);
  if (shipping !== undefined && told !== undefined) {
    const { shippingNow } = order;
    order.shippingNow = { amount: shippingNow.amount - shipping.amount, tax: shippingNow.tax - shipping.tax };
    did.push(...told.did);
  }

  // What the refund leaves owing beside what was owing already is what Shopify calls a discrepancy.
  const missing = wish.isLeftOpen === true ? 0 : before - (outstanding(order) + wish.money);
  const adjustments = [...(told?.adjustments ?? [])];
  if (missing !== 0) {
    adjustments.push({ id: nextId(), kind: 'refund_discrepancy', amount: missing, tax: 0 });
    if (missing < 0) did.push('goodwill');
    else if (lines.length > 0) did.push(wish.money > 0 ? 'money kept of a return' : 'restock with a discrepancy');
  }
  const transactions = transactionsOf(random, order, wish.money, nextId);
  const refund = {
    ...{ id: nextId(), createdMs: order.updatedMs, lines, shippingLines: told?.lines ?? [], adjustments },
    ...{ duties, fees, transactions },
  };
  order.refunds = [...order.refunds, refund];
  return { refund, did };
}

function takenOff(
  order: ShopifyOrder,
  of: ShopifyLine,
  units: number,
  isGross: boolean,
  nextId: () => string,
): RefundedUnits {
  const { amount, tax } = unitsWorth(of, units);
  of.current -= units;
  return { id: nextId(), of, units, subtotal: order.taxesIncluded && !isGross ? amount - tax : amount, tax };
}

/** What units that leave now are worth, with tax, as the order's books have it. */
export const worthOf = (order: ShopifyOrder, units: readonly (readonly [ShopifyLine, number])[]): number =>
  units.reduce(
    (sum, [line, count]) =>
      sum + unitsWithTax(order, line, line.current) - unitsWithTax(order, line, line.current - count),
    0,
  );

function transactionsOf(
  random: Random,
  order: ShopifyOrder,
  money: number,
  nextId: () => string,
): ShopifyTransaction[] {
  if (money === 0) return [];
  const one = (amount: number): ShopifyTransaction => ({
    id: nextId(),
    kind: 'refund',
    status: random.weighted([
      [12, 'success'],
      [7, 'pending'],
      [1, 'failure'],
      [0.7, 'error'],
    ]),
    amount,
    currency: random.weighted<ShopifyTransaction['currency']>([
      [8, 'presentment'],
      [1, 'null'],
      [order.shop.code === order.presentment.code ? 0 : 2.5, 'shop'],
    ]),
  });
  const first = random.chance(0.18) && money > 1 ? random.int(1, money - 1) : money;
  const split = first === money ? [one(money)] : [one(first), one(money - first)];
  const voided: ShopifyTransaction = { ...one(money), kind: 'void', status: 'success' };
  return random.chance(0.03) ? [...split, voided] : split;
}
