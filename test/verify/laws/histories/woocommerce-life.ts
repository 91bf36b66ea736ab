import { anyone } from './contact.ts';
import type { Life } from './history.ts';
import type { Random } from './random.ts';
import { isWorthSomething, makeOrder, type WooCommerceSetting } from './woocommerce-cart.ts';
import type { WooCommerceRefund } from './woocommerce-order.ts';
import { begin, markPaid, setStatus, UNPAID } from './woocommerce-payment.ts';
import { reappear, refund, showStrangeRefunds, undo } from './woocommerce-refunds.ts';
import { subOrdersOf } from './woocommerce-sub-orders.ts';
import { WooCommerceTeller } from './woocommerce-teller.ts';

/** Unknown to WooCommerce; stores may call the first paid and both of them not paid. */
export const CUSTOM_STATUSES = ['shipped', 'awaiting-stock'] as const;

/** Simulates one order at the shop, with the sub-orders that a plugin may make of it, and collects the bodies that WooCommerce would send on the way. */
export function woocommerceLives(random: Random, setting: WooCommerceSetting): Life[] {
  const person = random.chance(0.82) ? anyone(random) : null;
  const order = makeOrder(random, setting, person);
  const orders = [order, ...subOrdersOf(random, order, setting.nextId)];
  return orders.map((each) => lifeOf(new WooCommerceTeller(random, each, person, setting.nextId)));
}

function lifeOf(teller: WooCommerceTeller): Life {
  live(teller);
  const { order } = teller;
  if (order.aheadMs > 0) teller.notice('clock ten years ahead', (bodies) => bodies.length > 0);
  return {
    orderId: order.id,
    paidAtMs: order.paidMs ?? order.completedMs ?? order.createdMs,
    worth: order.lines.reduce((sum, { total }) => sum + total, 0) / 10_000,
    emissions: teller.emissions,
    runs: teller.runs,
  };
}

function live(teller: WooCommerceTeller): void {
  const { random } = teller;
  const paid = begin(teller);
  const gone: WooCommerceRefund[] = [];
  const steps = random.int(0, 7);
  for (let step = 0; step < steps; step += 1) {
    teller.pass();
    if (paid) paidStep(teller, gone);
    else unpaidStep(teller);
  }
  // The queue's last run tells the latest state.
  if (random.chance(0.3)) teller.save('saved');
  teller.tell('order.updated', 'last word', true);
}

function paidStep(teller: WooCommerceTeller, gone: WooCommerceRefund[]): void {
  const { random, order } = teller;
  const isUnpaid = UNPAID.some((status) => status === order.status);
  const [undone] = gone;
  if (undone && random.chance(0.5)) {
    gone.shift();
    reappear(teller, undone);
  } else if (order.refunds.length > 0 && random.chance(0.3)) {
    const deleted = undo(teller);
    if (deleted) gone.push(deleted);
  } else if (isUnpaid && random.chance(0.6)) {
    markPaid(teller);
    teller.tell('order.updated', 'paid again');
  } else anyPaidStep(teller);
}

function anyPaidStep(teller: WooCommerceTeller): void {
  const { random } = teller;
  random.weighted<() => void>([
    [7, () => refund(teller)],
    [1.2, () => setStatus(teller, 'completed')],
    [1.2, () => setStatus(teller, random.pick(CUSTOM_STATUSES))],
    [1.4, () => setStatus(teller, 'cancelled')],
    [0.5, () => setStatus(teller, random.pick(['failed', 'pending', 'on-hold']))],
    [0.5, () => setStatus(teller, 'refunded')],
    [1.2, () => edit(teller, 1.5, 'edited up')],
    [1.2, () => edit(teller, 0.5, 'edited down')],
    [1.5, () => teller.changeCustomer()],
    [0.4, () => teller.trash()],
    [0.3, () => changeDecimals(teller)],
    [0.7, () => showStrangeRefunds(teller)],
    [0.2, () => teller.tellError()],
    [0.3, () => teller.cloneSpeaks()],
    [1, () => teller.save('saved')],
  ])();
}

function unpaidStep(teller: WooCommerceTeller): void {
  teller.random.weighted<() => void>([
    [2, () => setStatus(teller, 'cancelled')],
    [2, () => setStatus(teller, 'failed')],
    [1, () => teller.changeCustomer()],
    [1, () => teller.save('saved unpaid')],
  ])();
}

function edit(teller: WooCommerceTeller, factor: number, what: string): void {
  const { order } = teller;
  const unit = 10 ** (4 - order.decimals);
  const scale = (amount: number): number => Math.round((amount * factor) / unit) * unit;
  const lines = order.lines.map((line, index) =>
    index === 0 ? { ...line, subtotal: scale(line.subtotal), total: scale(line.total), tax: scale(line.tax) } : line,
  );
  if (isWorthSomething({ ...order, lines })) order.lines = lines;
  teller.tell('order.updated', what);
}

function changeDecimals(teller: WooCommerceTeller): void {
  teller.order.decimals = teller.random.pick([0, 2, 4]);
  teller.tell('order.updated', 'display decimals changed');
}
