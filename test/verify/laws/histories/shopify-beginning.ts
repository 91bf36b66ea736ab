import { currentTotal, goodsNow } from './shopify-books.ts';
import { editDown, editUp } from './shopify-edits.ts';
import { showsPaid, showsPartlyPaid } from './shopify-signs.ts';
import type { ShopifyTeller } from './shopify-teller.ts';
import { both } from './signs.ts';

export function editBeforePayment(teller: ShopifyTeller): void {
  const { random, order } = teller;
  const edits = random.int(1, 2);
  for (let edit = 0; edit < edits; edit += 1) {
    if (random.chance(0.2)) editUp(teller);
    // Nobody pays for an order without goods.
    else if (order.lines.reduce((sum, { current }) => sum + current, 0) > 1) editDown(teller, 'before payment');
    if (goodsNow(order) === 0) editUp(teller);
    if (random.chance(0.7)) teller.tellEdit('edited before payment');
    teller.pass();
  }
}

export function pay(teller: ShopifyTeller, topic: string): void {
  const { random, order } = teller;
  if (random.chance(0.08) && topic === 'orders/paid' && currentTotal(order) > 1) {
    teller.receive(Math.ceil(currentTotal(order) / 3));
    teller.tell('orders/updated', 'paid in part');
    teller.notice('paid in part at first', both(showsPartlyPaid, showsPaid));
    teller.pass();
  }
  teller.receive();
  teller.tell(topic, 'paid');
  if (topic === 'orders/paid' && random.chance(0.4)) teller.tell('orders/updated', 'paid');
}
