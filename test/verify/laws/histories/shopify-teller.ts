import { anyone, type Person, someoneElse } from './contact.ts';
import type { Emission, Fact, Occurrence, Sign } from './history.ts';
import type { Random } from './random.ts';
import { editBody, orderBody } from './shopify-body.ts';
import { outstanding, statusOf } from './shopify-books.ts';
import { contactOf, makeOrder, type ShopifySetting } from './shopify-cart.ts';
import type { ShopifyLine, ShopifyOrder, ShopifyRefund, ShopifyTransaction } from './shopify-order.ts';
import { type Sketch, writeRefund } from './shopify-refund.ts';
import { refundBody, saleBody, transactionBody } from './shopify-refund-body.ts';
import { showsLinePaid, showsLineUnpaid, showsRefund } from './shopify-signs.ts';
import { both } from './signs.ts';
import type { Situation } from './situation.ts';

const OTHER_SHOP = 'other-shop.myshopify.com';

/** Holds one order's books and sends the bodies that Shopify would send of them. */
export class ShopifyTeller {
  readonly emissions: Emission[] = [];
  readonly runs: Occurrence[] = [];
  readonly order: ShopifyOrder;
  readonly random: Random;
  readonly nextId: () => string;
  /** Only its refunds are ever told. */
  readonly neverOrdered: boolean;
  private person: Person | null;
  private nowMs: number;

  constructor(random: Random, setting: ShopifySetting) {
    this.random = random;
    this.nextId = setting.nextId;
    this.nowMs = setting.startMs;
    this.neverOrdered = random.chance(0.05);
    this.person = random.chance(0.82) ? anyone(random) : null;
    this.order = makeOrder(random, setting, this.person);
  }

  /** Some steps share their second: ties of `updated_at`. */
  pass(): void {
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

  /** What the shop knows to have happened, once the delivered bodies show the sign of it. */
  notice(situation: Situation, seenIn: Sign): void {
    this.runs.push({ orderId: this.order.id, situation, seenIn });
  }

  /** A line that is on the order before it is paid for. */
  noticeUnpaid({ id }: ShopifyLine, situation: Situation): void {
    if (this.order.status === 'partially_paid') this.notice(situation, both(showsLineUnpaid(id), showsLinePaid(id)));
  }

  tell(topic: string, what: string): void {
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

  /** `edited` carries no money; whatever the edit did is told by the bodies beside it. */
  tellEdit(what: string): void {
    if (this.random.chance(0.3)) this.emit('orders/edited', editBody(this.order), 'edited', []);
    this.tell('orders/updated', what);
  }

  addRefund(sketch: Sketch, situations: readonly Situation[]): ShopifyRefund {
    const refund = writeRefund(this.random, this.order, this.nextId, sketch);
    this.order.refunds = [...this.order.refunds, refund];
    for (const situation of situations) this.notice(situation, showsRefund(refund.id));
    return refund;
  }

  tellRefunds(refunds: readonly ShopifyRefund[]): void {
    for (const refund of refunds) {
      this.emit('refunds/create', refundBody(this.order, refund), `refund ${refund.id}`, factsOf([refund]));
    }
  }

  tellTransaction(transaction: ShopifyTransaction): void {
    const { id, status } = transaction;
    const facts = [{ key: `transaction ${id}`, form: status }];
    this.emit('order_transactions/create', transactionBody(this.order, transaction), `refund ${status}`, facts);
  }

  /** The customer pays what is outstanding, or a part of it. */
  receive(amount = outstanding(this.order)): void {
    const { order } = this;
    order.received += amount;
    order.status = statusOf(order);
    if (!order.habits.tellsPayments || amount === 0) return;
    this.emit('order_transactions/create', saleBody(order, this.nextId(), amount), 'sale', []);
  }

  /** Full refunds show in the status, though sometimes late. */
  settleStatus(): void {
    const { order, random } = this;
    const status = statusOf(order);
    order.status = status === 'refunded' && random.chance(0.25) ? 'partially_refunded' : status;
  }

  cancelNow(): void {
    this.order.cancelledMs = this.nowMs;
  }

  changeCustomer(): void {
    this.person = this.person !== null && this.random.chance(0.35) ? null : someoneElse(this.random, this.person);
    this.order.contact = contactOf(this.random, this.person);
    this.tell('orders/updated', this.person === null ? 'customer gone' : 'customer set');
  }

  save(what: string): void {
    this.order.revision += 1;
    this.tell('orders/updated', what);
  }

  private emit(topic: string, body: string, what: string, facts: readonly Fact[]): void {
    this.emissions.push({ atMs: this.nowMs, topic, body, orderId: this.order.id, what, facts, tie: null });
  }
}

const fact = ({ id, status }: ShopifyTransaction): Fact => ({ key: `transaction ${id}`, form: status });

const factsOf = (refunds: readonly ShopifyRefund[]): Fact[] =>
  refunds.flatMap((refund) => [{ key: `refund ${refund.id}`, form: '' }, ...refund.transactions.map(fact)]);
