import { anyone, type Person, someoneElse } from './contact.ts';
import { convert } from './currency.ts';
import type { Emission, Fact, Life } from './history.ts';
import type { Random } from './random.ts';
import { editBody, orderBody, refundBody, saleBody, transactionBody } from './shopify-body.ts';
import { contactOf, makeLine, makeOrder, type ShopifySetting } from './shopify-cart.ts';
import {
  lineNet,
  refundedMoney,
  type ShopifyOrder,
  type ShopifyRefund,
  type ShopifyTransaction,
  totalOf,
} from './shopify-order.ts';
import { makeRefund } from './shopify-refund.ts';

const OTHER_SHOP = 'other-shop.myshopify.com';

/** Simulates one order at the shop and collects the bodies that Shopify would send on the way. */
export function shopifyLife(random: Random, setting: ShopifySetting): Life {
  const teller = new ShopifyTeller(random, setting);
  teller.live();
  const { order } = teller;
  const goods = order.lines.reduce((sum, line) => sum + lineNet(line), 0);
  return {
    orderId: order.id,
    paidAtMs: order.processedMs,
    worth: convert(goods, order.presentment, order.shop) / 10 ** order.shop.exponent,
    emissions: teller.emissions,
  };
}

class ShopifyTeller {
  readonly emissions: Emission[] = [];
  readonly order: ShopifyOrder;
  private readonly random: Random;
  private readonly setting: ShopifySetting;
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
  }

  live(): void {
    const { random, order } = this;
    const unpaidFirst = random.chance(0.6);
    const paid = this.neverOrdered || random.chance(0.9);
    if (unpaidFirst || !paid) {
      if (random.chance(0.2)) order.status = 'authorized';
      this.tell('orders/create', 'created unpaid');
      this.pass();
    }
    if (paid) this.pay(unpaidFirst ? 'orders/paid' : 'orders/create');
    const steps = random.int(this.neverOrdered ? 1 : 0, 7);
    for (let step = 0; step < steps; step += 1) {
      this.pass();
      if (paid) this.paidStep(this.neverOrdered && step === 0);
      else this.unpaidStep();
    }
    if (this.neverOrdered) return;
    // Whatever was kept back is told at last, unless a transaction's own body is to have the last word.
    if (random.chance(0.55)) {
      this.pass();
      this.save('saved');
    }
  }

  private pay(topic: string): void {
    this.order.status = 'paid';
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
    if (resolves) this.resolve(oldest);
    else if (mustRefund) this.refund();
    else this.anyPaidStep();
  }

  private anyPaidStep(): void {
    this.random.weighted<() => void>([
      [8, () => this.refund()],
      [1.5, () => this.editUp()],
      [1.2, () => this.editDown()],
      [0.8, () => this.cancel()],
      [1.5, () => this.changeCustomer()],
      [0.6, () => this.declareRefunded()],
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

  private refund(): void {
    const { random, order } = this;
    const made: ShopifyRefund[] = [];
    do made.push(this.addRefund());
    while (random.chance(0.2));
    this.settleStatus();
    const tellsOrder = random.chance(0.75);
    for (const refund of made) {
      if (!tellsOrder || random.chance(0.85)) {
        this.emit('refunds/create', refundBody(order, refund), `refund ${refund.id}`, factsOf([refund]));
      }
    }
    if (tellsOrder) this.tell('orders/updated', 'refunded in part or whole');
  }

  private addRefund(): ShopifyRefund {
    const refund = makeRefund(this.random, this.order, this.setting.nextId);
    this.order.refunds = [...this.order.refunds, refund];
    return refund;
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

  private editUp(): void {
    const { random, order } = this;
    order.lines = [...order.lines, makeLine(random, order, this.setting.nextId())];
    order.status = 'partially_paid';
    if (random.chance(0.3)) this.emit('orders/edited', editBody(order), 'edited', []);
    if (random.chance(0.8)) this.tell('orders/updated', 'edited up');
    if (random.chance(0.75)) {
      this.pass();
      this.settleStatus(true);
      this.tell(random.pick(['orders/paid', 'orders/updated']), 'paid the rest');
    }
  }

  private editDown(): void {
    const { random, order } = this;
    const at = random.int(0, order.lines.length - 1);
    order.lines = order.lines.map((line, index) => {
      if (index !== at) return line;
      const quantity = line.quantity > 1 ? line.quantity - 1 : line.quantity;
      const share = quantity / line.quantity;
      const discount = Math.round(line.discount * share);
      const net = line.price * quantity - discount;
      return { ...line, quantity, tax: Math.round(line.tax * share), discount: discount + Math.floor(net / 5) };
    });
    this.tell('orders/updated', 'edited down');
  }

  private cancel(): void {
    const { random, order } = this;
    order.cancelledMs = this.nowMs;
    if (random.chance(0.6)) this.refund();
    this.tell('orders/cancelled', 'cancelled');
  }

  private cancelUnpaid(): void {
    const { random, order } = this;
    order.cancelledMs = this.nowMs;
    if (random.chance(0.5)) order.status = 'voided';
    this.tell('orders/cancelled', 'cancelled unpaid');
  }

  /** The platform says refunded although its transactions do not add up. */
  private declareRefunded(): void {
    this.order.status = 'refunded';
    this.tell('orders/updated', 'declared refunded');
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
  private settleStatus(paidUp = false): void {
    const { order, random } = this;
    if (order.status === 'partially_paid' && !paidUp) return;
    const money = refundedMoney(order);
    if (money >= totalOf(order) && !random.chance(0.25)) order.status = 'refunded';
    else if (money > 0) order.status = 'partially_refunded';
    else order.status = 'paid';
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
