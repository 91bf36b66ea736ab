import type { Outcome } from '../domain/outcome.ts';
import { outcomeTable } from '../domain/outcome-table.ts';
import type { Reason } from '../domain/reasons.ts';
import type { Store } from '../domain/store.ts';
import type { Delivery } from '../platforms/delivery.ts';
import type { Platform } from '../platforms/platform.ts';
import type { Deadline } from '../shared/deadline.ts';
import type { ActivityNotes } from './activity-notes.ts';

export interface NoteDependencies {
  readonly stores: ReadonlyMap<string, Store>;
  readonly activity: ActivityNotes;
}

/** Reasons of acknowledged deliveries that are not proven to be the store's own: unsigned, not verified, a copy's, or not the shop's at all. */
const NOT_ITS_OWN: ReadonlySet<Reason> = new Set(['ping', 'probe', 'secretUnread', 'otherShop']);

/** Notes a handled delivery in its store's activity, as genuine or refused. Never rejects. */
export async function noteDelivery(
  { stores, activity }: NoteDependencies,
  platform: Platform,
  delivery: Delivery,
  outcome: Outcome,
  deadline: Deadline,
): Promise<void> {
  const store = stores.get(delivery.store);
  if (store?.platform !== platform.name) return;
  const kind = noteworthy(outcome);
  if (kind !== null)
    await activity.note(store.id, { kind, earns: outcome.earns ?? null }, delivery.receivedAtMs, deadline);
}

/** An answer that is no 2xx is a refusal, whatever its cause: platforms count it before they disable or delete a webhook. */
function noteworthy({ kind, reason }: Outcome): 'genuine' | 'refused' | null {
  const { disposition } = outcomeTable[kind];
  if (disposition === 'refused' || disposition === 'unrecorded') return 'refused';
  return NOT_ITS_OWN.has(reason) ? null : 'genuine';
}
