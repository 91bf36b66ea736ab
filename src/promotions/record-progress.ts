import { NOTHING_COUNTED, type Tally } from '../domain/promotion/progress.ts';
import type { OccurrenceKey } from '../domain/promotion/run-key.ts';
import type { OccurrenceShelf } from '../ports/run-store.ts';
import type { Work } from '../shared/deadline.ts';

/** Changes a tally, over and over until nobody else was faster. Rejects when the ledger cannot be reached. */
export async function changeTally(
  occurrences: OccurrenceShelf,
  key: OccurrenceKey,
  number: number,
  change: (tally: Tally) => Tally,
  { signal }: Pick<Work, 'signal'>,
): Promise<void> {
  for (;;) {
    const loaded = await occurrences.loadTally(key, number, signal);
    const before = loaded?.tally ?? NOTHING_COUNTED;
    const after = change(before);
    if (after === before) return;
    if ((await occurrences.saveTally(key, number, after, loaded?.version ?? 0, signal)) === 'saved') return;
    signal.throwIfAborted();
  }
}
