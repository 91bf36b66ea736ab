import { refundedMoney, totalOf, type WooCommerceRefund } from './woocommerce-order.ts';
import type { WooCommerceTeller } from './woocommerce-teller.ts';

export function refund(teller: WooCommerceTeller): void {
  const { random, order } = teller;
  do order.refunds = [...order.refunds, { id: teller.nextId(), amount: refundAmount(teller) }];
  while (random.chance(0.25));
  const whole = refundedMoney(order) >= totalOf(order);
  // A plugin's float sums can leave a fully refunded order completed.
  if (whole && order.status !== 'cancelled' && !random.chance(0.4)) order.status = 'refunded';
  teller.tell('order.updated', 'refunded in part or whole');
}

function refundAmount({ random, order }: WooCommerceTeller): number {
  const left = Math.max(0, totalOf(order) - refundedMoney(order));
  const unit = 10 ** (4 - order.decimals);
  const onGrid = (amount: number): number => Math.floor(Math.min(amount, left) / unit) * unit;
  const last = order.refunds.at(-1)?.amount;
  return random.weighted([
    [4, onGrid((left * random.int(1, 80)) / 100)],
    [3, left],
    [3, onGrid(last ?? left / 3)],
    [0.8, 0],
  ]);
}

/** Gives the refund that was deleted. */
export function undo(teller: WooCommerceTeller): WooCommerceRefund | undefined {
  const { random, order, nowMs } = teller;
  const at = random.int(0, order.refunds.length - 1);
  const undone = order.refunds[at];
  order.refunds = order.refunds.filter((_, index) => index !== at);
  if (order.status === 'refunded' && random.chance(0.7)) order.status = 'completed';
  if (order.status === 'completed') order.completedMs ??= nowMs;
  teller.tie();
  teller.tell('order.updated', 'refund deleted');
  return undone;
}

export function reappear(teller: WooCommerceTeller, undone: WooCommerceRefund): void {
  teller.order.refunds = [...teller.order.refunds, undone];
  teller.tie();
  teller.tell('order.updated', 'refund shown again');
}

export function showStrangeRefunds(teller: WooCommerceTeller): void {
  const { random, order } = teller;
  if (random.chance(0.5)) order.ghosts = order.ghosts === 0 ? random.int(1, 2) : 0;
  else order.hasRefundsKey = !order.hasRefundsKey;
  teller.tell('order.updated', 'refunds written otherwise');
}
