import { count, NO_PROGRESS, type Progress, progressPartOf } from '../domain/promotion/progress.ts';
import type { RunKey } from '../domain/promotion/run-key.ts';
import type { RunStore } from '../ports/run-store.ts';
import type { Deadline } from '../shared/deadline.ts';
import { type Slot, update } from '../shared/optimistic-update.ts';

/** Changes a part of the progress under optimistic locking. Rejects when the ledger cannot be reached. */
export async function recordProgress(
  runs: RunStore,
  key: RunKey,
  number: number,
  change: (progress: Progress) => Progress,
  { signal }: Pick<Deadline, 'signal'>,
): Promise<void> {
  const slot: Slot<Progress> = {
    load: (during) => runs.loadProgress(key, number, during),
    save: (progress, expectedVersion, during) => runs.saveProgress(key, number, progress, expectedVersion, during),
  };
  await update(
    slot,
    (known) => {
      const before = known ?? NO_PROGRESS;
      const after = change(before);
      return after === before ? { result: null } : { save: after, result: null };
    },
    signal,
  );
}

/** Counts the results of a part of an audience. */
export async function countAwards(
  runs: RunStore,
  key: RunKey,
  part: Parameters<typeof count>[1],
  deadline: Deadline,
): Promise<void> {
  await recordProgress(
    runs,
    key,
    progressPartOf(part.from),
    (progress) => count(progress, part, deadline.now()),
    deadline,
  );
}
