import Fraction from 'fraction.js';
import { exact, larger, notNegative, share, smaller, sum } from './decimal.ts';
import { type GoodsBack, goodsBack, type ItemisedBack, type ItemisedOrder } from './goods-back.ts';
import { type Tax, worthOfLine } from './line-worth.ts';
import type { CollectedRefund, ListedRefund, OrderMoney, SummedGoods, UnitsLeft } from './order-facts.ts';
import { moneyBack, type Statuses } from './refund-money.ts';

/** All that is known of an order's refunds. */
export interface KnownRefunds {
  /** WooCommerce: `null` for a platform that does not list them. */
  readonly listed: readonly ListedRefund[] | null;
  readonly collected: readonly CollectedRefund[];
  readonly statuses: Statuses;
  readonly unitsLeft: UnitsLeft;
}

/** What refunds without a split took back, in proportion. */
export interface ProportionBack extends GoodsBack {
  readonly kind: 'sum';
  readonly refunded: Fraction;
}

/** By lines where the order has them, else in proportion. */
export type TakenBack = ItemisedBack | ProportionBack;

/** The amount that earned points before any refund, with tax where the rule includes it; never below zero. */
export function grossEligible({ goods }: OrderMoney, tax: Tax): Fraction {
  if (goods.kind === 'lines') {
    return notNegative(
      goods.lines.reduce((sum, line) => sum.add(worthOfLine(line, goods, tax).eligible), new Fraction(0)),
    );
  }
  const eligible = exact(goods.eligible);
  return notNegative(tax === 'included' ? eligible.add(goods.eligibleTax) : eligible);
}

/** What refunds, edits and exchanges took back of the eligible amount; never more than all of it. */
export function takenBack(money: OrderMoney, refunds: KnownRefunds, tax: Tax): TakenBack {
  const { goods } = money;
  const gross = grossEligible(money, tax);
  const back =
    goods.kind === 'lines'
      ? goodsBack(itemised({ ...money, goods }, refunds), tax)
      : proportionBack(goods, amountBack(money, refunds), gross);
  return { ...back, eligible: smaller(back.eligible, gross) };
}

function itemised(money: ItemisedOrder['money'], { collected, statuses, unitsLeft }: KnownRefunds): ItemisedOrder {
  return { money, refunds: collected, statuses, unitsLeft };
}

/** The amounts have no split, so that the order's own proportion counts. */
function proportionBack({ shareBase }: SummedGoods, refunded: Fraction, gross: Fraction): ProportionBack {
  const everything = refunded.gte(shareBase);
  const eligible = everything ? gross : share(refunded, gross, exact(shareBase));
  return { kind: 'sum', refunded, eligible, everything, eligiblePaid: gross };
}

function amountBack(money: OrderMoney, { listed, collected, statuses }: KnownRefunds): Fraction {
  if (listed !== null) return sum(listed.map(({ amount }) => amount));
  return collected.reduce(
    (sum, refund) => sum.add(withoutShipping(refund, moneyBack(refund, statuses, money))),
    new Fraction(0),
  );
}

/** For a Shopify order that was recorded before lines were, until its next body comes. */
function withoutShipping(refund: CollectedRefund, money: Fraction): Fraction {
  const { amount = '0', tax = '0' } = refund.shippingLines ?? refund.shippingAdjustments ?? {};
  return larger(new Fraction(0), money.sub(amount).sub(tax).sub(refund.duties));
}
