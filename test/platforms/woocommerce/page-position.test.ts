import { expect, test } from 'vitest';
import {
  nextPosition,
  type PagePosition,
  positionSince,
  readPosition,
  writtenPosition,
} from '../../../src/platforms/woocommerce/page-position.ts';

const START = Date.parse('2026-03-29T00:59:50Z');
const SECOND = 1_000;
const SIZE = 10;
/** Changes are read that were made more than a minute before. */
const MINUTE = 60_000;

type Changes = Map<number, number>;

/** A linear congruential generator: the same seed gives the same numbers. */
function randomOf(seed: number) {
  let state = seed;
  const int = (from: number, to: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return from + Math.floor((state / 2 ** 32) * (to - from + 1));
  };
  return { int, pick: <Item>(...items: readonly [Item, ...Item[]]) => items[int(0, items.length - 1)] ?? items[0] };
}

/** As the shop answers: bounds are left out, the numbers are those of one moment. */
function page(orders: Changes, { afterMs, beforeMs, offset }: PagePosition) {
  const all = [...orders]
    .filter(([, changedMs]) => changedMs > afterMs && (beforeMs === null || changedMs < beforeMs))
    .sort(([one, oneMs], [other, otherMs]) => (beforeMs === null ? oneMs - otherMs : 0) || one - other);
  return { total: all.length, listed: all.slice(offset, offset + SIZE) };
}

/** Reads all of a shop, where so many orders are changed between two pages. */
function readAll(orders: Changes, timeZone: string, meanwhile: (nowMs: number) => readonly number[]) {
  const seen = new Set<number>();
  const touched = new Set<number>();
  let nowMs = START + 2 * 3_600_000;
  let position: PagePosition | null = positionSince(START, timeZone);
  let pages = 0;
  for (; position !== null && pages < 500; pages += 1) {
    const { total, listed } = page(orders, position);
    for (const [id] of listed) seen.add(id);
    const lastChangeMs = listed.findLast(([, changedMs]) => changedMs < nowMs - MINUTE)?.[1] ?? null;
    const next = nextPosition({ position, size: SIZE, total, lastChangeMs }, timeZone);
    position = next && (readPosition(writtenPosition(next)) ?? null);
    nowMs += SECOND;
    for (const id of meanwhile(nowMs)) {
      orders.set(id, nowMs);
      touched.add(id);
    }
  }
  return { pages, missed: [...orders.keys()].filter((id) => !seen.has(id) && !touched.has(id)) };
}

test.each([
  ['none', 0],
  ['as many as pages overlap', 2],
  ['more than pages overlap', 7],
] as const)('all is read of orders changed at once, while others of them are changed: %s', (_name, most) => {
  for (let seed = 1; seed <= 300; seed += 1) {
    const random = randomOf(seed);
    const orders: Changes = new Map();
    const many = random.int(1, 120);
    for (let id = 1; id <= many; id += 1) {
      const second = random.pick(0, 0, 0, 1, 1, 2, random.int(3, 40));
      orders.set(id, START + second * SECOND);
    }
    const meanwhile = () => {
      // A job goes through the orders as they come.
      const first = random.int(1, many);
      return Array.from({ length: random.int(0, most) }, (_, at) => first + at).filter((id) => orders.has(id));
    };
    const zone = random.pick('America/Sao_Paulo', 'Europe/London');
    const { pages, missed } = readAll(orders, zone, meanwhile);
    expect({ seed, missed, ends: pages < 500 }).toEqual({ seed, missed: [], ends: true });
  }
});
