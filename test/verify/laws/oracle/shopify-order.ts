import { field, type Json, list, text } from './json.ts';
import { add, divide, larger, multiply, type Rational, rational, subtract, sum, ZERO } from './rational.ts';
import type { OrderBody } from './shopify-facts.ts';
import { idOf, isTip, type Pair, pair } from './shopify-refund-body.ts';

export type RuleTax = 'excluded' | 'included';

/** Some units of a line, in shop currency. */
export interface Worth {
  /** After discounts, with tax. */
  readonly worth: Rational;
  /** What of it earns, tax as the rule counts it. */
  readonly eligible: Rational;
}

export interface OrderLine extends Worth {
  readonly id: string;
  readonly units: number;
  readonly tip: boolean;
}

/** "*latest fully paid*: lines, taxes, total", in shop currency. */
export interface OrderMoney {
  readonly shopCurrency: string;
  readonly presentmentCurrency: string;
  readonly taxesIncluded: boolean;
  readonly ruleTax: RuleTax;
  readonly total: Pair;
  readonly lines: readonly OrderLine[];
  /** "every line the newest fully paid body has, with tax, gift cards in, tip lines out" */
  readonly allGoods: Rational;
  readonly eligible: Rational;
  /** After its discounts, without its tax. */
  readonly shipping: { readonly net: Rational; readonly tax: Rational };
}

export function orderMoney({ json }: OrderBody, ruleTax: RuleTax): OrderMoney {
  const taxesIncluded = field(json, 'taxes_included') === true;
  const shopCurrency = text(json, 'currency') ?? '';
  const lines = list(json, 'line_items').map((line) => orderLine(line, taxesIncluded, ruleTax));
  const goods = lines.filter(({ tip }) => !tip);
  return {
    shopCurrency,
    presentmentCurrency: text(json, 'presentment_currency') ?? shopCurrency,
    taxesIncluded,
    ruleTax,
    total: pair(json, 'total_price_set'),
    lines,
    allGoods: sum(goods.map(({ worth }) => worth)),
    // "line items after discounts; without shipping, taxes (a rule may take tax in), tips and gift-card products … Never below zero"
    eligible: larger(ZERO, sum(goods.map(({ eligible }) => eligible))),
    shipping: shippingOf(json, taxesIncluded),
  };
}

/** "(price × units − allocations in proportion, with tax)" */
export function worthOfUnits(line: OrderLine, units: number): Worth {
  if (line.units === 0) return { worth: ZERO, eligible: ZERO };
  const share = divide(rational(String(units)), rational(String(line.units)));
  return { worth: multiply(line.worth, share), eligible: multiply(line.eligible, share) };
}

/** What an amount is worth with its tax, and what of it earns. */
export function worthOf(
  amount: Rational,
  tax: Rational,
  earns: boolean,
  { taxesIncluded, ruleTax }: Pick<OrderMoney, 'taxesIncluded' | 'ruleTax'>,
): Worth {
  const worth = taxesIncluded ? amount : add(amount, tax);
  return { worth, eligible: !earns ? ZERO : ruleTax === 'included' ? worth : subtract(worth, tax) };
}

function orderLine(line: Json, taxesIncluded: boolean, ruleTax: RuleTax): OrderLine {
  const units = Number(text(line, 'quantity') ?? '0');
  const tip = isTip(line);
  const earns = !tip && field(line, 'gift_card') !== true;
  const amount = subtract(multiply(amountIn(line, 'price'), rational(String(units))), allocated(line));
  const worth = worthOf(amount, taxOf(line), earns, { taxesIncluded, ruleTax });
  return { id: idOf(line), units, tip, ...worth };
}

function shippingOf(json: Json, taxesIncluded: boolean): OrderMoney['shipping'] {
  const lines = list(json, 'shipping_lines');
  const tax = sum(lines.map(taxOf));
  const price = sum(
    lines.map((line) =>
      text(line, 'discounted_price') === null
        ? subtract(amountIn(line, 'price'), allocated(line))
        : amountIn(line, 'discounted_price'),
    ),
  );
  return { net: taxesIncluded ? subtract(price, tax) : price, tax };
}

const allocated = (line: Json): Rational =>
  sum(list(line, 'discount_allocations').map((allocation) => amountIn(allocation, 'amount')));

const taxOf = (line: Json): Rational => sum(list(line, 'tax_lines').map((tax) => amountIn(tax, 'price')));

/** The plain amount fields are in shop currency. */
const amountIn = (json: Json, key: string): Rational => rational(text(json, key) ?? '0');
