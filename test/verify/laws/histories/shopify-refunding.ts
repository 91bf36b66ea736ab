import { chargesNow, netPayment, outstanding } from './shopify-books.ts';
import type { ShopifyRefund } from './shopify-order.ts';
import {
  back,
  goods,
  goodsAndGoodwill,
  goodsAndShipping,
  keepingMoney,
  settledOutside,
  storeCreditWithBonus,
  theRest,
  tipBack,
  withoutMoney,
} from './shopify-returns.ts';
import { shippingBack } from './shopify-shipping-back.ts';
import type { ShopifyTeller } from './shopify-teller.ts';
import { goodsLeft, type RefundLines, take, takeSome } from './shopify-units.ts';

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
    [hasGoods ? 1.2 : 0, storeCreditWithBonus],
    [1, allMoneyAsAmount],
    [order.refunds.length > 0 ? 4 : 0, likeTheLast],
    [1, nothing],
  ]);
  return kind(teller);
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
