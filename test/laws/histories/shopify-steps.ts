import type { Random } from './random.ts';
import { makeLine } from './shopify-cart.ts';
import { moneyBackOf, outstanding, type ShopifyLine, type ShopifyOrder, withTax } from './shopify-order.ts';
import { makeRefund, type RefundWish, worthOf } from './shopify-refund.ts';
import type { Situation } from './situation.ts';

type Units = readonly (readonly [ShopifyLine, number])[];

/** What merchants and customers do to an order that is paid. Each step keeps Shopify's books, and says what it was. */
export class ShopifySteps {
  readonly did = new Set<Situation>();
  private readonly random: Random;
  private readonly order: ShopifyOrder;
  private readonly nextId: () => string;

  constructor(random: Random, order: ShopifyOrder, nextId: () => string) {
    this.random = random;
    this.order = order;
    this.nextId = nextId;
  }

  refund(): void {
    this.random.weighted<() => void>([
      [8, () => this.giveBack(this.someUnits())],
      [3, () => this.giveBack(this.someUnits(), true)],
      [4, () => this.giveShippingBack()],
      [3.5, () => this.giveGoodwill()],
      [3, () => this.keepMoney()],
      [2, () => this.restockOutside()],
      [2, () => this.giveChargesBack()],
      [1.2, () => this.write({ money: 0 })],
      [3.5, () => this.giveTheRestBack()],
      [1.5, () => this.write({ money: this.refundable() })],
      [3, () => this.giveLikeTheLast()],
    ])();
  }

  edit(): void {
    this.random.weighted<() => void>([
      [2, () => this.takeOff('edit after payment')],
      [2, () => this.exchange('even exchange')],
      [2, () => this.exchange('exchange for something cheaper')],
      [3, () => this.exchange('exchange for something dearer')],
      [2, () => this.addLine()],
    ])();
  }

  editBeforePayment(): void {
    const did = this.takeOff('edit before payment');
    if (did && this.random.chance(0.3)) this.addLine();
  }

  /** Pays what is outstanding. */
  pay(): void {
    const owed = outstanding(this.order);
    if (owed <= 0) return;
    if (this.order.paid > 0) this.did.add('difference paid later');
    this.order.paid += owed;
  }

  /** The shop sends what it owes of an edit or an exchange: in a refund of its own, without lines and without a discrepancy. */
  sendOwed(): boolean {
    const owed = Math.min(-outstanding(this.order), this.refundable());
    if (owed <= 0) return false;
    this.did.add('edit whose money comes in another refund');
    this.write({ money: owed, isLeftOpen: true });
    return true;
  }

  giveTheRestBack(): void {
    const { order } = this;
    const units = order.lines.filter(({ current }) => current > 0).map((line) => [line, line.current] as const);
    const { amount } = order.shippingNow;
    this.write({
      ...(units.length > 0 && { units }),
      ...(amount > 0 && { shipping: order.shippingNow }),
      ...{ duties: order.duties, fees: order.fees, money: this.refundable() },
    });
  }

  /** All that the customer paid and has not got back. */
  private refundable(): number {
    return Math.max(0, this.order.paid - moneyBackOf(this.order));
  }

  private write(wish: RefundWish): void {
    const { did } = makeRefund(this.random, this.order, wish, this.nextId);
    for (const situation of did) this.did.add(situation);
  }

  private someUnits(): Units {
    const units: (readonly [ShopifyLine, number])[] = [];
    for (const line of this.order.lines) {
      if (line.current === 0 || (units.length > 0 && this.random.chance(0.5))) continue;
      if (line.kind === 'tip' && !this.random.chance(0.4)) continue;
      units.push([line, this.random.int(1, line.current)]);
    }
    return units;
  }

  private giveBack(units: Units, alsoShipping = false): void {
    const { order } = this;
    const shipping = alsoShipping && order.shippingNow.amount > 0 ? order.shippingNow : undefined;
    const worth = worthOf(order, units) + (shipping === undefined ? 0 : withTax(order, shipping));
    this.write({ units, ...(shipping && { shipping }), money: Math.min(worth, this.refundable()) });
  }

