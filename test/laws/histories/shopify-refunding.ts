import { chargesNow, netPayment, outstanding, saidBy } from './shopify-books.ts';
import type { ShopifyRefund } from './shopify-order.ts';
import type { Sketch } from './shopify-refund.ts';
import { shippingBack } from './shopify-shipping-back.ts';
import type { ShopifyTeller } from './shopify-teller.ts';
import { goodsLeft, type RefundLines, take, takeAll, takeSome } from './shopify-units.ts';
import type { Situation } from './situation.ts';

type Kind = (teller: ShopifyTeller) => ShopifyRefund;

/** A refund of any of the kinds that merchants make. */
export function anyRefund(teller: ShopifyTeller): ShopifyRefund {
  const { order, random } = teller;
  const hasGoods = goodsLeft(order).length > 0;
  const kind = random.weighted<Kind>([
    [hasGoods ? 6 : 0, goods],
    [hasGoods ? 4 : 0, goodsAndShipping],
    [hasGoods ? 2 : 0, keepingMoney],
    [hasGoods ? 1.2 : 0, withoutMoney],
    [hasGoods ? 1.2 : 0, settledOutside],
    [hasGoods ? 0.8 : 0, goodsAndGoodwill],
    [5, shippingAlone],
    [2.5, goodwill],
    [order.duties + order.fees > 0 ? 4 : 0, chargesBack],
    [order.lines.some(({ kind: of, current }) => of === 'tip' && current > 0) ? 4 : 0, tipBack],
    [2.5, theRest],
    [1, allMoneyAsAmount],
    [order.refunds.length > 0 ? 4 : 0, likeTheLast],
    [1, nothing],
  ]);
  return kind(teller);
}

/** Money that goes back for what is listed: less what the customer still owes, and never more than was paid. */
function back(
  teller: ShopifyTeller,
  before: number,
  listed: Omit<Sketch, 'money' | 'discrepancy'>,
  situations: readonly Situation[] = [],
  moneyOf = (due: number): number => due,
): ShopifyRefund {
  const { lines = [], shipping = null, duties = 0, fees = 0 } = listed;
  const said = saidBy(teller.order, { lines, shipping: shipping?.shipping ?? null, duties, fees });
  const due = said - Math.min(said, Math.max(0, before));
  const money = Math.min(moneyOf(due), Math.max(0, netPayment(teller.order)));
  const ofGoods: Situation[] = lines.some(({ of }) => of.kind === 'gift card') ? ['gift card back'] : [];
  const ofTips: Situation[] = lines.some(({ of }) => of.kind === 'tip') ? ['tip refunded'] : [];
  return teller.addRefund({ ...listed, money, discrepancy: due - money }, [
    ...situations,
    ...ofGoods,
    ...ofTips,
    ...(shipping?.situations ?? []),
    ...(duties > 0 ? (['duties refunded'] as const) : []),
    ...(fees > 0 ? (['additional fees refunded'] as const) : []),
  ]);
}

function goods(teller: ShopifyTeller): ShopifyRefund {
  const before = outstanding(teller.order);
  return back(teller, before, { lines: takeSome(teller.random, teller.order, teller.nextId) });
}

function goodsAndShipping(teller: ShopifyTeller): ShopifyRefund {
  const { random, order, nextId } = teller;
  const before = outstanding(order);
  // What the customer still owes would leave no money for the shipping.
  const shipping = before > 0 ? null : shippingBack(random, order, nextId);
  return back(teller, before, { lines: takeSome(random, order, nextId), shipping });
}

function keepingMoney(teller: ShopifyTeller): ShopifyRefund {
  const { random, order, nextId } = teller;
  const before = outstanding(order);
  const share = random.pick([0.25, 0.5, 0.9]);
  const lines = takeSome(random, order, nextId);
  return back(teller, before, { lines }, ['return that keeps money'], (due) => Math.ceil(due * share));
}

function withoutMoney(teller: ShopifyTeller): ShopifyRefund {
  const before = outstanding(teller.order);
  const lines = takeSome(teller.random, teller.order, teller.nextId);
  return back(teller, before, { lines }, ['restock that keeps all money'], () => 0);
}

