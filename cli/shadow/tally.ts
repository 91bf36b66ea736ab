import { type Entry, heldInShadow } from '../../src/domain/entry.ts';
import type { OrderRecord } from '../../src/domain/order-record.ts';
import { total } from '../../src/domain/plan-entries.ts';
import { type Reason, reasons } from '../../src/domain/reasons.ts';
import { nameOf } from '../../src/domain/record.ts';
import type { Store } from '../../src/domain/store.ts';
import { cappedBy, withoutPoints } from '../../src/domain/zero-reason.ts';

/** So many of the largest orders are told. */
const MOST = 10;

/** What would have been posted: points of awards, and of reversals, which are negative. */
interface Sums {
  readonly orders: number;
  readonly given: number;
  readonly takenBack: number;
}

/** What a store's orders in shadow come to. */
export interface ShadowReport {
  readonly store: string;
  /** It is in shadow now. */
  readonly inShadow: boolean;
  readonly all: Sums;
  /** Of `all`: what the rules would still hold back. */
  readonly held: number;
  readonly rules: readonly (Sums & { readonly rule: string; readonly campaign: string | null })[];
  /** By the points that they would have now. */
  readonly largest: readonly { readonly order: string; readonly points: number }[];
  /** Orders that would have no points, or not all, the most frequent reason first. */
  readonly reasons: readonly { readonly reason: Reason; readonly because: string; readonly orders: number }[];
  /** Orders that began before the store was in shadow, of which entries wait until it leaves it. */
  readonly waiting: { readonly orders: number; readonly points: number };
}

export interface ShadowTally {
  add(record: OrderRecord): void;
  total(): ShadowReport;
}

/** Adds up a store's orders one by one. */
export function openShadowTally(store: Store, nowMs: number): ShadowTally {
  const rules = new Map<string, ShadowReport['rules'][number]>();
  const why = new Map<Reason, number>();
  let largest: ShadowReport['largest'] = [];
  let held = 0;
  let waiting = { orders: 0, points: 0 };

  function addInShadow(record: OrderRecord): void {
    const entries = record.entries.filter(({ state }) => state === 'shadow');
    const rule = record.pinned?.rule.version ?? '';
    const campaign = record.pinned?.campaign?.name ?? null;
    const name = JSON.stringify([rule, campaign]);
    rules.set(name, { rule, campaign, ...plus(rules.get(name) ?? NOTHING, sumsOf(entries)) });
    const newest = heldInShadow(record.entries);
    if (newest !== null && newest.notBeforeMs > nowMs) held += newest.points;
    const points = total(entries);
    if (points === 0) return;
    const one = { order: `${record.key.store}/${nameOf(record.key)}`, points };
    largest = [...largest, one].toSorted((a, b) => b.points - a.points).slice(0, MOST);
  }

  return {
    add(record) {
      if (record.shadowSinceMs !== undefined) addInShadow(record);
      else if (record.pinned !== null || !store.shadow) {
        const points = total(record.entries.filter(({ state }) => state === 'pending'));
        if (points !== 0 && store.shadow) waiting = { orders: waiting.orders + 1, points: waiting.points + points };
        return;
      }
      const reason = reasonOf(record, store);
      if (reason !== null) why.set(reason, (why.get(reason) ?? 0) + 1);
    },
    total: () => ({
      store: store.id,
      inShadow: store.shadow,
      all: [...rules.values()].reduce<Sums>(plus, NOTHING),
      held,
      rules: [...rules.values()].toSorted((one, other) => other.given - one.given),
      largest,
      reasons: [...why]
        .map(([reason, orders]) => ({ reason, because: reasons[reason], orders }))
        .toSorted((one, other) => other.orders - one.orders),
      waiting,
    }),
  };
}

const NOTHING: Sums = { orders: 0, given: 0, takenBack: 0 };

function sumsOf(entries: readonly Entry[]): Sums {
  return {
    orders: 1,
    given: total(entries.filter(({ points }) => points > 0)),
    takenBack: total(entries.filter(({ points }) => points < 0)),
  };
}

function plus(one: Sums, other: Sums): Sums {
  return {
    orders: one.orders + other.orders,
    given: one.given + other.given,
    takenBack: one.takenBack + other.takenBack,
  };
}

function reasonOf(record: OrderRecord, store: Store): Reason | null {
  if (record.paymentAhead !== null) return 'paymentAhead';
  const parked = record.entries.find(({ state }) => state === 'parked')?.parked ?? null;
  return parked ?? (withoutPoints(record, store) ?? cappedBy(record))?.reason ?? null;
}
