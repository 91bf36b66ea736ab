import { anyone, type Person, someoneElse } from './contact.ts';
import type { Emission, Fact, Life } from './history.ts';
import type { Random } from './random.ts';
import { deletedBody, errorBody, orderBody } from './woocommerce-body.ts';
import { contactOf, isWorthSomething, makeOrder, type WooCommerceSetting } from './woocommerce-cart.ts';
import { refundedMoney, totalOf, type WooCommerceOrder, type WooCommerceRefund } from './woocommerce-order.ts';

export const CUSTOM_STATUS = 'shipped';

const UNPAID = ['cancelled', 'failed', 'pending', 'on-hold'];

const SAYS_NOTHING = ['trash', 'checkout-draft'];

/** Simulates one order at the shop and collects the bodies that WooCommerce would send on the way. */
export function woocommerceLife(random: Random, setting: WooCommerceSetting): Life {
  const teller = new WooCommerceTeller(random, setting);
  teller.live();
  const { order } = teller;
  return {
    orderId: order.id,
    paidAtMs: order.paidMs ?? order.completedMs ?? order.createdMs,
    worth: order.lines.reduce((sum, { total }) => sum + total, 0) / 10_000,
    emissions: teller.emissions,
    occurrences: [],
  };
}

class WooCommerceTeller {
  readonly emissions: Emission[] = [];
  readonly order: WooCommerceOrder;
  private readonly random: Random;
  private readonly setting: WooCommerceSetting;
  /** Legacy order storage: a deleted refund does not move `date_modified`. */
  private readonly legacyStorage: boolean;
  private person: Person | null;
  private gone: readonly WooCommerceRefund[] = [];
  private nowMs: number;
  private tied = false;

  constructor(random: Random, setting: WooCommerceSetting) {
    this.random = random;
    this.setting = setting;
    this.nowMs = setting.startMs;
    this.legacyStorage = random.chance(0.3);
    this.person = random.chance(0.82) ? anyone(random) : null;
    this.order = makeOrder(random, setting, this.person);
  }

  live(): void {
    const { random } = this;
    const paid = this.begin();
    const steps = random.int(0, 7);
    for (let step = 0; step < steps; step += 1) {
      this.pass();
      if (paid) this.paidStep();
      else this.unpaidStep();
    }
    // The queue's last run tells the latest state.
    if (random.chance(0.3)) this.save('saved');
    this.tell('order.updated', 'last word', true);
  }

  /** Whether the order gets paid. Creation sends order.created and order.updated with one body. */
  private begin(): boolean {
    const { random, order } = this;
    const start = random.weighted([
      [4, 'unpaid'],
      [4, 'paid'],
      [1, 'cash on delivery'],
      [0.7, 'completed undated'],
      [1, 'never paid'],
    ] as const);
    if (start === 'paid') this.markPaid();
    else if (start === 'cash on delivery') order.status = 'processing';
    else if (start === 'completed undated') this.markCompleted();
    else order.status = random.pick(['pending', 'on-hold', 'failed', 'checkout-draft']);
    this.tell('order.created', 'created');
    this.tell('order.updated', 'created');
    if (start === 'never paid') return false;
    if (start === 'unpaid') {
      if (random.chance(0.2)) {
        this.pass();
        order.status = 'cancelled';
        this.tell('order.updated', 'cancelled before paying');
      }
      this.pass();
      this.markPaid();
      this.tell('order.updated', 'paid');
    } else if (start === 'cash on delivery') {
      this.pass();
      order.paidMs = this.nowMs;
      this.markCompleted();
      this.tell('order.updated', 'paid in cash');
    }
    return true;
  }

  /** The date of payment never changes: an order completed without one was paid when it was completed. */
  private markPaid(): void {
    this.order.status = 'processing';
    this.order.paidMs ??= this.order.completedMs ?? this.nowMs;
  }

  private markCompleted(): void {
    this.order.status = 'completed';
    this.order.completedMs ??= this.nowMs;
  }

  private paidStep(): void {
    const { random, order } = this;
    const [undone] = this.gone;
    const isUnpaid = UNPAID.includes(order.status);
    if (undone && random.chance(0.5)) this.reappear(undone);
    else if (order.refunds.length > 0 && random.chance(0.3)) this.undo();
    else if (isUnpaid && random.chance(0.6)) this.repay();
    else this.anyPaidStep();
  }

  private anyPaidStep(): void {
    const { random } = this;
    random.weighted<() => void>([
      [7, () => this.refund()],
      [1.2, () => this.setStatus('completed')],
      [0.6, () => this.setStatus(CUSTOM_STATUS)],
      [1.4, () => this.setStatus('cancelled')],
      [0.5, () => this.setStatus(random.pick(['failed', 'pending', 'on-hold']))],
      [0.5, () => this.setStatus('refunded')],
      [1.2, () => this.edit(1.5, 'edited up')],
      [1.2, () => this.edit(0.5, 'edited down')],
      [1.5, () => this.changeCustomer()],
      [0.4, () => this.trash()],
      [0.3, () => this.changeDecimals()],
      [0.7, () => this.showStrangeRefunds()],
      [0.2, () => this.emit('order.updated', errorBody(), 'error body', [])],
      [0.3, () => this.cloneSpeaks()],
      [1, () => this.save('saved')],
    ])();
  }

