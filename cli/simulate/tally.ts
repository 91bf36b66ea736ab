import type { ComparedOrder } from './compare-order.ts';

/** So many of those who gain and lose most are kept. */
const MOST = 10;
/** From 0 to more than a thousand points, either way. */
const STEPS = [1, 10, 50, 100, 500, 1_000] as const;

/** How orders changed, in one store or in all. */
export interface Totals {
  /** Orders that the rules are about. */
  readonly orders: number;
  readonly before: number;
  readonly after: number;
  readonly gaining: number;
  readonly losing: number;
}

/** Orders whose points change by `from` to `to` points; `null`: without an end. */
export interface Bar {
  readonly from: number | null;
  readonly to: number | null;
  readonly orders: number;
}

export interface Mover {
  /** An order, such as `my-shop/5001`; or a customer. */
  readonly id: string;
  readonly before: number;
  readonly after: number;
}

export interface Movers {
  readonly gain: readonly Mover[];
  readonly lose: readonly Mover[];
}

/** What a changed configuration comes to over the orders that were added. */
export interface Comparison {
  readonly all: Totals;
  readonly stores: Readonly<Record<string, Totals>>;
  readonly distribution: readonly Bar[];
  readonly orders: Movers;
  readonly customers: Movers;
  /** Orders that neither rule is about, such as unpaid ones. */
  readonly leftOut: number;
}

export interface Tally {
  add(order: { readonly store: string; readonly id: string; readonly customer: string }, compared: ComparedOrder): void;
  leaveOut(): void;
  total(): Comparison;
}

/** Adds orders up one by one; it keeps a number for each customer, and of orders only those that move most. */
export function openTally(): Tally {
  const stores = new Map<string, Totals>();
  const customers = new Map<string, { before: number; after: number }>();
  const bars = new Map<number, number>();
  let orders: Movers = { gain: [], lose: [] };
  let leftOut = 0;
  return {
    add({ store, id, customer }, { before, after }) {
      stores.set(store, plus(stores.get(store) ?? NOTHING, { before, after }));
      const known = customers.get(customer) ?? { before: 0, after: 0 };
      customers.set(customer, { before: known.before + before, after: known.after + after });
      const step = stepOf(after - before);
      bars.set(step, (bars.get(step) ?? 0) + 1);
      orders = withMover(orders, { id, before, after });
    },
    leaveOut() {
      leftOut += 1;
    },
    total: () => ({
      all: [...stores.values()].reduce(sum, NOTHING),
      stores: Object.fromEntries(stores),
      distribution: distributionOf(bars),
      orders,
      customers: [...customers].reduce((most, [id, one]) => withMover(most, { id, ...one }), NOBODY),
      leftOut,
    }),
  };
}

const NOTHING: Totals = { orders: 0, before: 0, after: 0, gaining: 0, losing: 0 };
const NOBODY: Movers = { gain: [], lose: [] };

function plus(totals: Totals, { before, after }: ComparedOrder): Totals {
  return sum(totals, { orders: 1, before, after, gaining: Number(after > before), losing: Number(after < before) });
}

function sum(one: Totals, other: Totals): Totals {
  return {
    orders: one.orders + other.orders,
    before: one.before + other.before,
    after: one.after + other.after,
    gaining: one.gaining + other.gaining,
    losing: one.losing + other.losing,
  };
}

function withMover({ gain, lose }: Movers, mover: Mover): Movers {
  const change = ({ before, after }: Mover) => after - before;
  if (change(mover) === 0) return { gain, lose };
  const most = (movers: readonly Mover[]) =>
    [...movers, mover].toSorted((one, other) => Math.abs(change(other)) - Math.abs(change(one))).slice(0, MOST);
  return change(mover) > 0 ? { gain: most(gain), lose } : { gain, lose: most(lose) };
}

/** 0 for no change; else the number of the step that the change reaches, with its sign. */
function stepOf(change: number): number {
  return Math.sign(change) * STEPS.filter((step) => Math.abs(change) >= step).length;
}

/** From those that lose most to those that gain most, without empty ends. */
function distributionOf(bars: ReadonlyMap<number, number>): Bar[] {
  const steps = [...bars.keys()];
  if (steps.length === 0) return [];
  const first = Math.min(...steps);
  return Array.from({ length: Math.max(...steps) - first + 1 }, (_, index) => {
    const step = first + index;
    return { ...boundsOf(step), orders: bars.get(step) ?? 0 };
  });
}

function boundsOf(step: number): Pick<Bar, 'from' | 'to'> {
  if (step === 0) return { from: 0, to: 0 };
  const least = STEPS[Math.abs(step) - 1] ?? 0;
  const next = STEPS[Math.abs(step)];
  const most = next === undefined ? null : next - 1;
  return step > 0 ? { from: least, to: most } : { from: most === null ? null : -most, to: -least };
}
