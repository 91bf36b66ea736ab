import { describe, expect, it } from 'vitest';
import { type Json, list, parseJson, text } from '../oracle/json.ts';
import { add, type Rational, subtract, sum, ZERO } from '../oracle/rational.ts';
import { isOrder } from '../oracle/shopify-facts.ts';
import { amount, chargesNow, discrepancyOf, goodsNow, isPlain, isSame, netOf } from './books-by-body.ts';
import { CURRENCIES } from './currency.ts';
import type { Life } from './history.ts';
import { createRandom } from './random.ts';
import { SHOP_DOMAIN } from './shopify-cart.ts';
import { shopifyLife } from './shopify-life.ts';

const LIVES = 4000;

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

function expectSame(order: Json, left: Rational, right: Rational, where: string): void {
  const inWords = ({ n, d }: Rational): number => Number(n) / Number(d);
  expect(isSame(order, left, right), `${where}: ${inWords(left)} and ${inWords(right)}`).toBe(true);
}
