import type { Random } from './random.ts';
import { worthOfNext } from './shopify-books.ts';
import type { ShopifyLine, ShopifyOrder, ShopifyRefund } from './shopify-order.ts';

export type RefundLines = ShopifyRefund['lines'];

/** Takes units off the order; the line and its quantity stay. */
export function take(
  line: ShopifyLine,
  units: number,
  why: 'edit' | 'return',
  nextId: () => string,
): RefundLines[number] {
  const worth = worthOfNext(line, units);
  line.current -= units;
  if (why === 'edit') line.edited += units;
  return { id: nextId(), of: line, quantity: units, ...worth };
}

export const goodsLeft = ({ lines }: ShopifyOrder): ShopifyLine[] =>
  lines.filter(({ kind, current }) => kind !== 'tip' && current > 0);

export function takeSome(random: Random, order: ShopifyOrder, nextId: () => string): RefundLines {
  const taken: RefundLines[number][] = [];
  const lines = goodsLeft(order);
  const first = random.int(0, lines.length - 1);
  for (const line of [...lines.slice(first), ...lines.slice(0, first)]) {
    if (taken.length > 0 && random.chance(0.6)) continue;
    taken.push(take(line, random.chance(0.4) ? line.current : random.int(1, line.current), 'return', nextId));
  }
  return taken;
}

export const takeAll = (order: ShopifyOrder, nextId: () => string): RefundLines =>
  order.lines.filter(({ current }) => current > 0).map((line) => take(line, line.current, 'return', nextId));
