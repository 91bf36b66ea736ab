/** A small deterministic source of chance: the same seed gives the same history on every machine. */
export interface Random {
  /** Whole number, both ends included. */
  readonly int: (from: number, to: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly pick: <T>(items: readonly [T, ...T[]]) => T;
  /** One of the items, by relative weight. */
  readonly weighted: <T>(table: readonly [readonly [number, T], ...(readonly [number, T])[]]) => T;
}

/** mulberry32, its state spread out so that neighbouring seeds have nothing in common. */
export function createRandom(seed: number): Random {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(seed >>> 13, 0xc2b2ae35);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    int,
    chance: (probability) => next() < probability,
    pick: (items) => items[int(0, items.length - 1)] ?? items[0],
    weighted: (table) => {
      let left = next() * table.reduce((total, [weight]) => total + weight, 0);
      for (const [weight, item] of table) {
        left -= weight;
        if (left < 0) return item;
      }
      return table[0][1];
    },
  };
}