/** Credit given elsewhere: Shopify knows neither of money nor of a difference. */
function settledOutside(teller: ShopifyTeller): ShopifyRefund {
  const { random, order, nextId } = teller;
  return teller.addRefund({ lines: takeSome(random, order, nextId), money: 0, discrepancy: 0 }, [
    'return settled outside',
  ]);
}

function goodsAndGoodwill(teller: ShopifyTeller): ShopifyRefund {
  const { random, order, nextId } = teller;
  const before = outstanding(order);
  const lines = takeSome(random, order, nextId);
  const room = Math.max(0, netPayment(order));
  return back(teller, before, { lines }, ['return and goodwill'], (due) => due + random.int(0, Math.ceil(room / 5)));
}

function shippingAlone(teller: ShopifyTeller): ShopifyRefund {
  const { random, order, nextId } = teller;
  if (netPayment(order) <= 0 || outstanding(order) > 0) return nothing(teller);
  const shipping = shippingBack(random, order, nextId);
  return shipping === null ? goodwill(teller) : back(teller, 0, { shipping }, ['shipping-only']);
}

function goodwill(teller: ShopifyTeller): ShopifyRefund {
  const room = netPayment(teller.order);
  if (room <= 0) return nothing(teller);
  return amount(teller, teller.random.int(1, Math.max(1, Math.round(room * teller.random.pick([0.1, 0.3, 0.8])))));
}

const allMoneyAsAmount: Kind = (teller) => amount(teller, Math.max(0, netPayment(teller.order)));

const amount = (teller: ShopifyTeller, money: number): ShopifyRefund =>
  teller.addRefund({ money, discrepancy: -money }, money > 0 ? ['goodwill', 'money without lines'] : ['zero refund']);

function chargesBack(teller: ShopifyTeller): ShopifyRefund {
  const { random, order, nextId } = teller;
  const before = outstanding(order);
  const { duties, fees } = chargesNow(order);
  if (netPayment(order) <= 0 || before > 0 || duties + fees === 0) return nothing(teller);
  const part = random.chance(0.2) ? 2 : 1;
  const charges = { duties: Math.ceil(duties / part), fees: Math.ceil(fees / part) };
  const withGoods = goodsLeft(order).length > 0 && random.chance(0.4);
  return back(teller, before, { ...charges, lines: withGoods ? takeSome(random, order, nextId) : [] });
}

function tipBack(teller: ShopifyTeller): ShopifyRefund {
  const before = outstanding(teller.order);
  const tips = teller.order.lines.filter(({ kind, current }) => kind === 'tip' && current > 0);
  return back(teller, before, { lines: tips.map((line) => take(line, 1, 'return', teller.nextId)) });
}

/** Everything that is still on the order, with all the money that is left. */
export function theRest(teller: ShopifyTeller): ShopifyRefund {
  const { random, order, nextId } = teller;
  const before = outstanding(order);
  const canPay = netPayment(order) > 0 && before <= 0;
  const shipping = canPay ? shippingBack(random, order, nextId) : null;
  const { duties, fees } = canPay ? chargesNow(order) : { duties: 0, fees: 0 };
  return back(teller, before, { lines: takeAll(order, nextId), shipping, duties, fees });
}

/** Merchants give back the same again: another unit of the line, or the same amount. */
function likeTheLast(teller: ShopifyTeller): ShopifyRefund {
  const { order, nextId } = teller;
  const before = outstanding(order);
  const last = order.refunds.at(-1);
  const [listed] = last?.lines ?? [];
  const again: RefundLines =
    listed && listed.of.current >= listed.quantity ? [take(listed.of, listed.quantity, 'return', nextId)] : [];
  if (again.length > 0) return back(teller, before, { lines: again }, ['equal refunds']);
  const money = last?.transactions.reduce((sum, transaction) => sum + transaction.amount, 0) ?? 0;
  if (money === 0 || money > netPayment(order)) return nothing(teller);
  return teller.addRefund({ money, discrepancy: -money }, ['equal refunds', 'goodwill', 'money without lines']);
}

const nothing: Kind = (teller) => teller.addRefund({ money: 0, discrepancy: 0 }, ['zero refund']);
