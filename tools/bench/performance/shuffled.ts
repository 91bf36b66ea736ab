import type { Random } from '../../../test/verify/laws/histories/random.ts';

/** The items in an order drawn anew: whoever comes after one that computes much may be slower. */
export function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  const left = [...items];
  return items.flatMap(() => left.splice(random.int(0, left.length - 1), 1));
}
