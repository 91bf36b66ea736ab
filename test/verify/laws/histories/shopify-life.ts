import { convert } from './currency.ts';
import type { Life } from './history.ts';
import type { Random } from './random.ts';
import { editBeforePayment, pay } from './shopify-beginning.ts';
import { goodsNow, lineNet, netPayment, outstanding } from './shopify-books.ts';
import type { ShopifySetting } from './shopify-cart.ts';
import { editDown, editUp, exchange, payWhatIsOwed } from './shopify-edits.ts';
import { noticeHabits, noticeRefunds } from './shopify-notices.ts';
import type { ShopifyTransaction } from './shopify-order.ts';
import { anyRefund } from './shopify-refunding.ts';
import { theRest } from './shopify-returns.ts';
import { showsCancelled, showsRefund } from './shopify-signs.ts';
import { ShopifyTeller } from './shopify-teller.ts';
import { voiding } from './shopify-transactions.ts';
import { takeAll } from './shopify-units.ts';
import { both } from './signs.ts';

/** Simulates one order at the shop and collects the bodies that Shopify would send on the way. */
export function shopifyLife(random: Random, setting: ShopifySetting): Life {
  const teller = new ShopifyTeller(random, setting);
  const { order } = teller;
  live(teller);
  noticeHabits(teller);
  noticeRefunds(teller);
  const goods = order.lines.reduce((sum, line) => sum + lineNet(line), 0);
  return {
    orderId: order.id,
    paidAtMs: order.processedMs,
    worth: convert(goods, order.presentment, order.shop) / 10 ** order.shop.exponent,
    emissions: teller.emissions,
    runs: teller.runs,
  };
}

function live(teller: ShopifyTeller): void {
  const { random, order, neverOrdered } = teller;
  const unpaidFirst = random.chance(0.65);
  const paid = neverOrdered || random.chance(0.9);
  if (unpaidFirst || !paid) {
    if (random.chance(0.2)) order.status = 'authorized';
    teller.tell('orders/create', 'created unpaid');
    teller.pass();
    if (!neverOrdered && random.chance(0.35)) editBeforePayment(teller);
  }
  if (paid) pay(teller, unpaidFirst ? 'orders/paid' : 'orders/create');
  const steps = random.int(neverOrdered ? 1 : 0, 7);
  for (let step = 0; step < steps; step += 1) {
    teller.pass();
    if (!paid) unpaidStep(teller);
    else if (neverOrdered) refund(teller);
    else paidStep(teller);
  }
  // Whatever was kept back is told at last, unless a transaction's own body is to have the last word.
  if (neverOrdered || !random.chance(0.55)) return;
  teller.pass();
  teller.save('saved');
}

function paidStep(teller: ShopifyTeller): void {
  const { random, order } = teller;
  const pending = order.refunds.flatMap(({ transactions }) => transactions).find(({ status }) => status === 'pending');
  if (pending && random.chance(0.5)) resolve(teller, pending);
  else if (outstanding(order) > 0 && random.chance(0.6)) payTheRest(teller);
  else if (order.owed > 0 && random.chance(0.6)) payWhatIsOwed(teller);
  else anyPaidStep(teller);
}

function anyPaidStep(teller: ShopifyTeller): void {
  const { order } = teller;
  const isOpen = order.cancelledMs === null;
  const isEmpty = goodsNow(order) === 0 && netPayment(order) <= 0;
  teller.random.weighted<() => void>([
    [isEmpty ? 1 : 8, () => refund(teller)],
    [isOpen ? 1.3 : 0, () => editUpAfterPayment(teller)],
    [isOpen ? 2 : 0, () => editDownAfterPayment(teller)],
    [isOpen ? 3.2 : 0, () => exchange(teller)],
    [isOpen ? 1.2 : 0, () => cancel(teller)],
    [1.3, () => teller.changeCustomer()],
    [1, () => teller.save('saved')],
  ])();
}

function unpaidStep(teller: ShopifyTeller): void {
  teller.random.weighted<() => void>([
    [2, () => cancelUnpaid(teller)],
    [1, () => teller.changeCustomer()],
    [1, () => teller.save('saved unpaid')],
  ])();
}

/** One refund or two at once, told by themselves, in the order's body or in both. */
function refund(teller: ShopifyTeller): void {
  const { random } = teller;
  const made = [anyRefund(teller)];
  if (random.chance(0.2)) made.push(anyRefund(teller));
  teller.settleStatus();
  const tellsOrder = !teller.neverOrdered && random.chance(0.75);
  if (!tellsOrder || random.chance(0.7)) teller.tellRefunds(made);
  if (tellsOrder) teller.tell('orders/updated', 'refunded in part or whole');
}

function resolve(teller: ShopifyTeller, transaction: ShopifyTransaction): void {
  transaction.status = teller.random.weighted([
    [6, 'success'],
    [4, 'failure'],
    [1, 'error'],
  ]);
  teller.tellTransaction(transaction);
  teller.settleStatus();
  if (teller.random.chance(0.4)) teller.tell('orders/updated', 'refund settled');
}

function payTheRest(teller: ShopifyTeller): void {
  teller.receive();
  teller.tell(teller.random.pick(['orders/paid', 'orders/updated']), 'paid the rest');
}

function editUpAfterPayment(teller: ShopifyTeller): void {
  const line = editUp(teller);
  teller.settleStatus();
  teller.noticeUnpaid(line, 'edit unpaid for a while');
  teller.tellEdit('edited up');
}

function editDownAfterPayment(teller: ShopifyTeller): void {
  editDown(teller, 'after payment');
  teller.settleStatus();
  teller.tellEdit('edited down');
}

function cancel(teller: ShopifyTeller): void {
  const { random, order } = teller;
  teller.cancelNow();
  if (random.chance(0.6) && goodsNow(order) > 0) {
    const made = theRest(teller);
    teller.settleStatus();
    teller.notice('cancelled order that loses its goods', both(showsCancelled, showsRefund(made.id)));
    if (random.chance(0.6)) teller.tellRefunds([made]);
  } else if (goodsNow(order) > 0) teller.notice('cancelled order that keeps its goods', showsCancelled);
  teller.tell('orders/cancelled', 'cancelled');
}

/** A cancelled order that was never paid holds a refund without money, or one whose transaction is a void. */
function cancelUnpaid(teller: ShopifyTeller): void {
  const { random, order, nextId } = teller;
  if (order.cancelledMs !== null) {
    teller.save('saved unpaid');
    return;
  }
  teller.cancelNow();
  const transactions = order.status === 'authorized' ? [voiding(order, nextId())] : [];
  if (transactions.length > 0 || random.chance(0.5)) order.status = 'voided';
  const lines = takeAll(order, nextId);
  teller.addRefund({ lines, money: 0, discrepancy: 0, restock: 'cancel', transactions }, []);
  teller.tell('orders/cancelled', 'cancelled unpaid');
}
