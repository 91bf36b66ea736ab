import { type Load, withOneLess, withOneMore } from '../domain/unverified-load.ts';
import type { DeferredDelivery } from '../ports/delivery-queue.ts';
import type { Emit } from '../ports/telemetry.ts';
import type { UnverifiedCounts } from '../ports/unverified-counts.ts';
import { type Deadline, signalWithReserve } from '../shared/deadline.ts';
import { slotAt, update } from '../shared/optimistic-update.ts';
import { TIME } from '../shared/time-budgets.ts';

type Counted = Pick<DeferredDelivery, 'store' | 'receivedAtMs' | 'body'>;

/** Limits the unverified deliveries that wait for each store, since anybody can send them. Neither call rejects. */
export interface UnverifiedRoom {
  /** Counts one more, if there is room for it. */
  take(delivery: Counted, deadline: Deadline): Promise<'taken' | 'full'>;
  /** A counted delivery has left: it was verified, refused or parked. */
  giveBack(delivery: Counted, deadline: Deadline): Promise<void>;
}

/**
 * All containers share one count per store. While the count cannot be reached, the ledger is out as well as the secret, and a
 * refusal would lose the many genuine deliveries of an outage. So they are kept, and each container counts what it has accepted
 * itself, up to the same limit.
 */
export function createUnverifiedRoom(
  { counts, emit }: { readonly counts: UnverifiedCounts; readonly emit: Emit },
  most: Load,
): UnverifiedRoom {
  const uncounted = new Map<string, Load>();

  function takeUncounted(store: string, bytes: number): 'taken' | 'full' {
    const before = uncounted.get(store) ?? { deliveries: 0, bytes: 0 };
    const after = { deliveries: before.deliveries + 1, bytes: before.bytes + bytes };
    if (after.deliveries > most.deliveries || after.bytes > most.bytes) return 'full';
    uncounted.set(store, after);
    return 'taken';
  }

  const cannotCount = (error: unknown) =>
    emit({ kind: 'warning', message: 'what waits unverified could not be counted', error });

  return {
    async take({ store, receivedAtMs, body: { byteLength: bytes } }, deadline) {
      try {
        const { result } = await update(
          slotAt(counts, store),
          (counted) => {
            const save = withOneMore(counted ?? {}, { receivedAtMs, bytes }, most, deadline.now());
            return save === null ? { result: 'full' as const } : { save, result: 'taken' as const };
          },
          signalWithReserve(deadline, TIME.keeping),
        );
        uncounted.delete(store);
        return result;
      } catch (error) {
        cannotCount(error);
        return takeUncounted(store, bytes);
      }
    },
    async giveBack({ store, receivedAtMs, body: { byteLength: bytes } }, deadline) {
      try {
        await update(
          slotAt(counts, store),
          (counted) => {
            if (counted === null) return { result: null };
            return { save: withOneLess(counted, { receivedAtMs, bytes }, deadline.now()), result: null };
          },
          deadline.signal,
        );
      } catch (error) {
        cannotCount(error);
      }
    },
  };
}
