import type { Store } from '../../src/domain/store.ts';
import { gapUntilNow, NOT_WATCHED } from '../../src/domain/subscriptions/subscription-watch.ts';
import type { Deadline } from '../../src/shared/deadline.ts';
import { slotAt, update } from '../../src/shared/optimistic-update.ts';
import { readGapAgain } from '../../src/subscriptions/read-gap-again.ts';
import type { Connection } from '../connection.ts';
import type { ReadsAgain } from './report.ts';

/** Has reconciliation read again what a store changed since its webhooks were seen whole, now that they are whole again. */
export async function readAgain(
  { watches, reconciliations, now }: Connection,
  { id }: Store,
  { signal }: Deadline,
): Promise<ReadsAgain> {
  const atMs = now();
  const known = await watches.load(id, signal);
  const gap = gapUntilNow(known?.record ?? NOT_WATCHED, atMs, true);
  const gapMs = typeof gap === 'number' ? gap : null;
  await readGapAgain(reconciliations, id, gapMs, atMs, signal);
  await update(
    slotAt(watches, id),
    (watch) => ({ save: { ...(watch ?? NOT_WATCHED), isSeen: true, fineAtMs: atMs }, result: null }),
    signal,
  );
  return { since: gapMs === null ? null : new Date(atMs - gapMs).toISOString() };
}
