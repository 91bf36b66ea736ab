import Fraction from 'fraction.js';
import { exact, larger, share } from './decimal.ts';
import type { CollectedRefund, ItemisedGoods, OrderMoney, TransactionStatus } from './order-facts.ts';
import { furtherStatus, isMoneyBack } from './transaction-status.ts';

/** Later statuses of single transactions, by id. */
export type Statuses = Readonly<Record<string, TransactionStatus>>;

/** A refund's own exchange rate that differs from the order's by a larger share is ignored: a line of 0.01 shows none. */
const MAX_RATE_DEVIATION = new Fraction(1, 4);

/** True when the refund has transactions, and none of them is success or pending. */
export function isAllFailed(refund: CollectedRefund, statuses: Statuses): boolean {
  const { transactions } = refund;
  return transactions.length > 0 && !transactions.some((transaction) => isMoneyBack(statusOf(transaction, statuses)));
}

/**
 * The money that went back or is on its way, in the shop's currency.
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

/** The furthest status that is known of a refund's transaction. */
export function statusOf(transaction: CollectedRefund['transactions'][number], statuses: Statuses): TransactionStatus {
  // Stryker disable next-line StringLiteral: a text without a rank is further than no status
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
  return own.shop.mul(order.presentment).sub(expected).abs().gt(expected.mul(MAX_RATE_DEVIATION));
}

/**
 * Shipping given back, with its tax. The tax stands in the line, in the adjustment only, or nowhere, and the amount may
 * include it, even within one shop. Of the possible readings the one nearest to `beside` counts, at a tie the larger.
 * `beside` is the refund's money that is not for goods.
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

/** The order's shipping tax, in proportion to an amount without tax. */
function taxInProportion(amount: Fraction, { shipping, taxesIncluded }: ItemisedGoods): Fraction {
  const withoutTax = taxesIncluded ? exact(shipping.amount).sub(shipping.tax) : exact(shipping.amount);
  return share(amount, exact(shipping.tax), withoutTax);
}
