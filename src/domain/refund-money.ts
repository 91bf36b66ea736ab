import Fraction from 'fraction.js';
import { exact, larger, share } from './decimal.ts';
import type { CollectedRefund, ItemisedGoods, OrderMoney, TransactionStatus } from './order-facts.ts';
import { furtherStatus, isMoneyBack } from './transaction-status.ts';

/** What single transactions came to since, by id. */
export type Statuses = Readonly<Record<string, TransactionStatus>>;

/** A refund's own exchange rate is not believed when it is further off the order's than this: a line of 0.01 shows none. */
const FURTHEST_OFF = new Fraction(1, 4);

/** True when the refund has transactions, and none of them gave or is to give money back. */
export function isAllFailed(refund: CollectedRefund, statuses: Statuses): boolean {
  const { transactions } = refund;
  return transactions.length > 0 && !transactions.some((transaction) => isMoneyBack(statusOf(transaction, statuses)));
}

/**
 * The money that went back or is on its way back, in the shop's currency.
 * @see https://shopify.dev/docs/api/admin-rest/latest/resources/refund
 */
export function moneyBack(refund: CollectedRefund, statuses: Statuses, money: OrderMoney): Fraction {
  let inShopCurrency = new Fraction(0);
  let inPresentment = new Fraction(0);
  for (const transaction of refund.transactions) {
    if (!isMoneyBack(statusOf(transaction, statuses))) continue;
    const isShopMoney = (transaction.currency ?? money.presentment.currency) === money.currency;
    if (isShopMoney) inShopCurrency = inShopCurrency.add(transaction.amount);
    else inPresentment = inPresentment.add(transaction.amount);
  }
  return inPresentment.equals(0) ? inShopCurrency : inShopCurrency.add(inShopMoney(inPresentment, refund, money));
}

function statusOf(transaction: CollectedRefund['transactions'][number], statuses: Statuses): TransactionStatus {
  // Stryker disable next-line StringLiteral: no text without a rank is further than any status
  return furtherStatus(transaction.status, statuses[transaction.id] ?? 'other');
}

interface Rate {
  readonly shop: Fraction;
  readonly presentment: Fraction;
}

function inShopMoney(presentment: Fraction, refund: CollectedRefund, money: OrderMoney): Fraction {
  const ofOrder = rateOf({ shop: money.total, presentment: money.presentment.total });
  const own = refund.rate && rateOf(refund.rate);
  const rate = own === null || (ofOrder !== null && isFarOff(own, ofOrder)) ? ofOrder : own;
  return rate === null ? presentment : share(presentment, rate.shop, rate.presentment);
}

function rateOf(pair: NonNullable<CollectedRefund['rate']>): Rate | null {
  const rate = { shop: exact(pair.shop), presentment: exact(pair.presentment) };
  return rate.shop.lte(0) || rate.presentment.lte(0) ? null : rate;
}

function isFarOff(own: Rate, order: Rate): boolean {
  const expected = order.shop.mul(own.presentment);
  return own.shop.mul(order.presentment).sub(expected).abs().gt(expected.mul(FURTHEST_OFF));
}

/**
 * Shipping given back, with its tax. The tax stands in the line, in the adjustment only, or nowhere, and the amount may hold it
 * already, even within one shop: of all readings the one that is nearest to what the refund's money leaves beside its goods.
 * @see https://shopify.dev/changelog/exposing-the-order-adjustments-connection-on-a-refund
 */
export function shippingBack(refund: CollectedRefund, order: ItemisedGoods, beside: Fraction): Fraction {
  const told = refund.shippingLines ?? refund.shippingAdjustments;
  if (told === null) return new Fraction(0);
  const amount = exact(told.amount);
  const taxes = [told.tax, refund.shippingAdjustments?.tax ?? '0', taxInProportion(amount, order)];
  let nearest = amount;
  for (const tax of taxes) {
    const reading = amount.add(tax);
    const further = reading.sub(beside).abs().compare(nearest.sub(beside).abs());
    if (further < 0) nearest = reading;
    if (further === 0) nearest = larger(nearest, reading);
  }
  return nearest;
}

/** The order's shipping tax, as far as it belongs to an amount without tax. */
function taxInProportion(amount: Fraction, { shipping, taxesIncluded }: ItemisedGoods): Fraction {
  const withoutTax = taxesIncluded ? exact(shipping.amount).sub(shipping.tax) : exact(shipping.amount);
  return share(amount, exact(shipping.tax), withoutTax);
}
