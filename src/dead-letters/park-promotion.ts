import { type Outcome, outcome } from '../domain/outcome.ts';
import { newRun, type RunRecord } from '../domain/promotion/run.ts';
import { runKeyAt } from '../domain/promotion/run-key.ts';
import { explain } from '../domain/reasons.ts';
import type { PromotionMessage, Trigger } from '../ports/promotion-queue.ts';
import { slotOfRun } from '../ports/run-store.ts';
import { type PostAwardsDependencies, parkAwards } from '../promotions/post-batch.ts';
import type { Deadline } from '../shared/deadline.ts';
import { update } from '../shared/optimistic-update.ts';

type Shelves = Pick<PostAwardsDependencies, 'ledger' | 'runs'>;

/** Parks what a message of the promotions queue is about. Rejects when the ledger cannot be reached. */
export async function parkPromotion(shelves: Shelves, message: PromotionMessage, deadline: Deadline): Promise<Outcome> {
  if (message.kind === 'awards') return await parkAwards(shelves, message.batch, deadline);
  await parkTrigger(shelves, message.trigger, deadline);
  const { because } = explain('failedAgain');
  return outcome('parked', explain('runStopped', because), message.trigger.promotion);
}

/** Marks the run as stopped. A new trigger continues it from where it was. */
async function parkTrigger(
  { runs }: Shelves,
  { promotion, scheduledAtMs }: Trigger,
  deadline: Deadline,
): Promise<void> {
  const key = runKeyAt(promotion, scheduledAtMs);
  const { current } = await update<RunRecord, null>(
    slotOfRun(runs, key),
    (known) => {
      if (known?.phase === 'queued') return { result: null };
      const save = {
        ...(known ?? newRun(key, deadline.now())),
        because: explain('failedAgain').because,
        dismissedAtMs: null,
      };
      return { save, result: null };
    },
    deadline.signal,
  );
  if (current?.record.phase !== 'queued') await runs.enlist(key, deadline.signal);
}
