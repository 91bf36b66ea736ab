import { type Judged, withJudged } from '../domain/order-tallies.ts';
import {
  delivered,
  isRefusedInARow,
  MAX_REFUSALS,
  NOTED_EVERY_MS,
  refused,
  type StoreActivity,
  UNKNOWN_STORE,
} from '../domain/store-activity.ts';
import type { StoreActivities } from '../ports/store-activity.ts';
import type { Emit } from '../ports/telemetry.ts';
import { type Deadline, signalWithin } from '../shared/deadline.ts';
import { slotAt, update } from '../shared/optimistic-update.ts';
import { TIME } from '../shared/time-budgets.ts';

type Kind = 'genuine' | 'refused';

/** What one delivery says of its store. `earns`: of an order that it decides on. */
export interface Noted {
  readonly kind: Kind;
  readonly earns: boolean | null;
}

/** Notes deliveries in their stores' activities, rarely enough that neither a busy store nor a stranger's flood costs much. */
export interface ActivityNotes {
  /** Emits `storeRefused` for refusals in a row. Never rejects: a failure is a warning, and a later delivery is noted again. */
  note(store: string, noted: Noted, atMs: number, deadline: Deadline): Promise<void>;
}

/** From when on this container notes a store's next delivery of each kind. */
type FromMs = Readonly<Record<Kind, number>>;

const AT_ONCE: FromMs = { genuine: Number.NEGATIVE_INFINITY, refused: Number.NEGATIVE_INFINITY };
const NO_ORDERS: Judged = { earned: 0, skipped: 0 };
/** After a failed write the table is left alone for this long. */
const AFTER_FAILURE_MS = 30_000;

export function createActivityNotes(activities: StoreActivities, emit: Emit): ActivityNotes {
  const fromMs = new Map<string, FromMs>();
  /** Orders that this container has seen judged. They wait for a write that is made anyway, and are lost with the container. */
  const uncounted = new Map<string, Judged>();

  function judge(store: string, { earned, skipped }: Judged): void {
    const before = uncounted.get(store) ?? NO_ORDERS;
    uncounted.set(store, { earned: before.earned + earned, skipped: before.skipped + skipped });
  }

  async function write(store: string, kind: Kind, atMs: number, signal: AbortSignal): Promise<StoreActivity> {
    const judged = uncounted.get(store) ?? NO_ORDERS;
    const { result } = await update(
      slotAt(activities, store),
      (stored) => {
        const before = stored ?? UNKNOWN_STORE;
        const after = kind === 'genuine' ? deliveredWith(judged, before, atMs) : refused(before);
        const isNew = after !== before;
        return { ...(isNew && { save: after }), result: { after, isNew } };
      },
      signal,
    );
    if (kind === 'genuine' && result.isNew) judge(store, { earned: -judged.earned, skipped: -judged.skipped });
    return result.after;
  }

  return {
    async note(store, { kind, earns }, atMs, deadline) {
      if (earns !== null) judge(store, earns ? { earned: 1, skipped: 0 } : { earned: 0, skipped: 1 });
      const from = fromMs.get(store) ?? AT_ONCE;
      if (atMs < from[kind]) return;
      try {
        const activity = await write(store, kind, atMs, signalWithin(deadline, TIME.noting));
        fromMs.set(store, nextFrom(activity, atMs));
        const { refusals } = activity;
        if (kind === 'refused' && isRefusedInARow(activity, atMs)) emit({ kind: 'storeRefused', store, refusals });
      } catch (error) {
        const later = atMs + AFTER_FAILURE_MS;
        fromMs.set(store, { genuine: Math.max(from.genuine, later), refused: Math.max(from.refused, later) });
        emit({ kind: 'warning', message: "a store's activity could not be written", error });
      }
    },
  };
}

/** With `MAX_REFUSALS` counted, the next is looked at after a while: another container may have noted a genuine delivery since. */
function nextFrom({ genuine, refusals }: StoreActivity, atMs: number): FromMs {
  return {
    genuine: genuine === null ? Number.NEGATIVE_INFINITY : genuine.lastAtMs + NOTED_EVERY_MS,
    refused: refusals < MAX_REFUSALS ? Number.NEGATIVE_INFINITY : atMs + NOTED_EVERY_MS,
  };
}

/** Orders are counted with a delivery that is noted anyway, and are no reason to note one. */
function deliveredWith(judged: Judged, before: StoreActivity, atMs: number): StoreActivity {
  const after = delivered(before, atMs);
  return after === before ? before : { ...after, orders: withJudged(after.orders, judged, atMs) };
}
