import { text } from '../oracle/json.ts';
import type { Sign } from './history.ts';
import { both } from './signs.ts';
import { isWorthSomething } from './woocommerce-cart.ts';
import type { WooCommerceOrder } from './woocommerce-order.ts';
import type { WooCommerceTeller } from './woocommerce-teller.ts';

export const UNPAID = ['cancelled', 'failed', 'pending', 'on-hold'] as const;

/** Of the usual plugins; the date of payment is set with them. */
export const DEPOSITS = ['partially-paid', 'partial-payment', 'deposit-paid'] as const;

/** The date of payment never changes: an order completed without one was paid when it was completed. */
export function markPaid({ order, nowMs }: WooCommerceTeller): void {
  order.status = 'processing';
  order.paidMs ??= order.completedMs ?? nowMs;
  showWhole(order);
}

function markCompleted({ order, nowMs }: WooCommerceTeller): void {
  order.status = 'completed';
  order.completedMs ??= nowMs;
  showWhole(order);
}

export function setStatus(teller: WooCommerceTeller, status: string): void {
  const { order } = teller;
  order.status = status;
  if (status === 'completed') markCompleted(teller);
  else if (!UNPAID.some((unpaid) => unpaid === status)) showWhole(order);
  teller.tell('order.updated', `set to ${status}`);
}

/** Creation sends order.created and order.updated with one body. Says whether anything of the order was ever paid. */
export function begin(teller: WooCommerceTeller): boolean {
  const { random, order } = teller;
  const start = random.weighted([
    [4, 'unpaid'],
    [4, 'paid'],
    [1, 'cash on delivery'],
    [0.7, 'completed undated'],
    [1, 'never paid'],
    [2, 'deposit'],
  ] as const);
  if (start === 'paid') markPaid(teller);
  else if (start === 'cash on delivery') order.status = 'processing';
  else if (start === 'completed undated') markCompleted(teller);
  else if (start === 'deposit') payDeposit(teller);
  else order.status = random.pick(['pending', 'on-hold', 'failed', 'checkout-draft']);
  teller.tell('order.created', 'created');
  teller.tell('order.updated', 'created');
  if (start === 'unpaid') payLater(teller);
  else if (start === 'cash on delivery') payInCash(teller);
  else if (start === 'deposit') endDeposit(teller);
  return start !== 'never paid';
}

function payLater(teller: WooCommerceTeller): void {
  if (teller.random.chance(0.2)) {
    teller.pass();
    teller.order.status = 'cancelled';
    teller.tell('order.updated', 'cancelled before paying');
  }
  teller.pass();
  markPaid(teller);
  teller.tell('order.updated', 'paid');
}

function payInCash(teller: WooCommerceTeller): void {
  teller.pass();
  teller.order.paidMs = teller.nowMs;
  markCompleted(teller);
  teller.tell('order.updated', 'paid in cash');
}

/** Plugins leave the total whole, lower it to the deposit, or lower the lines with it. */
function payDeposit(teller: WooCommerceTeller): void {
  const { order, random } = teller;
  const status = random.pick(DEPOSITS);
  order.status = status;
  order.paidMs = teller.nowMs;
  const lowered = random.pick([null, 'total', 'lines'] as const);
  if (lowered === null) return;
  order.deposit = { share: random.pick([0.2, 0.5]), of: lowered };
  if (!isWorthSomething(order)) order.deposit = null;
  else teller.notice('deposit with a lowered total', showsStatus(status));
}

/** The rest is paid, or the order falls back; some wait for ever. */
function endDeposit(teller: WooCommerceTeller): void {
  const { random, order } = teller;
  const { status } = order;
  teller.pass();
  const end = random.weighted([
    [5, 'paid off'],
    [3, 'falls back'],
    [1, 'waits'],
  ] as const);
  if (end === 'waits') return;
  if (end === 'paid off') {
    markPaid(teller);
    if (random.chance(0.4)) markCompleted(teller);
    teller.notice('deposit paid off', both(showsStatus(status), showsStatus(order.status)));
  } else {
    order.status = random.pick(UNPAID);
    teller.notice('deposit that falls back', both(showsStatus(status), showsStatus(order.status)));
  }
  teller.tell('order.updated', `deposit ${end}`);
}

function showWhole(order: WooCommerceOrder): void {
  order.deposit = null;
}

const showsStatus =
  (status: string): Sign =>
  (bodies) =>
    bodies.some((body) => text(body, 'status') === status);
