import { anyone, type Person, someoneElse } from './contact.ts';
import { convert } from './currency.ts';
import type { Emission, Fact, Life } from './history.ts';
import type { Random } from './random.ts';
import { editBody, orderBody, refundBody, saleBody, transactionBody } from './shopify-body.ts';
import { contactOf, makeOrder, type ShopifySetting } from './shopify-cart.ts';
import {
  moneyBackOf,
  outstanding,
  type ShopifyOrder,
  type ShopifyRefund,
  type ShopifyTransaction,
} from './shopify-order.ts';
import { ShopifySteps } from './shopify-steps.ts';
import type { Situation } from './situation.ts';

const OTHER_SHOP = 'other-shop.myshopify.com';

/** Simulates one order at the shop and collects the bodies that Shopify would send on the way. */
export function shopifyLife(random: Random, setting: ShopifySetting): Life {
  const teller = new ShopifyTeller(random, setting);
  teller.live();
  const { order } = teller;
  const goods = order.lines.reduce((sum, { price, quantity, discount }) => sum + price * quantity - discount, 0);
  return {
    orderId: order.id,
    paidAtMs: order.processedMs,
    worth: convert(goods, order.presentment, order.shop) / 10 ** order.shop.exponent,
    emissions: teller.emissions,
    did: teller.did,
  };
}

class ShopifyTeller {
  readonly emissions: Emission[] = [];
  readonly order: ShopifyOrder;
  private readonly random: Random;
  private readonly setting: ShopifySetting;
  private readonly steps: ShopifySteps;
  private readonly neverOrdered: boolean;
  private person: Person | null;
  private nowMs: number;

  constructor(random: Random, setting: ShopifySetting) {
    this.random = random;
    this.setting = setting;
    this.nowMs = setting.startMs;
    this.neverOrdered = random.chance(0.05);
    this.person = random.chance(0.82) ? anyone(random) : null;
    this.order = makeOrder(random, setting, this.person);
    this.steps = new ShopifySteps(random, this.order, setting.nextId);
  }

  get did(): ReadonlySet<Situation> {
    return this.steps.did;
  }

  live(): void {
    const { random, order } = this;
    const unpaidFirst = random.chance(0.6);
    const paid = this.neverOrdered || random.chance(0.92);
    if (unpaidFirst || !paid) {
      if (random.chance(0.2)) order.status = 'authorized';
      this.tell('orders/create', 'created unpaid');
      this.pass();
      if (random.chance(0.3)) this.editUnpaid();
    }
    if (paid) this.pay(unpaidFirst ? 'orders/paid' : 'orders/create');
    const steps = random.int(this.neverOrdered ? 1 : 0, 7);
    for (let step = 0; step < steps; step += 1) {
      this.pass();
      if (paid) this.paidStep(this.neverOrdered && step === 0);
      else this.unpaidStep();
    }
    if (this.neverOrdered) return;
    if (!order.showsCurrent) this.note('current units not shown');
    if (order.aheadMs > 0) this.note('clock ten years ahead');
    // Whatever was kept back is told at last, unless a transaction's own body is to have the last word.
    if (random.chance(0.55)) {
      this.pass();
      this.save('saved');
    }
  }

  private note(situation: Situation): void {
    this.steps.did.add(situation);
  }

  private editUnpaid(): void {
    const known = this.order.refunds.length;
    this.steps.editBeforePayment();
    this.tellRefunds(this.order.refunds.slice(known), 'edited before payment');
    this.pass();
  }

  private pay(topic: string): void {
    this.steps.pay();
    this.settleStatus();
    this.tell(topic, 'paid');
    if (this.random.chance(0.08)) {
      this.emit('order_transactions/create', saleBody(this.order, this.setting.nextId()), 'sale', []);
    }
    if (topic === 'orders/paid' && this.random.chance(0.4)) this.tell('orders/updated', 'paid');
  }

  private paidStep(mustRefund: boolean): void {
    const { random } = this;
    const pending = this.order.refunds
      .flatMap(({ transactions }) => transactions)
      .filter(({ status }) => status === 'pending');
    const [oldest] = pending;
    const resolves = oldest !== undefined && random.chance(0.6);
    const owed = outstanding(this.order);
    if (resolves) this.resolve(oldest);
    else if (owed > 0 && random.chance(0.6)) this.payTheRest();
    else if (owed < 0 && random.chance(0.4)) this.refund(() => this.steps.sendOwed());
    else if (mustRefund) this.refund();
    else this.anyPaidStep();
  }

  private anyPaidStep(): void {
    this.random.weighted<() => void>([
      [8, () => this.refund()],
      [5, () => this.edit()],
      [0.9, () => this.cancel()],
      [1.5, () => this.changeCustomer()],
      [1.2, () => this.save('saved')],
    ])();
  }