  private giveShippingBack(): void {
    const { shippingNow } = this.order;
    if (shippingNow.amount === 0) {
      this.giveGoodwill();
      return;
    }
    const half = { amount: Math.floor(shippingNow.amount / 2), tax: Math.floor(shippingNow.tax / 2) };
    const shipping = this.random.chance(0.25) && half.amount > 0 ? half : shippingNow;
    const money = withTax(this.order, shipping);
    if (money <= this.refundable()) this.write({ shipping, money });
  }

  private giveGoodwill(): void {
    const most = this.refundable();
    if (most > 0) this.write({ money: this.random.int(1, Math.max(1, Math.ceil(most / 2))) });
  }

  private keepMoney(): void {
    const units = this.someUnits();
    if (units.length === 0) return;
    const share = this.random.pick([0, 0, 0.25, 0.5, 0.9]);
    this.write({ units, money: Math.min(Math.round(worthOf(this.order, units) * share), this.refundable()) });
  }

  private restockOutside(): void {
    const units = this.someUnits();
    if (units.length === 0) return;
    this.did.add('restock settled outside');
    this.write({ units, money: 0, isLeftOpen: true });
  }

  private giveChargesBack(): void {
    const { order } = this;
    const { duties, fees } = order;
    const units = this.random.chance(0.4) ? this.someUnits() : [];
    const money = duties + fees + worthOf(order, units);
    if (duties + fees > 0 && money <= this.refundable()) this.write({ units, duties, fees, money });
  }

  private giveLikeTheLast(): void {
    const [line] = this.order.lines.filter(({ current, kind }) => current > 0 && kind === 'goods');
    const last = this.order.refunds.at(-1)?.transactions[0]?.amount ?? 0;
    if (line !== undefined && this.random.chance(0.5)) this.giveBack([[line, 1]]);
    else if (last > 0 && last <= this.refundable()) this.write({ money: last });
  }

  /** Units leave without money; Shopify may write a refund for them, or none. */
  private takeOff(when: 'edit before payment' | 'edit after payment'): boolean {
    const units = this.someUnits().filter(([{ kind }]) => kind !== 'tip');
    const left = this.order.lines.reduce((sum, { current }) => sum + current, 0);
    if (units.length === 0 || units.reduce((sum, [, count]) => sum + count, 0) >= left) return false;
    const isWritten = !this.order.showsCurrent || this.random.chance(0.5);
    if (isWritten) this.write({ units, money: 0, isLeftOpen: true });
    else for (const [line, count] of units) line.current -= count;
    this.did.add(`${when}, ${isWritten ? 'written as a refund' : 'told by units alone'}`);
    this.did.add(units.some(([line]) => line.current > 0) ? 'units taken off' : 'lines taken off');
    return true;
  }

  private exchange(what: 'even exchange' | 'exchange for something cheaper' | 'exchange for something dearer'): void {
    const { order, random } = this;
    const [returned] = order.lines.filter(({ current, kind }) => current > 0 && kind === 'goods');
    if (returned === undefined) return;
    const units: Units = [[returned, random.int(1, returned.current)]];
    const worth = worthOf(order, units);
    const factor = { even: 1, cheaper: random.pick([0.2, 0.5, 0.9]), dearer: random.pick([1.1, 1.5, 3]) };
    const kind = what === 'even exchange' ? 'even' : what === 'exchange for something cheaper' ? 'cheaper' : 'dearer';
    const price = Math.round(worth * factor[kind]);
    if (price <= 0 || (kind === 'cheaper' && price >= worth) || (kind === 'dearer' && price <= worth)) return;
    const line = { price, quantity: 1, current: 1, discount: 0, tax: 0, kind: 'goods' } as const;
    order.lines = [...order.lines, { id: this.nextId(), ...line }];
    this.write({ units, money: Math.min(Math.max(0, worth - price), this.refundable()), isLeftOpen: true });
    this.did.add(what);
  }

  private addLine(): void {
    const { order, random } = this;
    order.lines = [...order.lines, makeLine(random, order, this.nextId())];
    this.did.add('order edited up');
  }
}
