import type { PlannedAward } from '../domain/promotion/award-batch.ts';
import { awardChooser } from '../domain/promotion/choose-awards.ts';
import { progressPartOf } from '../domain/promotion/progress.ts';
import type { PinnedPromotion } from '../domain/promotion/run.ts';
import type { AudienceFiles } from '../ports/audience-files.ts';
import { createSeenCustomers } from './audience/dedupe.ts';
import { readRows } from './audience/read-rows.ts';

/** The awards between two lines of an audience. */
export interface Batch {
  readonly from: number;
  readonly to: number;
  readonly awards: readonly PlannedAward[];
}

/** Awards of one batch. At 0.2 s for a call they take twenty seconds. */
const MAX_AWARDS = 100;

/**
 * Divides an audience into batches, from `fromLine` on. The lines before it are read, too, because a customer counts only
 * once; so a run continued after a crash makes the same batches. No batch crosses from one part of the progress into the next.
 */
export async function* batchAwards(
  files: AudienceFiles,
  pinned: PinnedPromotion,
  { scheduledAtMs, fromLine }: { readonly scheduledAtMs: number; readonly fromLine: number },
  signal: AbortSignal,
): AsyncGenerator<Batch> {
  const choose = awardChooser(pinned, scheduledAtMs, createSeenCustomers());
  let from = fromLine;
  let awards: PlannedAward[] = [];
  for await (const rows of readRows(files, pinned, signal)) {
    signal.throwIfAborted();
    for (const row of rows) {
      const choice = choose(row);
      const { line } = row;
      if (choice.kind !== 'award' || line < fromLine) continue;
      if (awards.length === MAX_AWARDS || (awards.length > 0 && progressPartOf(line) !== progressPartOf(from))) {
        yield { from, to: line, awards };
        awards = [];
      }
      if (awards.length === 0) from = line;
      awards.push(choice.award);
    }
  }
  const last = awards.at(-1);
  if (last !== undefined) yield { from, to: last.line + 1, awards };
}
