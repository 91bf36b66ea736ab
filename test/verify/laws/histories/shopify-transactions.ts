import type { Random } from './random.ts';
import { toShop, totalOf } from './shopify-books.ts';
import type { ShopifyOrder, ShopifyTransaction } from './shopify-order.ts';

/** The transactions by which a refund's money moves: one or two, some still pending, some failed. */
export function transactionsFor(
  random: Random,
  order: ShopifyOrder,
  money: number,
  nextId: () => string,
  gateway = random.pick(['shopify_payments', 'shopify_payments', 'manual', 'shopify_store_credit']),
): ShopifyTransaction[] {
  if (money <= 0) return [];
  const areTwo = random.chance(0.25) && money > 1;
  const first = areTwo ? random.int(1, money - 1) : money;
  const one = (amount: number): ShopifyTransaction => transactionOf(random, order, amount, nextId(), gateway);
  return areTwo ? [one(first), one(money - first)] : [one(money)];
}

function transactionOf(
  random: Random,
  order: ShopifyOrder,
  amount: number,
  id: string,
  gateway: string,
): ShopifyTransaction {
  const sameCurrency = order.shop.code === order.presentment.code;
  const currency = random.weighted<ShopifyTransaction['currency']>([
    [8, 'presentment'],
    [1.5, 'null'],
    [sameCurrency ? 0 : 2, 'shop'],
  ]);
  const isWhole = currency === 'shop' && amount === totalOf(order);
  return {
    id,
    kind: 'refund',
    gateway,
    status: random.weighted([
      [12, 'success'],
      [7, 'pending'],
      [1.5, 'failure'],
      [0.7, 'error'],
    ]),
    amount,
    currency,
    shopAmount: isWhole ? totalOf(order, toShop(order)) : null,
  };
}

/** An authorization given up, which moves no money. */
export const voiding = (order: ShopifyOrder, id: string): ShopifyTransaction => ({
  id,
  kind: 'void',
  gateway: 'shopify_payments',
  status: 'success',
  amount: totalOf(order),
  currency: 'presentment',
  shopAmount: null,
});
