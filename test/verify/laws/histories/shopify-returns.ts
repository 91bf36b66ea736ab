import { chargesNow, netPayment, outstanding, saidBy } from './shopify-books.ts';
import type { ShopifyRefund } from './shopify-order.ts';
import type { Sketch } from './shopify-refund.ts';
import { shippingBack } from './shopify-shipping-back.ts';
import type { ShopifyTeller } from './shopify-teller.ts';
import { take, takeAll, takeSome } from './shopify-units.ts';
import type { Situation } from './situation.ts';

/** Money that goes back for what is listed: less what the customer still owes, and never more than was paid. */
export function back(
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

export function goods(teller: ShopifyTeller): ShopifyRefund {
  const before = outstanding(teller.order);
  return back(teller, before, { lines: takeSome(teller.random, teller.order, teller.nextId) });
}

export function goodsAndShipping(teller: ShopifyTeller): ShopifyRefund {
  const { random, order, nextId } = teller;
  const before = outstanding(order);
  // What the customer still owes would leave no money for the shipping.
  const shipping = before > 0 ? null : shippingBack(random, order, nextId);
  return back(teller, before, { lines: takeSome(random, order, nextId), shipping });
}

export function keepingMoney(teller: ShopifyTeller): ShopifyRefund {
  const { random, order, nextId } = teller;
  const before = outstanding(order);
  const share = random.pick([0.25, 0.5, 0.9]);
  const lines = takeSome(random, order, nextId);
  return back(teller, before, { lines }, ['return that keeps money'], (due) => Math.ceil(due * share));
}

export function withoutMoney(teller: ShopifyTeller): ShopifyRefund {
  const before = outstanding(teller.order);
  const lines = takeSome(teller.random, teller.order, teller.nextId);
  return back(teller, before, { lines }, ['restock that keeps all money'], () => 0);
}

/** Credit given elsewhere: Shopify knows neither of money nor of a difference. */
export function settledOutside(teller: ShopifyTeller): ShopifyRefund {
  const { random, order, nextId } = teller;
  return teller.addRefund({ lines: takeSome(random, order, nextId), money: 0, discrepancy: 0 }, [
    'return settled outside',
  ]);
}

export function goodsAndGoodwill(teller: ShopifyTeller): ShopifyRefund {
  const { random, order, nextId } = teller;
  const before = outstanding(order);
  const lines = takeSome(random, order, nextId);
  const room = Math.max(0, netPayment(order));
  return back(teller, before, { lines }, ['return and goodwill'], (due) => due + random.int(0, Math.ceil(room / 5)));
}

/** Shopify lets store credit be more than what was paid. */
export function storeCreditWithBonus(teller: ShopifyTeller): ShopifyRefund {
  const { random, order, nextId } = teller;
  const room = netPayment(order);
  if (room <= 0 || outstanding(order) > 0) return goods(teller);
  const lines = takeAll(order, nextId);
  const said = saidBy(order, { lines, shipping: null, duties: 0, fees: 0 });
  const money = room + random.int(1, Math.ceil(room / 5));
  return teller.addRefund({ lines, money, discrepancy: said - money, gateway: 'shopify_store_credit' }, [
    'store credit above what was paid',
  ]);
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

export function tipBack(teller: ShopifyTeller): ShopifyRefund {
  const before = outstanding(teller.order);
  const tips = teller.order.lines.filter(({ kind, current }) => kind === 'tip' && current > 0);
  return back(teller, before, { lines: tips.map((line) => take(line, 1, 'return', teller.nextId)) });
}