  private unpaidStep(): void {
    this.random.weighted<() => void>([
      [2, () => this.save('saved unpaid')],
      [1, () => this.changeCustomer()],
      [1, () => this.cancelUnpaid()],
    ])();
  }

  /** One refund or several at once. */
  private refund(one: () => void = () => this.steps.refund()): void {
    const known = this.order.refunds.length;
    do one();
    while (this.random.chance(0.2));
    this.tellRefunds(this.order.refunds.slice(known), 'refunded in part or whole');
  }

  private tellRefunds(made: readonly ShopifyRefund[], what: string): void {
    const { random, order } = this;
    this.settleStatus();
    const tellsOrder = random.chance(0.75);
    for (const refund of made) {
      if (!tellsOrder || random.chance(0.85)) {
        this.emit('refunds/create', refundBody(order, refund), `refund ${refund.id}`, factsOf([refund]));
      }
    }
    if (tellsOrder || made.length === 0) this.tell('orders/updated', what);
  }

  private edit(): void {
    const known = this.order.refunds.length;
    this.steps.edit();
    if (this.random.chance(0.3)) this.emit('orders/edited', editBody(this.order), 'edited', []);
    this.tellRefunds(this.order.refunds.slice(known), 'edited or exchanged');
    if (this.order.status === 'partially_paid') this.note('difference not paid for a while');
  }

  private payTheRest(): void {
    this.pay(this.random.pick(['orders/paid', 'orders/updated']));
  }

  private resolve(transaction: ShopifyTransaction): void {
    const { random, order } = this;
    transaction.status = random.weighted([
      [6, 'success'],
      [4, 'failure'],
      [1, 'error'],
    ]);
    this.emit('order_transactions/create', transactionBody(order, transaction), `refund ${transaction.status}`, [
      fact(transaction),
    ]);
    this.settleStatus();
    if (random.chance(0.4)) this.tell('orders/updated', 'refund settled');
  }

  private cancel(): void {
    const { random, order } = this;
    order.cancelledMs = this.nowMs;
    const kept = order.lines.some(({ current }) => current > 0);
    if (random.chance(0.6)) this.refund(() => this.steps.giveTheRestBack());
    else if (kept) this.note('cancelled, goods kept');
    this.tell('orders/cancelled', 'cancelled');
  }

  private cancelUnpaid(): void {
    const { random, order } = this;
    order.cancelledMs = this.nowMs;
    if (random.chance(0.5)) order.status = 'voided';
    this.tell('orders/cancelled', 'cancelled unpaid');
  }

  private changeCustomer(): void {
    this.person = this.person !== null && this.random.chance(0.35) ? null : someoneElse(this.random, this.person);
    this.order.contact = contactOf(this.random, this.person);
    this.tell('orders/updated', this.person === null ? 'customer gone' : 'customer set');
  }

  private save(what: string): void {
    this.order.revision += 1;
    this.tell('orders/updated', what);
  }

  /** Full and partial refunds show in the status, though sometimes late. */
  private settleStatus(): void {
    const { order, random } = this;
    if (order.paid === 0) return;
    const back = moneyBackOf(order);
    if (outstanding(order) > 0) order.status = 'partially_paid';
    else if (back > 0 && back >= order.paid && !random.chance(0.25)) order.status = 'refunded';
    else order.status = back > 0 ? 'partially_refunded' : 'paid';
  }

  /** Some steps share their second: ties of `updated_at`. */
  private pass(): void {
    const { random } = this;
    this.nowMs +=
      random.weighted([
        [2, 0],
        [3, random.int(1, 59)],
        [3, random.int(60, 7_200)],
        [2, random.int(7_200, 400_000)],
      ]) * 1000;
    this.order.updatedMs = this.nowMs;
  }

  private tell(topic: string, what: string): void {
    const { order, random } = this;
    if (this.neverOrdered) return;
    const body = orderBody(order);
    this.emit(topic, body, `order ${order.status}: ${what}`, [{ key: 'order', form: body }, ...factsOf(order.refunds)]);
    if (random.chance(0.025)) {
      const foreign = orderBody({
        ...order,
        statusHost: OTHER_SHOP,
        status: 'refunded',
        updatedMs: this.nowMs + 60_000,
      });
      this.emit(topic, foreign, 'order of another shop', []);
    }
  }

  private emit(topic: string, body: string, what: string, facts: readonly Fact[]): void {
    this.emissions.push({ atMs: this.nowMs, topic, body, orderId: this.order.id, what, facts, tie: null });
  }
}

const fact = ({ id, status }: ShopifyTransaction): Fact => ({ key: `transaction ${id}`, form: status });

const factsOf = (refunds: readonly ShopifyRefund[]): Fact[] =>
  refunds.flatMap((refund) => [{ key: `refund ${refund.id}`, form: '' }, ...refund.transactions.map(fact)]);
