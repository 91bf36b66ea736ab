import { type Person, someoneElse } from './contact.ts';
import type { Emission, Fact, Occurrence, Sign } from './history.ts';
import type { Random } from './random.ts';
import type { Situation } from './situation.ts';
import { deletedBody, errorBody, orderBody } from './woocommerce-body.ts';
import { contactOf } from './woocommerce-cart.ts';
import type { WooCommerceOrder } from './woocommerce-order.ts';

const SAYS_NOTHING = ['trash', 'checkout-draft'];

/** Holds one order and sends the bodies that WooCommerce would send of it. */
export class WooCommerceTeller {
  readonly emissions: Emission[] = [];
  readonly runs: Occurrence[] = [];
  readonly random: Random;
  readonly order: WooCommerceOrder;
  readonly nextId: () => string;
  nowMs: number;
  /** Legacy order storage: a deleted refund does not move `date_modified`. */
  private readonly legacyStorage: boolean;
  private person: Person | null;
  private tied = false;

  constructor(random: Random, order: WooCommerceOrder, person: Person | null, nextId: () => string) {
    this.random = random;
    this.order = order;
    this.nextId = nextId;
    this.nowMs = order.createdMs;
    this.legacyStorage = random.chance(0.3);
    this.person = person;
  }

  pass(): void {
    const { random } = this;
    this.nowMs +=
      random.weighted([
        [4, random.int(1, 59)],
        [3, random.int(60, 7_200)],
        [2, random.int(7_200, 400_000)],
      ]) * 1000;
  }

  /** What the shop knows to have happened, once the delivered bodies show the sign of it. */
  notice(situation: Situation, seenIn: Sign): void {
    this.runs.push({ orderId: this.order.id, situation, seenIn });
  }

  /** The queue may hold a body back; the next one then tells both changes. */
  tell(topic: string, what: string, always = false): void {
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

  /** On legacy storage the body changes and its date does not. */
  tie(): void {
    if (!this.legacyStorage || this.emissions.length === 0) return;
    this.order.modifiedMs = Math.max(...this.emissions.map(({ tie }) => Number(tie ?? 0)));
    this.tied = true;
  }

  changeCustomer(): void {
    this.person = this.person !== null && this.random.chance(0.35) ? null : someoneElse(this.random, this.person);
    this.order.contact = contactOf(this.random, this.person);
    this.tell('order.updated', this.person === null ? 'customer gone' : 'customer set');
  }

  save(what: string): void {
    this.pass();
    this.order.revision += 1;
    this.tell('order.updated', what);
  }

  trash(): void {
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

  tellError(): void {
    this.emit('order.updated', errorBody(), 'error body', []);
  }

  /** A staging copy with the same secret, of a later time and other content. */
  cloneSpeaks(): void {
    const clone = { ...this.order, siteUrl: 'https://staging.store.example.com', status: 'cancelled' };
    this.emit('order.updated', orderBody({ ...clone, modifiedMs: this.nowMs + 60_000 }), 'order of another shop', []);
  }

  private changedSinceTold(): boolean {
    const told = this.emissions.findLast(({ tie }) => tie !== null);
    return told?.body !== orderBody(this.order);
  }

  private emit(topic: string, body: string, what: string, facts: readonly Fact[], tie: string | null = null): void {
    this.emissions.push({ atMs: this.nowMs, topic, body, orderId: this.order.id, what, facts, tie });
  }
}