  private unpaidStep(): void {
    this.random.weighted<() => void>([
      [2, () => this.setStatus('cancelled')],
      [2, () => this.setStatus('failed')],
      [1, () => this.changeCustomer()],
      [1, () => this.save('saved unpaid')],
    ])();
  }

  private refund(): void {
    const { random, order } = this;
    do order.refunds = [...order.refunds, { id: this.setting.nextId(), amount: this.refundAmount() }];
    while (random.chance(0.25));
    const whole = refundedMoney(order) >= totalOf(order);
    // A plugin's float sums can leave a fully refunded order completed.
    if (whole && order.status !== 'cancelled' && !random.chance(0.4)) order.status = 'refunded';
    this.tell('order.updated', 'refunded in part or whole');
  }

  private refundAmount(): number {
    const { random, order } = this;
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

  private undo(): void {
    const { random, order } = this;
    const at = random.int(0, order.refunds.length - 1);
    this.gone = [...this.gone, ...order.refunds.slice(at, at + 1)];
    order.refunds = order.refunds.filter((_, index) => index !== at);
    if (order.status === 'refunded' && random.chance(0.7)) order.status = 'completed';
    if (order.status === 'completed') order.completedMs ??= this.nowMs;
    this.tie();
    this.tell('order.updated', 'refund deleted');
  }

  private reappear(refund: WooCommerceRefund): void {
    this.gone = this.gone.filter(({ id }) => id !== refund.id);
    this.order.refunds = [...this.order.refunds, refund];
    this.tell('order.updated', 'refund shown again');
  }

  /** On legacy storage the body changes and its date does not. */
  private tie(): void {
    if (!this.legacyStorage || this.emissions.length === 0) return;
    this.order.modifiedMs = Math.max(...this.emissions.map(({ tie }) => Number(tie ?? 0)));
    this.tied = true;
  }

  private repay(): void {
    this.markPaid();
    this.tell('order.updated', 'paid again');
  }

  private setStatus(status: string): void {
    this.order.status = status;
    if (status === 'completed') this.markCompleted();
    this.tell('order.updated', `set to ${status}`);
  }

  private edit(factor: number, what: string): void {
    const unit = 10 ** (4 - this.order.decimals);
    const scale = (amount: number): number => Math.round((amount * factor) / unit) * unit;
    const lines = this.order.lines.map((line, index) =>
      index === 0 ? { ...line, subtotal: scale(line.subtotal), total: scale(line.total), tax: scale(line.tax) } : line,
    );
    if (isWorthSomething({ ...this.order, lines })) this.order.lines = lines;
    this.tell('order.updated', what);
  }

  private changeCustomer(): void {
    this.person = this.person !== null && this.random.chance(0.35) ? null : someoneElse(this.random, this.person);
    this.order.contact = contactOf(this.random, this.person);
    this.tell('order.updated', this.person === null ? 'customer gone' : 'customer set');
  }

  private trash(): void {
    const { order } = this;
    const { status } = order;
    this.emit('order.deleted', deletedBody(order), 'trashed', []);
    if (this.random.chance(0.5)) {
      order.status = 'trash';
      this.tell('order.updated', 'in the trash');
      if (this.random.chance(0.4)) return;
      this.pass();
      order.status = status;
      this.tell('order.restored', 'restored');
    }
  }

  private changeDecimals(): void {
    this.order.decimals = this.random.pick([0, 2, 4]);
    this.tell('order.updated', 'display decimals changed');
  }

  private showStrangeRefunds(): void {
    const { random, order } = this;
    if (random.chance(0.5)) order.ghosts = order.ghosts === 0 ? random.int(1, 2) : 0;
    else order.hasRefundsKey = !order.hasRefundsKey;
    this.tell('order.updated', 'refunds written otherwise');
  }

  /** A staging copy with the same secret, of a later time and other content. */
  private cloneSpeaks(): void {
    const clone = { ...this.order, siteUrl: 'https://staging.store.example.com', status: 'cancelled' };
    this.emit('order.updated', orderBody({ ...clone, modifiedMs: this.nowMs + 60_000 }), 'order of another shop', []);
  }

  private save(what: string): void {
    this.pass();
    this.order.revision += 1;
    this.tell('order.updated', what);
  }

  private pass(): void {
    const { random } = this;
    this.nowMs +=
      random.weighted([
        [4, random.int(1, 59)],
        [3, random.int(60, 7_200)],
        [2, random.int(7_200, 400_000)],
      ]) * 1000;
  }

  /** The queue may hold a body back; the next one then tells both changes. */
  private tell(topic: string, what: string, always = false): void {
    const { order } = this;
    const keepsDate = this.tied;
    this.tied = false;
    if (!always && this.random.chance(0.2)) return;
    if (!keepsDate && this.changedSinceTold()) order.modifiedMs = this.nowMs;
    const body = orderBody(order);
    const said = `order ${order.status}: ${what}`;
    const facts = SAYS_NOTHING.includes(order.status) ? [] : [{ key: 'order', form: body }];
    this.emit(topic, body, said, facts, String(order.modifiedMs));
  }

  private changedSinceTold(): boolean {
    const told = this.emissions.findLast(({ tie }) => tie !== null);
    return told?.body !== orderBody(this.order);
  }

  private emit(topic: string, body: string, what: string, facts: readonly Fact[], tie: string | null = null): void {
    this.emissions.push({ atMs: this.nowMs, topic, body, orderId: this.order.id, what, facts, tie });
  }
}
