import { describe, expect, it } from 'vitest';
import { field, type Json, list, parseJson, text } from '../oracle/json.ts';
import type { Rational } from '../oracle/rational.ts';
import * as exact from '../oracle/rational.ts';
import { isOrder } from '../oracle/shopify-facts.ts';
import { CURRENCIES } from './currency.ts';
import type { Life } from './history.ts';
import { createRandom } from './random.ts';
import { SHOP_DOMAIN } from './shopify-cart.ts';
import { shopifyLife } from './shopify-life.ts';

const LIVES = 6000;
const { ZERO, absolute, add, compare, divide, isZero, larger, multiply, rational, smaller, subtract, sum } = exact;

describe("a Shopify shop's books", () => {
  it('balance in every body: goods now and discrepancies are net payment and what is outstanding', () => {
    let checked = 0;
    for (const { bodies, seed } of livesToldWithPayments()) {
      let paid = ZERO;
      for (const body of bodies) {
        if (text(body, 'kind') === 'sale') paid = add(paid, amount(body, 'amount'));
        if (!isOrder(body)) continue;
        const discrepancies = sum(list(body, 'refunds').map((refund) => discrepancyOf(body, refund)));
        const forGoods = subtract(netOf(paid, body), chargesNow(body));
        expectSame(
          body,
          add(goodsNow(body), discrepancies),
          add(forGoods, amount(body, 'total_outstanding')),
          `seed ${seed}`,
        );
        checked += 1;
      }
    }
    expect(checked).toBeGreaterThan(LIVES / 4);
  });

  it('end with the goods on the order paid for, where nothing was kept, given, failed or left open', () => {
    let checked = 0;
    for (const { bodies, life, seed } of livesToldWithPayments()) {
      const order = bodies.findLast(isOrder);
      const paid = sum(bodies.filter((body) => text(body, 'kind') === 'sale').map((body) => amount(body, 'amount')));
      if (order === undefined || !isPlain(order, life)) continue;
      expectSame(order, goodsNow(order), subtract(netOf(paid, order), chargesNow(order)), `seed ${seed}`);
      checked += 1;
    }
    expect(checked).toBeGreaterThan(LIVES / 50);
  });
});

/** Lives in one currency whose sales are told too, so that their bodies say all that the books hold. */
function* livesToldWithPayments(): Generator<{ seed: number; life: Life; bodies: Json[] }> {
  for (let seed = 0; seed < LIVES; seed += 1) {
    const life = lifeOf(seed);
    const bodies = ownBodies(life);
    const order = bodies.find(isOrder);
    const isTold = bodies.some((body) => text(body, 'kind') === 'sale');
    if (isTold && text(order, 'currency') === text(order, 'presentment_currency')) yield { seed, life, bodies };
  }
}

function lifeOf(seed: number): Life {
  const random = createRandom(seed);
  let last = 10_000;
  const nextId = () => {
    last += 1;
    return String(last);
  };
  const currency = random.weighted(CURRENCIES);
  return shopifyLife(random, {
    shopDomain: SHOP_DOMAIN,
    currency,
    startMs: Date.UTC(2026, 4, 4),
    orderId: '1',
    nextId,
  });
}

const ownBodies = ({ emissions }: Life): Json[] =>
  emissions.filter(({ what }) => what !== 'order of another shop').map(({ body }) => parseJson(body));

const amount = (json: Json | undefined, ...path: string[]): Rational => rational(text(json, ...path) ?? '0');

/** Nothing but sales, returns with their money and exchanges. */
function isPlain(order: Json, { occurrences }: Life): boolean {
  const status = text(order, 'financial_status') ?? '';
  const refunds = list(order, 'refunds');
  const happened = (what: RegExp): boolean => occurrences.some(({ situation }) => what.test(situation));
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

const netOf = (paid: Rational, order: Json): Rational => subtract(paid, sum(list(order, 'refunds').map(moneyOf)));

const written = (refund: Json): Rational =>
  sum(
    list(refund, 'order_adjustments')
      .filter((adjustment) => text(adjustment, 'kind') === 'refund_discrepancy')
      .map((adjustment) => add(amount(adjustment, 'amount'), amount(adjustment, 'tax_amount'))),
  );

/** A refund that did not happen has none; one over money that is on its way counts once that money has failed. */
function discrepancyOf(order: Json, refund: Json): Rational {
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

const goodsNow = (order: Json): Rational => linesNow(order, (line) => !isTip(line));

/** As the line says, or where it does not, as the listed refunds leave it. */
function unitsLeft(order: Json, line: Json): Rational {
  const said = text(line, 'current_quantity');
  if (said !== null) return rational(said);
  const listed = list(order, 'refunds').flatMap((refund) => list(refund, 'refund_line_items'));
  const gone = listed.filter((unit) => text(unit, 'line_item_id') === text(line, 'id'));
  return subtract(amount(line, 'quantity'), sum(gone.map((unit) => amount(unit, 'quantity'))));
}

/** Tips, shipping, duties and fees that have not gone back. */
function chargesNow(order: Json): Rational {
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
function isSame(order: Json, left: Rational, right: Rational): boolean {
  const decimals = (text(order, 'current_total_price') ?? '').split('.')[1]?.length ?? 0;
  const units = list(order, 'line_items').length + list(order, 'shipping_lines').length;
  const tolerance = { n: BigInt(units), d: 10n ** BigInt(decimals) };
  return compare(absolute(subtract(left, right)), tolerance) <= 0;
}

function expectSame(order: Json, left: Rational, right: Rational, where: string): void {
  const inWords = ({ n, d }: Rational): number => Number(n) / Number(d);
  expect(isSame(order, left, right), `${where}: ${inWords(left)} and ${inWords(right)}`).toBe(true);
}
