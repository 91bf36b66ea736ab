import { field, type Json, list, text } from '../oracle/json.ts';
import {
  absolute,
  add,
  compare,
  divide,
  isZero,
  larger,
  multiply,
  type Rational,
  rational,
  smaller,
  subtract,
  sum,
  ZERO,
} from '../oracle/rational.ts';
import type { Life } from './history.ts';

export const amount = (json: Json | undefined, ...path: string[]): Rational => rational(text(json, ...path) ?? '0');

/** Nothing but sales, returns with their money and exchanges. */
export function isPlain(order: Json, { runs }: Life): boolean {
  const status = text(order, 'financial_status') ?? '';
  const refunds = list(order, 'refunds');
  const happened = (what: RegExp): boolean => runs.some(({ situation }) => what.test(situation));
  const isOwing = status === 'partially_paid' && happened(/edited up|something dearer|paid in part/);
  return (
    !/pending|authorized|voided/.test(status) &&
    !isOwing &&
    !happened(/settled outside|removed after payment/) &&
    refunds.every((refund) => isZero(written(refund)) && list(refund, 'transactions').every(isLive))
  );
}

const isLive = (transaction: Json): boolean => /success|pending/.test(text(transaction, 'status') ?? '');

const moneyOf = (refund: Json): Rational =>
  sum(
    list(refund, 'transactions')
      .filter(isLive)
      .map((transaction) => amount(transaction, 'amount')),
  );

export const netOf = (paid: Rational, order: Json): Rational =>
  subtract(paid, sum(list(order, 'refunds').map(moneyOf)));

const written = (refund: Json): Rational =>
  sum(
    list(refund, 'order_adjustments')
      .filter((adjustment) => text(adjustment, 'kind') === 'refund_discrepancy')
      .map((adjustment) => add(amount(adjustment, 'amount'), amount(adjustment, 'tax_amount'))),
  );

/** A refund that did not happen has none; one over money that is on its way counts once that money has failed. */
export function discrepancyOf(order: Json, refund: Json): Rational {
  const transactions = list(refund, 'transactions');
  const units = list(refund, 'refund_line_items');
  const hasFailed = transactions.length > 0 && !transactions.some(isLive);
  if (units.length === 0 && hasFailed) return ZERO;
  const listed = sum(units.map((unit) => worthOf(order, lineOf(order, unit), amount(unit, 'quantity'))));
  const isForAll = isSame(order, listed, sum(transactions.map((transaction) => amount(transaction, 'amount'))));
  return isForAll ? smaller(written(refund), larger(ZERO, subtract(listed, moneyOf(refund)))) : written(refund);
}

const lineOf = (order: Json, unit: Json): Json =>
  list(order, 'line_items').find((line) => text(line, 'id') === text(unit, 'line_item_id')) ?? null;

const isTip = (line: Json): boolean => field(line, 'tip_payment_gateway') !== undefined;

/** Units with their tax, at what the order's own line says. */
function worthOf(order: Json, line: Json, units: Rational): Rational {
  const quantity = amount(line, 'quantity');
  const taken = sum(list(line, 'discount_allocations').map((allocation) => amount(allocation, 'amount')));
  const net = subtract(multiply(amount(line, 'price'), quantity), taken);
  const tax = sum(list(line, 'tax_lines').map((entry) => amount(entry, 'price')));
  const whole = field(order, 'taxes_included') === true ? net : add(net, tax);
  return divide(multiply(whole, units), quantity);
}

const linesNow = (order: Json, accept: (line: Json) => boolean): Rational =>
  sum(
    list(order, 'line_items')
      .filter(accept)
      .map((line) => worthOf(order, line, unitsLeft(order, line))),
  );

export const goodsNow = (order: Json): Rational => linesNow(order, (line) => !isTip(line));

/** As the line says, or where it does not, as the listed refunds leave it. */
function unitsLeft(order: Json, line: Json): Rational {
  const said = text(line, 'current_quantity');
  if (said !== null) return rational(said);
  const listed = list(order, 'refunds').flatMap((refund) => list(refund, 'refund_line_items'));
  const gone = listed.filter((unit) => text(unit, 'line_item_id') === text(line, 'id'));
  return subtract(amount(line, 'quantity'), sum(gone.map((unit) => amount(unit, 'quantity'))));
}

/** Tips, shipping, duties and fees that have not gone back. */
export function chargesNow(order: Json): Rational {
  const inShop = (key: string): Rational => amount(order, key, 'shop_money', 'amount');
  const shipping = inShop('current_shipping_price_set');
  const [line] = list(order, 'shipping_lines');
  const price = amount(line, 'price');
  const tax = sum(list(line, 'tax_lines').map((entry) => amount(entry, 'price')));
  const isFree = isZero(price) || field(order, 'taxes_included') === true;
  return sum([
    linesNow(order, isTip),
    shipping,
    isFree ? ZERO : divide(multiply(tax, shipping), price),
    inShop('current_total_duties_set'),
    inShop('current_total_additional_fees_set'),
  ]);
}

/** Shares of a line are rounded to minor units. */
export function isSame(order: Json, left: Rational, right: Rational): boolean {
  const decimals = (text(order, 'current_total_price') ?? '').split('.')[1]?.length ?? 0;
  const units = list(order, 'line_items').length + list(order, 'shipping_lines').length;
  const tolerance = { n: BigInt(units), d: 10n ** BigInt(decimals) };
  return compare(absolute(subtract(left, right)), tolerance) <= 0;
}
