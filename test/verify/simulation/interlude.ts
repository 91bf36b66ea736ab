import type { Store } from '../../../src/domain/store.ts';
import type { Delivery, History } from '../laws/histories/history.ts';
import { randomOf } from './fault-plan.ts';

/** What a person does between two deliveries, when all that came before is settled: erases a customer, or gives orders another rule. */
export interface Interlude {
  readonly kind: 'erasure' | 'repin';
  /** The place of the first delivery after it. */
  readonly at: number;
  /** Whatever comes until then comes before it. */
  readonly atMs: number;
}

const DAY_MS = 86_400_000;
/** Longer than a hold, and than an entry is tried. */
const PAUSE_MS = 150 * DAY_MS;

export function planInterlude({ seed, deliveries }: History): Interlude | null {
  const random = randomOf(seed, 'interlude');
  const kind = random.weighted<Interlude['kind'] | null>([
    [88, null],
    [6, 'erasure'],
    [6, 'repin'],
  ]);
  const places = [...deliveries.keys()].filter((at) => at > 0 && !isWithinGroup(deliveries, at));
  if (kind === null || places.length === 0) return null;
  const at = places[random.int(0, places.length - 1)] ?? 0;
  return { kind, at, atMs: (deliveries[at - 1]?.atMs ?? 0) + PAUSE_MS / 2 };
}

/** Those that are under way at the same time. */
function isWithinGroup(deliveries: readonly Delivery[], at: number): boolean {
  return deliveries[at]?.simultaneous === true && deliveries[at - 1]?.simultaneous === true;
}

/** The same history with months between the deliveries before an interlude and those after it. */
export function withPause(history: History, { at }: Interlude): History {
  const { seed, store, endMs } = history;
  return {
    seed,
    store,
    endMs: endMs + PAUSE_MS,
    deliveries: history.deliveries.map((delivery, index) =>
      index < at ? delivery : { ...delivery, atMs: delivery.atMs + PAUSE_MS },
    ),
    get situations() {
      return history.situations;
    },
    get arrivalDecides() {
      return history.arrivalDecides;
    },
  };
}

/** Rules that should have been: the same times, other points. */
export function otherRules(seed: number): (store: Store) => Store {
  const pointsPerUnit = randomOf(seed, 'other rules').pick([
    '0.4',
    '3',
    '1.5',
  ]) as Store['rules'][number]['pointsPerUnit'];
  return (store) => ({
    ...store,
    rules: store.rules.map((rule) => ({ ...rule, version: `${rule.version}, put right`, pointsPerUnit })),
  });
}
