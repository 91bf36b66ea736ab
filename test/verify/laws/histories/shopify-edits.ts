import type { Sign } from './history.ts';
import { netPayment, outstanding, withTax, worthOfNext } from './shopify-books.ts';
import { makeLine } from './shopify-cart.ts';
import type { ShopifyLine } from './shopify-order.ts';
import { showsGone, showsLinePaid, showsRefund } from './shopify-signs.ts';
import type { ShopifyTeller } from './shopify-teller.ts';
import { goodsLeft, type RefundLines, take } from './shopify-units.ts';
import { either } from './signs.ts';

/** Adds a line; who has paid already owes its price now. */
export function editUp(teller: ShopifyTeller): ShopifyLine {
  const { order } = teller;
  const line = makeLine(teller.random, order, teller.nextId());
  order.lines = [...order.lines, line];
  teller.notice('order edited up', showsLinePaid(line.id));
  return line;
}

/** Takes units off an order. Shopify may write a refund for them, without money and without a difference. */
export function editDown(teller: ShopifyTeller, when: 'before payment' | 'after payment'): void {
  const { random, order, nextId } = teller;
  const [first, ...others] = goodsLeft(order);
  if (first === undefined) return;
  const line = random.pick([first, ...others]);
  const units = random.chance(0.5) ? line.current : random.int(1, line.current);
  const isWhole = units === line.quantity;
  const taken = take(line, units, 'edit', nextId);
  const isWritten = !order.habits.showsCurrent || random.chance(0.5);
  const seen = isWritten ? writeRemoval(teller, taken) : showsGone(line.id);
  teller.notice(isWritten ? `edit ${when} written as a refund` : `edit ${when} without a refund`, seen);
  teller.notice('order edited down', seen);
  teller.notice(`${isWhole ? 'line' : 'units'} removed ${when}`, seen);
  if (when === 'before payment') return;
  order.owed += withTax(order, taken);
}

/** Gives the sign by which bodies show it. */
function writeRemoval(teller: ShopifyTeller, taken: RefundLines[number]): Sign {
  const refund = teller.addRefund({ lines: [taken], money: 0, discrepancy: 0, restock: 'cancel' }, []);
  teller.tellRefunds([refund]);
  return either(showsGone(taken.of.id), showsRefund(refund.id));
}

/** Money for what was edited out comes later, in a refund without lines and without a difference. */
export function payWhatIsOwed(teller: ShopifyTeller): void {
  const { order, random } = teller;
  const whole = Math.min(order.owed, Math.max(0, -outstanding(order)), Math.max(0, netPayment(order)));
  const money = random.chance(0.2) ? Math.ceil(whole / 2) : whole;
  order.owed = whole === 0 ? 0 : order.owed - money;
  if (money === 0) return;
  const refund = teller.addRefund({ money, discrepancy: 0 }, ['edit refunded later', 'money without lines']);
  teller.tellRefunds([refund]);
  teller.settleStatus();
  teller.tell('orders/updated', 'money for the edit');
}

/** One line goes back and another joins the order; the money is net of both. */
export function exchange(teller: ShopifyTeller): void {
  const { random, order, nextId } = teller;
  const lines = goodsLeft(order).filter(({ kind }) => kind === 'goods');
  const [first, ...others] = lines;
  if (first === undefined) return;
  const line = random.pick([first, ...others]);
  const units = random.chance(0.6) ? line.current : random.int(1, line.current);
  const before = outstanding(order);
  const joining = replacement(teller, line, units);
  order.lines = [...order.lines, joining];
  const difference = withTax(order, worthOfNext(line, units)) - withTax(order, worthOfNext(joining, joining.quantity));
  if (random.chance(0.2)) {
    teller.settleStatus();
    teller.tellEdit('exchanged item added');
    teller.pass();
  }
  const taken = take(line, units, 'edit', nextId);
  const owedBack = Math.max(0, difference - Math.max(0, before));
  const money = Math.min(owedBack, Math.max(0, netPayment(order)));
  const sort =
    difference === 0
      ? 'even exchange'
      : difference > 0
        ? 'exchange for something cheaper'
        : 'exchange for something dearer';
  if (money === 0 && order.habits.showsCurrent && random.chance(0.25)) {
    teller.notice('exchange without a refund', showsGone(line.id));
  } else {
    const refund = teller.addRefund({ lines: [taken], money, discrepancy: 0, restock: 'return', isOfReturn: true }, []);
    teller.tellRefunds([refund]);
  }
  teller.notice(sort, showsLinePaid(joining.id));
  teller.settleStatus();
  teller.tellEdit(sort);
  if (difference < 0) teller.noticeUnpaid(joining, 'dearer exchange unpaid for a while');
}

function replacement(teller: ShopifyTeller, line: ShopifyLine, units: number): ShopifyLine {
  const { random, nextId } = teller;
  const { amount, tax } = worthOfNext(line, units);
  const gross = line.price * units;
  const as = (price: number, discount: number, itsTax: number): ShopifyLine => ({
    id: nextId(),
    price,
    quantity: units,
    discount,
    tax: itsTax,
    kind: 'goods',
    current: units,
    edited: 0,
  });
  const factor = random.weighted([
    [3, 1],
    [3, random.pick([0.2, 0.5, 0.9])],
    [4, random.pick([1.1, 1.5, 2.5])],
  ]);
  if (factor === 1) return as(line.price, gross - amount, tax);
  const price = Math.max(1, Math.round(line.price * factor));
  const rate = amount === 0 ? 0 : tax / amount;
  return as(price, 0, Math.round(price * units * rate));
}
