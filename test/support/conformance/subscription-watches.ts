import type { SubscriptionWatch } from '../../../src/domain/subscriptions/subscription-watch.ts';
import type { SubscriptionWatches } from '../../../src/ports/subscription-watches.ts';
import { describeSlots, type OpenSlots } from './slots.ts';

const unseen: SubscriptionWatch = { nextAtMs: 1_764_072_000_123, fineAtMs: null, isSeen: false };
const fine: SubscriptionWatch = { nextAtMs: 1_764_075_300_123, fineAtMs: 1_764_072_000_123, isSeen: true };
const seenOnce: SubscriptionWatch = { nextAtMs: 1_764_078_600_123, fineAtMs: null, isSeen: true };

/** What the guard over subscriptions relies on, whatever keeps what it saw. `factory` opens an empty one. */
export function describeSubscriptionWatches(
  name: string,
  factory: () => Promise<OpenSlots<SubscriptionWatches>>,
): void {
  describeSlots<SubscriptionWatch, SubscriptionWatches>(`subscription watches: ${name}`, factory, [
    unseen,
    fine,
    seenOnce,
  ]);
}
