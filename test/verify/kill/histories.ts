import type { Store } from '../../../src/domain/store.ts';
import { generateHistory } from '../laws/histories/generate.ts';
import type { History } from '../laws/histories/history.ts';
import type { Random } from '../laws/histories/random.ts';

/** Long ago: no hold of such an order is still to be waited for. */
const FROM_MS = Date.UTC(2024, 0, 8);

/** Histories of these stores, one after the other; no order comes in two of them. */
export function historiesOf(stores: readonly Store[], random: Random): () => History {
  const [first, ...others] = stores;
  if (first === undefined) throw new RangeError('no stores');
  let number = 1_000;
  const nextNumber = () => {
    number += 1;
    return number;
  };
  return () =>
    generateHistory(random.int(0, 2 ** 31), { store: random.pick([first, ...others]), fromMs: FROM_MS, nextNumber });
}
