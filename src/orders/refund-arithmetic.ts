import Fraction from 'fraction.js';
import { type Decimal, exact, sum } from './decimal.ts';
import type {
  CollectedRefund,
  ListedRefund,
  OrderMoney,
  RefundedLine,
  RefundTransaction,
  TransactionStatus,
  TwoCurrencies,
} from './order-facts.ts';
import { furtherStatus, isMoneyBack } from './transaction-status.ts';

type Tax = 'excluded' | 'included';

/** What all refunds of an order took back so far. */
export interface Returned {
  /** Part of the eligible amount, never more than all of it; exact. */
  readonly eligible: Fraction;
  /** All the money is back, so nothing of the order earns points any more. */
  readonly everything: boolean;
}

/** The amount that earns points before any refund, as the rule counts tax; never below zero. */
export function grossEligible(money: OrderMoney, tax: Tax): Fraction {
  const eligible = exact(money.eligible);
  return notNegative(tax === 'included' ? eligible.add(money.eligibleTax) : eligible);
}

/** WooCommerce refunds: one amount each and no split, so the order's own proportion is the best there is. */
export function returnedByList(refunds: readonly ListedRefund[], money: OrderMoney, tax: Tax): Returned {
  const refunded = sum(refunds.map((refund) => refund.amount));
  return returned(
    share(refunded, grossEligible(money, tax), exact(money.shareBase)),
    money,
    tax,
    refunded.gte(money.total),
  );
}

/**
 * Shopify refunds: their transactions say how much money went back; lines only say what part of it was goods.
 * @see https://shopify.dev/docs/api/admin-rest/latest/resources/refund
 */
export function returnedByRefunds(
  refunds: readonly CollectedRefund[],
  statuses: Readonly<Record<string, TransactionStatus>>,
  money: OrderMoney,
  tax: Tax,
): Returned {
  let eligible = new Fraction(0);
  let shop = new Fraction(0);
  let presentment = new Fraction(0);
  for (const refund of refunds) {
    const back = moneyBack(refund, statuses, money);
    shop = shop.add(back.shop);
    presentment = presentment.add(back.presentment);
    eligible = eligible.add(eligiblePart(refund, back, money, tax));
  }
  const everything = shop.gte(money.total) || presentment.gte(money.presentment.total);
  return returned(eligible, money, tax, everything);
}

function returned(eligible: Fraction, money: OrderMoney, tax: Tax, everything: boolean): Returned {
  const gross = grossEligible(money, tax);
  return { eligible: everything || eligible.gt(gross) ? gross : eligible, everything };
}

interface MoneyBack {
  readonly shop: Fraction;
  readonly presentment: Fraction;
}

function moneyBack(
  refund: CollectedRefund,
  statuses: Readonly<Record<string, TransactionStatus>>,
  money: OrderMoney,
): MoneyBack {
  const rate = exchangeRate(refund, money);
  let shop = new Fraction(0);
  let presentment = new Fraction(0);
  for (const transaction of refund.transactions) {
    // Stryker disable next-line StringLiteral: no text without a rank is further than any status
    const status = furtherStatus(transaction.status, statuses[transaction.id] ?? 'other');
    if (!isMoneyBack(status)) continue;
    const amount = exact(transaction.amount);
    const inShopCurrency = isInShopCurrency(transaction, money);
    shop = shop.add(inShopCurrency ? amount : amount.mul(rate));
    presentment = presentment.add(inShopCurrency ? amount.div(rate) : amount);
  }
  return { shop, presentment };
}

function isInShopCurrency(transaction: RefundTransaction, money: OrderMoney): boolean {
  return (transaction.currency ?? money.presentment.currency) === money.currency;
}

/** Shop money per presentment money: the refund's own, else the order's; 1 where neither has one. */
function exchangeRate(refund: CollectedRefund, money: OrderMoney): Fraction {
  const pair: TwoCurrencies = refund.rate ?? { shop: money.total, presentment: money.presentment.total };
  const shop = exact(pair.shop);
  const presentment = exact(pair.presentment);
  return shop.equals(0) || presentment.equals(0) ? new Fraction(1) : shop.div(presentment);
}

function eligiblePart(refund: CollectedRefund, back: MoneyBack, money: OrderMoney, tax: Tax): Fraction {
  const shipping = shippingReturned(refund, money.taxesIncluded);
  const goods = notNegative(back.presentment.sub(shipping.presentment));
  const lines = linesWithTax(refund.lines, money.taxesIncluded);
  const tolerance = minorUnit(money.presentment.currency).mul(refund.lines.length);
  if (lines.sub(goods).abs().lte(tolerance)) return notNegative(eligibleLines(refund.lines, money.taxesIncluded, tax));
  const goodsInShopMoney = notNegative(back.shop.sub(shipping.shop));
  return share(goodsInShopMoney, grossEligible(money, tax), exact(money.shareBase));
}

/** Newer bodies say it in `refund_shipping_lines`, older ones in an adjustment, some in both: never count it twice. */
function shippingReturned(refund: CollectedRefund, taxesIncluded: boolean): MoneyBack {
  const asLines = refund.shipping.filter((shipping) => shipping.source === 'line');
  const parts = asLines.length > 0 ? asLines : refund.shipping;
  const total = (pick: (amount: TwoCurrencies) => Decimal) =>
    sum(parts.flatMap(({ amount, tax }) => (taxesIncluded ? [pick(amount)] : [pick(amount), pick(tax)])));
  return { shop: total((amount) => amount.shop), presentment: total((amount) => amount.presentment) };
}

function linesWithTax(lines: readonly RefundedLine[], taxesIncluded: boolean): Fraction {
  return sum(
    lines.flatMap(({ subtotal, tax }) =>
      taxesIncluded ? [subtotal.presentment] : [subtotal.presentment, tax.presentment],
    ),
  );
}

function eligibleLines(lines: readonly RefundedLine[], taxesIncluded: boolean, tax: Tax): Fraction {
  const goods = lines.filter((line) => !line.excluded);
  const subtotals = sum(goods.map((line) => line.subtotal.shop));
  const taxes = sum(goods.map((line) => line.tax.shop));
  if (taxesIncluded) return tax === 'included' ? subtotals : subtotals.sub(taxes);
  return tax === 'included' ? subtotals.add(taxes) : subtotals;
}

/** `part × whole ÷ base`, exactly; nothing where there is no base. */
function share(part: Fraction, whole: Fraction, base: Fraction): Fraction {
  return base.lte(0) ? new Fraction(0) : part.mul(whole).div(base);
}

function notNegative(value: Fraction): Fraction {
  return value.lt(0) ? new Fraction(0) : value;
}

const minorUnits = new Map<string, Fraction>();

/** ISO 4217's smallest unit of a currency: 0.01 BRL, 1 JPY, 0.001 KWD; 0.01 of what is no currency code. */
function minorUnit(currency: string): Fraction {
  const known = minorUnits.get(currency);
  if (known !== undefined) return known;
  const unit = findMinorUnit(currency);
  minorUnits.set(currency, unit);
  return unit;
}

/** Takes tens of microseconds, which a batch of orders need not pay again and again. */
function findMinorUnit(currency: string): Fraction {
  if (!/^[A-Za-z]{3}$/.test(currency)) return new Fraction('0.01');
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
  return new Fraction(1).div(10 ** maximumFractionDigits);
}
