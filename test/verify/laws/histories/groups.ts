import type { Delivery } from './history.ts';

/** Neighbours that are under way at the same time are one group. */
export function groupsOf<Item>(items: readonly Item[], deliveryOf: (item: Item) => Delivery): Item[][] {
  const groups: Item[][] = [];
  for (const item of items) {
    const group = groups.at(-1);
    const first = group?.[0];
    const joins = deliveryOf(item).simultaneous && first !== undefined && deliveryOf(first).simultaneous;
    if (group !== undefined && joins) group.push(item);
    else groups.push([item]);
  }
  return groups;
}
