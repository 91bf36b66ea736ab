import { NO_PROGRESS, type Progress } from '../domain/promotion/progress.ts';
import type { RunKey } from '../domain/promotion/run-key.ts';
import type { RunStore } from '../ports/run-store.ts';
import type { Deadline } from '../shared/deadline.ts';

/** Changes a part of the progress, over and over until nobody else was faster. Rejects when the ledger cannot be reached. */
export async function recordProgress(
  runs: RunStore,
  key: RunKey,
  number: number,
  change: (progress: Progress) => Progress,
  { signal }: Pick<Deadline, 'signal'>,
): Promise<void> {
  for (;;) {
    const loaded = await runs.loadProgress(key, number, signal);
    const before = loaded?.progress ?? NO_PROGRESS;
    const after = change(before);
    if (after === before) return;
    if ((await runs.saveProgress(key, number, after, loaded?.version ?? 0, signal)) === 'saved') return;
    signal.throwIfAborted();
  }
}
