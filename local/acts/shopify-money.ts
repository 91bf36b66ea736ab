import type Fraction from 'fraction.js';
import { minorUnit } from '../../src/domain/minor-unit.ts';
import type { Raw } from '../raw-json.ts';
import { amountOf, type Fields, isFields, textOf } from './fields.ts';

/** How an order's body writes money: in the shop's currency and in that of the customer, at one rate. */
export interface ShopifyMoney {
  readonly currency: string;
  /** To the currency's smallest unit. */
  round(amount: Fraction): Fraction;
  /** Such as `"10.50"`. */
  text(amount: Fraction): string;
  /** Both currencies. */
  set(amount: Fraction): Raw;
  /** In the customer's currency, as transactions have it. */
  presentment(amount: Fraction): { readonly amount: string; readonly currency: string };
}

export function shopifyMoney(order: Fields): ShopifyMoney {
  const currency = textOf(order.currency);
  const presentmentCurrency = textOf(order.presentment_currency) || currency;
  const set = isFields(order.total_price_set) ? order.total_price_set : {};
  const [shop, presentment] = [set.shop_money, set.presentment_money].map((one) =>
    amountOf(isFields(one) ? one.amount : undefined),
  );
  const inPresentment = (amount: Fraction) =>
    shop === undefined || presentment === undefined || shop.equals(0) ? amount : amount.mul(presentment).div(shop);
  const round = (amount: Fraction, of = currency) => {
    const unit = minorUnit(of);
    return amount.div(unit).round().mul(unit);
  };
  const text = (amount: Fraction, of = currency) =>
    round(amount, of)
      .valueOf()
      .toFixed(Math.round(Math.log10(1 / minorUnit(of).valueOf())));
  const other = (amount: Fraction) => ({
    amount: text(inPresentment(amount), presentmentCurrency),
    currency: presentmentCurrency,
  });
  return {
    currency,
    round: (amount) => round(amount),
    text: (amount) => text(amount),
    set: (amount) => ({
      shop_money: { amount: text(amount), currency_code: currency },
      presentment_money: { amount: other(amount).amount, currency_code: presentmentCurrency },
    }),
    presentment: other,
  };
}
