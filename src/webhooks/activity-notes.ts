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

type Noted = 'genuine' | 'refused';

/** Notes deliveries in their stores' activities, rarely enough that neither a busy store nor a stranger's flood costs much. */
export interface ActivityNotes {
  /** Emits `storeRefused` for refusals in a row. Never rejects: a failure is a warning, and a later delivery is noted again. */
  note(store: string, kind: Noted, atMs: number, deadline: Deadline): Promise<void>;
}

/** From when on this container notes a store's next delivery of each kind. */
type FromMs = Readonly<Record<Noted, number>>;

const AT_ONCE: FromMs = { genuine: Number.NEGATIVE_INFINITY, refused: Number.NEGATIVE_INFINITY };
/** After a failed write the table is left alone for this long. */
const AFTER_FAILURE_MS = 30_000;

export function createActivityNotes(activities: StoreActivities, emit: Emit): ActivityNotes {
  const fromMs = new Map<string, FromMs>();

  async function write(store: string, kind: Noted, atMs: number, signal: AbortSignal): Promise<StoreActivity> {
    const { result } = await update(
      slotAt(activities, store),
      (stored) => {
        const before = stored ?? UNKNOWN_STORE;
        const after = kind === 'genuine' ? delivered(before, atMs) : refused(before);
        return { ...(after !== before && { save: after }), result: after };
      },
      signal,
    );
    return result;
  }

  return {
    async note(store, kind, atMs, deadline) {
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
